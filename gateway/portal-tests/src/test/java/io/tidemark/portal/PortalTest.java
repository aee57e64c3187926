package io.tidemark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import io.tidemark.engine.activity.Activity;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a real browser, on a real server, over the demonstration's real data. */
@Timeout(120)
class PortalTest {
    private static final LocalDate FROM = LocalDate.now().minusMonths(5);

    /** Sales kept back to arrive later; enough to change who leads. */
    private static final int NEWEST = 2_000;

    private static Playwright playwright;
    private static Browser browser;
    private static DemoFeed feed;

    private final List<String> complaints = new ArrayList<>();
    private LiveServer server;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void launch() {
        playwright = Chromium.playwright();
        browser = Chromium.launch(playwright);
        feed = new DemoFeed(FROM);
    }

    @AfterAll
    static void quit() {
        browser.close();
        playwright.close();
    }

    @BeforeEach
    void serve() {
        server = new LiveServer();
        feed.prepare(server);
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
        server.close();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    /** Sends what was sold, all of it or but the newest. */
    private void sell(int from, int until) {
        feed.activities.subList(from, until).forEach(server::add);
        server.flush();
    }

    private void sellEverything() {
        sell(0, feed.activities.size());
    }

    private void open(int width, ColorScheme scheme) {
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setLocale("en-US")
                .setColorScheme(scheme));
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
    }

    private void signIn() {
        context.addCookies(List.of(new Cookie("tidemark-session", server.session()).setUrl(server.url("/"))));
    }

    private void open() {
        open(1440, ColorScheme.LIGHT);
        signIn();
    }

    private void visit(String address) {
        page.navigate(server.url(address));
    }

    private Locator rows() {
        return page.locator("table.board tbody tr[data-key]");
    }

    private List<String> keys() {
        return rows().all().stream().map(row -> row.getAttribute("data-key")).toList();
    }

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

    private void checkNothingSticksOut() {
        int over = ((Number) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
        assertThat(over).as(page.url()).isLessThanOrEqualTo(0);
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

    private void checkAxe(String where) {
        assertThat(Axe.violations(page)).as(where).isEmpty();
    }
}
