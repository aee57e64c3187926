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
import io.tidemark.gateway.access.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A browser, a server and the demonstration's real data. */
@Timeout(120)
abstract class InBrowser {
    private static final LocalDate FROM = LocalDate.now().minusMonths(5);

    /** Sales kept back to arrive later; enough to change who leads. */
    static final int NEWEST = 2_000;

    private static Playwright playwright;
    private static Browser browser;
    static DemoFeed feed;

    private final List<String> complaints = new ArrayList<>();
    LiveServer server;
    private BrowserContext context;
    Page page;

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
    final void sell(int from, int until) {
        feed.activities.subList(from, until).forEach(server::add);
        server.flush();
    }

    final void sellEverything() {
        sell(0, feed.activities.size());
    }

    final void open(int width, ColorScheme scheme) {
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

    final void signIn() {
        context.addCookies(List.of(new Cookie("tidemark-session", server.session()).setUrl(server.url("/"))));
    }

    final void signIn(Scope scope) {
        context.addCookies(List.of(new Cookie("tidemark-session", server.session(scope)).setUrl(server.url("/"))));
    }

    final void open() {
        open(1440, ColorScheme.LIGHT);
        signIn();
    }

    final void visit(String address) {
        page.navigate(server.url(address));
    }

    final Locator rows() {
        return page.locator("table.board tbody tr[data-key]");
    }

    final List<String> keys() {
        return rows().all().stream().map(row -> row.getAttribute("data-key")).toList();
    }

    final void checkNothingSticksOut() {
        int over = ((Number) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
        assertThat(over).as(page.url()).isLessThanOrEqualTo(0);
    }

    final void checkAxe(String where) {
        assertThat(Axe.violations(page)).as(where).isEmpty();
    }
}
