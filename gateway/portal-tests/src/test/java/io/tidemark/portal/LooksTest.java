package io.tidemark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.tidemark.engine.activity.Activity;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page looks and holds still: both themes, both widths, and what axe finds. */
class LooksTest extends InBrowser {
    @Test
    void shouldFollowTheSystemAndTheSwitch() {
        open(1440, ColorScheme.DARK);
        signIn();
        sellEverything();
        visit("/");
        rows().first().waitFor();
        String dark = background();
        page.locator(".theme").click();
        assertThat(page.locator(".theme")).hasAttribute("title", "Theme: light");
        assertThat(background()).isNotEqualTo(dark);
        page.reload();
        assertThat(page.locator(".theme")).hasAttribute("title", "Theme: light");
        page.locator(".theme").click();
        assertThat(background()).isEqualTo(dark);
    }

    private String background() {
        return page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
                .toString();
    }

    @Test
    void shouldNotMoveRowsForWhoAsksForStillness() {
        open();
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        int half = feed.activities.size() - NEWEST;
        sell(0, half);
        visit("/?board=reps");
        rows().first().waitFor();
        page.evaluate(
                "() => { window.flights = 0; const animate = Element.prototype.animate;"
                        + " Element.prototype.animate = function (...a) { window.flights++; return animate.apply(this, a); }; }");
        sell(half, feed.activities.size());
        assertThat(rows().first().locator(".figure")).hasText(Pattern.compile("35,323"));

        assertThat(page.evaluate("() => window.flights")).isEqualTo(0);
    }

    @Test
    void shouldNotShiftTheLayoutWhileItMoves() {
        open();
        int half = feed.activities.size() - NEWEST;
        sell(0, half);
        visit("/?board=reps");
        rows().first().waitFor();
        page.waitForFunction("() => document.querySelector('.through')");
        page.evaluate("() => { window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries())"
                + " if (!e.hadRecentInput) window.shift += e.value; }).observe({ type: 'layout-shift' }); }");
        for (Activity activity : feed.activities.subList(half, feed.activities.size())) {
            server.add(activity);
        }
        server.flush();
        assertThat(rows().first().locator(".figure")).hasText(Pattern.compile("35,323"));

        assertThat(((Number) page.evaluate("() => window.shift")).doubleValue()).isLessThan(0.1);
    }

    @ParameterizedTest
    @ValueSource(ints = {390, 1440})
    void shouldNeverScrollSideways(int width) {
        open(width, ColorScheme.LIGHT);
        signIn();
        sellEverything();
        for (String address : List.of("/?board=reps", "/?board=territories&segment=EMEA", "/?board=regions")) {
            visit(address);
            rows().first().waitFor();
            checkNothingSticksOut();
        }
        visit("/?board=reps&participant=distributor-rep:1612");
        page.locator(".posting button").first().click();
        page.locator(".fact").waitFor();
        checkNothingSticksOut();
    }

    @ParameterizedTest
    @CsvSource({"390,LIGHT", "390,DARK", "1440,LIGHT", "1440,DARK"})
    void shouldGiveAxeNothingToFind(int width, ColorScheme scheme) {
        open(width, scheme);
        signIn();
        visit("/?board=reps");
        assertThat(page.locator(".empty h2")).hasCount(1);
        checkAxe("empty");
        sellEverything();
        for (String address : List.of("/?board=reps", "/?board=territories&segment=EMEA", "/?board=offices")) {
            visit(address);
            rows().first().waitFor();
            checkAxe(address);
        }
        visit("/?board=reps&participant=distributor-rep:1612");
        page.locator(".posting button").first().click();
        page.locator(".fact").waitFor();
        checkAxe("card");
        visit("/?board=reps");
        rows().first().waitFor();
        page.locator("#search").fill("a");
        page.locator("#found li").first().waitFor();
        checkAxe("search");
    }
}
