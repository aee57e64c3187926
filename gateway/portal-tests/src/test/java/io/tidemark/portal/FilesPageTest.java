package io.tidemark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.tidemark.gateway.access.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on which files are sent and exceptions settled. */
class FilesPageTest extends InBrowser {
    private static final String STRICT = """
            program: strict
            participants: { unknown: wait }
            measures:
              volume: { sum: amount }
            tracks:
              reps: { kind: distributor-rep, credit: rep, rules: { base: { rate: { by: volume, points: 1 } } } }
            boards:
              best: { track: reps, rank: points }
            """;
    private static final LocalDate DAY = LocalDate.now().minusDays(1);
    private static final String SALES = "Order Number;Order Date;Seller;Item;Pieces;Total\n"
            + "1;" + DAY + ";zoe;PUMP;2;1200.50\n"
            + "2;" + DAY + ";zoe;PUMP;1;600\n"
            + "3;2026-02-31;max;PUMP;1;100\n"
            + "4;2026-02-31;max;PUMP;1;100\n";
    private static final String PROFILE = """
            profile: shop
            dates: [yyyy-MM-dd]
            fields: { id: Order Number, date: Order Date, rep: Seller, sku: Item, quantity: Pieces, amount: Total }
            """;

    private void visitFiles() {
        signIn(Scope.ADMIN);
        server.publish(STRICT);
        visit("/files.html");
        page.locator("#send-title").waitFor();
    }

    private void choose(String text) {
        page.locator("#file")
                .setInputFiles(new FilePayload("Shop 2026.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)));
    }

    private void confirm() {
        page.locator("#profile").fill(PROFILE);
        page.locator("#send").click();
        page.locator(".counts").waitFor();
    }

    @Test
    void shouldTakeAFileThatNobodyDescribedYet() {
        open(1440, ColorScheme.LIGHT);
        visitFiles();
        choose(SALES.lines().limit(3).reduce("", (all, line) -> all + line + "\n"));
        assertThat(page.locator("#profile"))
                .hasValue(Pattern.compile("profile: shop-2026[\\s\\S]*first activities it makes"));
        assertThat(page.locator("#feed")).hasValue("shop-2026");
        page.locator("#send").click();
        assertThat(page.locator(".counts div").first()).hasText(Pattern.compile("Accepted\\s*2"));
        assertThat(page.locator(".moved")).containsText("zoe");
    }

    @Test
    void shouldSayWhatIsWrongWithAProfile() {
        open(1440, ColorScheme.LIGHT);
        visitFiles();
        choose(SALES);
        page.locator("#profile").fill("profile: odd\nfield: {}\n");
        page.locator("#send").click();
        assertThat(page.locator(".wrong")).containsText("the profile has errors");
        assertThat(page.locator("#send")).isEnabled();
    }

    @Test
    void shouldPutTheSameMistakeRightEverywhereByKeyboard() {
        open(1440, ColorScheme.LIGHT);
        visitFiles();
        choose(SALES);
        confirm();
        Locator look = page.getByText("Look", new Page.GetByTextOptions().setExact(true));
        look.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator(".row")).hasCount(2);
        Locator date = page.locator(".row .odd input").first();
        date.fill("2026-02-28");
        page.keyboard().press("Tab");
        page.getByText("The same everywhere").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#said")).containsText("2 rows sent again: 2 taken, 0 still open.");
        assertThat(page.locator(".row")).hasCount(0);
    }

    @Test
    void shouldShowWhatIsSetAsideHeal() {
        open(1440, ColorScheme.LIGHT);
        visitFiles();
        choose(SALES);
        confirm();
        Locator zoe = page.locator(".groups li").filter(new Locator.FilterOptions().setHasText("distributor-rep:zoe"));
        assertThat(zoe).containsText("2 sales, 1,800.5");
        zoe.getByText("Enrol").click();
        assertThat(zoe).hasCount(0);
        assertThat(page.locator("#said")).containsText("2 sales that were set aside now count.");
    }

    @Test
    void shouldRememberWhomAFeedMeansByKeyboard() {
        open(1440, ColorScheme.LIGHT);
        visitFiles();
        page.evaluate(
                "() => fetch('/v1/participants', { method: 'PUT', headers: { 'x-tidemark': 'portal', 'content-type':"
                        + " 'application/json' }, body: JSON.stringify([{ kind: 'rep', id: '282', name: 'Zoe Adams' }]) })");
        choose(SALES);
        confirm();
        Locator zoe = page.locator(".groups li").filter(new Locator.FilterOptions().setHasText("distributor-rep:zoe"));
        zoe.getByText("It is somebody we know").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#meant")).isFocused();
        page.keyboard().type("282");
        checkAxe("matching");
        shot(1440, ColorScheme.LIGHT, "matching");
        page.setViewportSize(390, 844);
        checkNothingSticksOut();
        shot(390, ColorScheme.LIGHT, "matching");
        page.keyboard().press("Enter");
        assertThat(zoe).hasCount(0);
        Locator match = page.locator(".matches li");
        assertThat(match).containsText("zoe of shop-2026 is Zoe Adams");
        checkAxe("matched");
        checkNothingSticksOut();
        shot(390, ColorScheme.LIGHT, "matched");
        match.getByText("Take back").focus();
        page.keyboard().press("Enter");
        assertThat(match).hasCount(0);
        assertThat(zoe).containsText("2 sales, 1,800.5");
    }

    @Test
    void shouldMapWhatADistributorCallsAProduct() {
        open(1440, ColorScheme.LIGHT);
        signIn(Scope.ADMIN);
        server.publish(STRICT.replace("strict", "listed")
                .replace("participants: { unknown: wait }", "products: { unknown: wait }"));
        visit("/files.html");
        page.locator("#send-title").waitFor();
        page.evaluate("() => fetch('/v1/products', { method: 'PUT', headers: { 'x-tidemark': 'portal', 'content-type':"
                + " 'application/json' }, body: JSON.stringify([{ sku: 'AP-900' }]) })");
        choose("id,date,rep,distributor,sku,quantity,amount\n1," + DAY + ",zoe,312,4711,2,100\n");
        page.locator("#how").selectOption("");
        page.locator("#send").click();
        page.locator(".counts").waitFor();

        Locator theirs = page.locator(".groups li").filter(new Locator.FilterOptions().setHasText("sku:4711"));
        theirs.getByText("It is one of ours").click();
        assertThat(theirs.locator("input[name=distributor]")).hasValue("312");
        theirs.locator("input[name=sku]").fill("AP-900");
        theirs.locator("input[name=units]").fill("12");
        checkAxe("mapping");
        shot(1440, ColorScheme.LIGHT, "mapping");
        page.setViewportSize(390, 844);
        checkNothingSticksOut();
        shot(390, ColorScheme.LIGHT, "mapping");
        theirs.locator(".mapping button").click();

        assertThat(theirs).hasCount(0);
        assertThat(page.locator("#said")).containsText("now counts");
    }

    @Test
    void shouldNameOverdueFeeds() {
        open(1440, ColorScheme.LIGHT);
        visitFiles();
        choose(SALES.replace(DAY.toString(), "2025-01-05"));
        page.locator("#profile").fill(PROFILE + "expected: { every: week, by: 2 }\n");
        page.locator("#send").click();
        page.locator(".counts").waitFor();
        visit("/files.html");
        assertThat(page.locator(".overdue li")).containsText("overdue:");
        checkAxe("overdue");
        shot(1440, ColorScheme.LIGHT, "overdue");
        visit("/");
        assertThat(page.locator(".overdue li").first()).containsText("shop-2026");
        page.setViewportSize(390, 844);
        checkNothingSticksOut();
        page.locator(".overdue").first().scrollIntoViewIfNeeded();
        shot(390, ColorScheme.LIGHT, "overdue-board");
    }

    @Test
    void shouldTellWhoMayNotSendFiles() {
        open();
        visit("/files.html");
        assertThat(page.locator("h1")).hasText("Files are for those who send them");
    }

    @ParameterizedTest
    @CsvSource({"390,LIGHT", "390,DARK", "1440,LIGHT", "1440,DARK"})
    void shouldGiveAxeNothingToFind(int width, ColorScheme scheme) {
        open(width, scheme);
        visitFiles();
        checkAxe("before");
        choose(SALES);
        page.locator("#profile").waitFor();
        checkAxe("proposed");
        shot(width, scheme, "proposed");
        confirm();
        page.getByText("Look", new Page.GetByTextOptions().setExact(true)).click();
        page.locator(".row").first().waitFor();
        checkNothingSticksOut();
        checkAxe("done");
        shot(width, scheme, "done");
    }

    /** For a person to look at. */
    private void shot(int width, ColorScheme scheme, String what) {
        String name = "files-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + what + ".png";
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "shots", name))
                .setFullPage(true));
    }
}
