package io.tidemark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page in a real browser, on a real server, over the demonstration's real data: what it does. */
class PortalTest extends InBrowser {
    @Test
    void shouldReorderTheBoardWhileDataArrivesWithoutReloading() {
        open();
        int half = feed.activities.size() - NEWEST;
        sell(0, half);
        visit("/?board=reps");
        assertThat(page.locator(".connection")).hasText("Live");
        rows().first().waitFor();
        page.evaluate("() => { window.stillTheSamePage = true; }");
        List<String> before = keys();

        sell(half, feed.activities.size());
        page.waitForFunction(
                "before => [...document.querySelectorAll('table.board tr[data-key]')].map(r => r.dataset.key).join() !== before",
                String.join(",", before));

        assertThat(page.evaluate("() => window.stillTheSamePage")).isEqualTo(true);
        assertThat(rows().first().locator(".figure")).hasText(Pattern.compile("35,323"));
    }

    @Test
    void shouldMissNothingWhenTheConnectionIsCutAndComesBack() throws IOException {
        open();
        int half = feed.activities.size() - NEWEST;
        sell(0, half);
        List<String> received = new ArrayList<>();
        page.onWebSocket(socket -> socket.onFrameReceived(frame -> received.add(frame.text())));
        try (Relay line = new Relay(server.port())) {
            page.navigate("http://127.0.0.1:" + line.port() + "/?board=reps");
            rows().first().waitFor();
            assertThat(page.locator(".connection")).hasText("Live");

            line.cut();
            assertThat(page.locator(".connection")).hasText("Reconnecting");
            sell(half, feed.activities.size());
            line.mend();
            assertThat(page.locator(".connection")).hasText("Live");
            assertThat(rows().first().locator(".figure")).hasText(Pattern.compile("35,323"));
        }

        List<String> board = received.stream()
                .filter(text -> text.startsWith("{\"topic\":\"boards/reps"))
                .toList();
        assertThat(board.get(0)).contains("\"type\":\"snapshot\"");
        assertThat(board.subList(1, board.size()))
                .as("a resumed viewer gets what it missed, not everything again")
                .allMatch(text -> text.contains("\"type\":\"delta\""));
    }

    @Test
    void shouldFillAnEmptyBoardByItself() {
        open();
        visit("/?board=reps");
        assertThat(page.locator(".empty h2")).hasText("Nobody is on this board yet");

        sellEverything();

        rows().first().waitFor();
    }

    @Test
    void shouldShowACardDownToTheSale() {
        open();
        sellEverything();
        visit("/?board=reps");
        page.getByText("Peter Marsh").click();

        assertThat(page.locator("#card-title")).hasText("Peter Marsh");
        assertThat(page.locator("#card-title")).isFocused();
        assertThat(page.locator(".big strong")).hasText(Pattern.compile("[\\d,]+"));
        assertThat(page.locator(".ladder [aria-current=step]")).hasCount(1);
        assertThat(page.locator(".chart .line")).hasCount(1);
        assertThat(page.locator(".rules tfoot .figure")).hasText(Pattern.compile("[\\d,.]+"));
        Locator first = page.locator(".posting button").first();
        first.click();
        assertThat(first).hasAttribute("aria-expanded", "true");
        assertThat(page.locator(".posting .why li").first()).containsText("went from");
        assertThat(page.locator(".posting .fact")).containsText("SKU");
    }

    @Test
    void shouldFindSomebody() {
        open();
        sellEverything();
        visit("/");
        rows().first().waitFor();
        page.keyboard().press("/");
        assertThat(page.locator("#search")).isFocused();
        page.keyboard().type("marsh");
        assertThat(page.locator("#found li")).hasCount(1);
        page.keyboard().press("Enter");

        assertThat(page.locator("#card-title")).hasText("Peter Marsh");
        page.keyboard().press("/");
        page.keyboard().type("nobody at all");
        assertThat(page.locator(".found-none")).hasText("Nobody by that name or id.");
        page.keyboard().press("Escape");
        assertThat(page.locator("#search")).hasValue("");
    }

    @Test
    void shouldBeWalkedThroughWithTheKeyboardAlone() {
        open();
        sellEverything();
        visit("/?board=reps");
        rows().first().waitFor();
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(rows().nth(0).locator("[data-row]")).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        assertThat(rows().nth(2).locator("[data-row]")).isFocused();
        page.keyboard().press("End");
        assertThat(rows().last().locator("[data-row]")).isFocused();
        page.keyboard().press("Home");
        assertThat(rows().nth(0).locator("[data-row]")).isFocused();
        String name = rows().nth(0).locator("[data-row]").textContent();
        page.keyboard().press("Enter");
        assertThat(page.locator("#card-title")).hasText(name);
        assertThat(page.locator("#card-title")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator(".card")).hasCount(0);
        assertThat(rows().nth(0).locator("[data-row]")).isFocused();
        assertThat(page.locator("[data-row][tabindex='0']")).hasCount(1);
    }

    @Test
    void shouldKeepWhatIsShownInTheAddress() {
        open();
        sellEverything();
        visit("/?board=reps");
        rows().first().waitFor();
        page.getByRole(
                        com.microsoft.playwright.options.AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Territories"))
                .click();
        page.locator(".segments a", new Page.LocatorOptions().setHasText("EMEA"))
                .click();
        rows().first().locator("[data-row]").click();
        page.locator("#card-title").waitFor();
        String name = page.locator("#card-title").textContent();
        String address = page.url();
        assertThat(address).contains("board=territories", "segment=EMEA", "participant=distributor-rep:");

        page.navigate("about:blank");
        page.navigate(address);
        assertThat(page.locator("#card-title")).hasText(name);
        page.goBack();
        page.goForward();
        assertThat(page.locator("#card-title")).hasText(name);
        page.locator(".period a").first().click();
        assertThat(page).hasURL(Pattern.compile("period=20"));
        page.goBack();
        assertThat(page).hasURL(address);
    }

    @Test
    void shouldSayHowToComeInToWhoIsSignedOut() {
        open(390, ColorScheme.LIGHT);
        visit("/?board=reps");

        assertThat(page.locator("h1")).hasText("You are signed out");
        assertThat(page.locator("main")).containsText("link that works once");
        checkNothingSticksOut();
        checkAxe("signed out");
    }

    @Test
    void shouldSignInWithALinkOnceAndSignOut() {
        open(1440, ColorScheme.LIGHT);
        sellEverything();
        String link = server.signInLink();
        visit(link);
        rows().first().waitFor();
        page.getByText("Sign out").click();
        assertThat(page.locator("h1")).hasText("You are signed out");
        page.reload();
        assertThat(page.locator("h1")).hasText("You are signed out");
        visit(link);
        assertThat(page.locator("h1")).hasText("This link does not work");
        checkAxe("a used link");
    }

    /** No end of the connection says that it is over; it has only become silent. */
    @Test
    void shouldNoticeAConnectionThatDiesInSilence() throws IOException {
        open();
        sell(0, feed.activities.size() - NEWEST);
        try (Relay line = new Relay(server.port())) {
            page.navigate("http://127.0.0.1:" + line.port() + "/?board=reps");
            rows().first().waitFor();
            assertThat(page.locator(".connection")).hasText("Live");
            page.waitForTimeout(3 * LiveServer.HEARTBEAT_MS);

            line.freeze();
            assertThat(page.locator(".connection")).not().hasText("Live");
            line.cut();
            line.mend();
            assertThat(page.locator(".connection")).hasText("Live");
        }
    }
}
