package io.tidemark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.gateway.access.Scope;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on which periods are closed and statements read. */
class PeriodsPageTest extends InBrowser {
    private static final String MONTHLY = """
            program: monthly
            name: Monthly push
            periods: { every: month }
            measures: { volume: { sum: amount } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules: { base: { rate: { by: volume, points: 0.3333 } } }
                ladder: { tiers: { bronze: {}, silver: { when: { measure: volume, at-least: 1000 } } } }
            boards:
              best: { track: reps, rank: points, prizes: [ { at: 1, points: 100 }, { at: 2, to: 3, points: 50 } ] }
            """;
    private static final LocalDate LAST_MONTH = LocalDate.now().minusMonths(1).withDayOfMonth(5);

    private int sold;

    private void sell(String rep, String amount) {
        sold++;
        server.add(new Activity(
                "shop",
                "P" + sold,
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                (int) LAST_MONTH.toEpochDay(),
                new TreeMap<>(Map.of("rep", rep)),
                "",
                null,
                Fixed.parse(amount),
                "",
                "",
                new TreeMap<>()));
        server.flush();
    }

    private void visitPeriods(Scope scope) {
        signIn(scope);
        server.publish(MONTHLY);
        server.participants(List.of(new ParticipantRow(
                "distributor-rep",
                "zoe",
                Integer.MIN_VALUE,
                "Zoë Keller",
                "",
                "",
                Integer.MIN_VALUE,
                Integer.MAX_VALUE,
                new TreeMap<>())));
        sell("zoe", "1200.5");
        sell("max", "900");
        sell("kim", "450.25");
        visit("/periods.html#program=monthly");
        page.locator("#periods-title").waitFor();
    }

    private Locator button(String text) {
        return page.locator("button", new Page.LocatorOptions().setHasText(text));
    }

    private void close(String begin, String confirm) {
        button(begin).first().click();
        page.locator("#preview").waitFor();
        button(confirm).last().click();
        page.locator("#statements").waitFor();
    }

    @Test
    void shouldClosePayAndExplainAndLaterPayWhatChanged() {
        open(1440, ColorScheme.LIGHT);
        visitPeriods(Scope.ADMIN);
        assertThat(page.locator(".state")).hasText("Provisional");
        button("Close").first().click();
        assertThat(page.locator("#preview .counts")).containsText("3");
        page.locator("#confirm").click();
        assertThat(page.locator(".state")).hasText("Final");
        Locator zoe = page.locator(".statement").filter(new Locator.FilterOptions().setHasText("Zoë Keller"));
        assertThat(zoe.locator("summary .paid")).hasText("500");
        zoe.locator("summary").focus();
        page.keyboard().press("Enter");
        assertThat(zoe.locator(".lines")).containsText("Prize for place 1 on best");
        assertThat(zoe.locator(".lines")).containsText("Rounding");
        sell("kim", "3000");
        close("Pay what changed", "Pay");
        assertThat(page.locator("#statements ~ p").first()).containsText("1 statement");
        assertThat(page.locator(".statement")).containsText("kim");
        assertThat(page.locator(".lines")).containsText("Changed in");
    }

    @Test
    void shouldLetReadersReadAndNotClose() {
        open(1440, ColorScheme.LIGHT);
        visitPeriods(Scope.READ);
        assertThat(page.locator(".state")).hasText("Provisional");
        assertThat(page.locator(".act button")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"390,LIGHT", "390,DARK", "1440,LIGHT", "1440,DARK"})
    void shouldGiveAxeNothingToFind(int width, ColorScheme scheme) {
        open(width, scheme);
        visitPeriods(Scope.ADMIN);
        button("Close").first().click();
        page.locator("#preview").waitFor();
        checkNothingSticksOut();
        checkAxe("preview");
        shot(width, scheme, "preview");
        page.locator("#confirm").click();
        page.locator(".statement summary").first().click();
        checkNothingSticksOut();
        checkAxe("statements");
        shot(width, scheme, "statements");
    }

    /** For a person to look at. */
    private void shot(int width, ColorScheme scheme, String what) {
        String name = "periods-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + what + ".png";
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "shots", name))
                .setFullPage(true));
    }
}
