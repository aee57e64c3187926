package io.tidemark.portal;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Takes pictures of the page for a person to look at: light and dark, phone and desktop. */
final class Shots {
    private static final Path FOLDER = Path.of("target", "shots");

    private Shots() {}

    public static void main(String... which) {
        try (LiveServer server = new LiveServer();
                Playwright playwright = Chromium.playwright();
                Browser browser = Chromium.launch(playwright)) {
            DemoFeed feed = new DemoFeed(LocalDate.now().minusMonths(7));
            feed.prepare(server);
            feed.activities.forEach(server::add);
            server.flush();
            for (int width : List.of(1440, 390)) {
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    shoot(server, browser, width, scheme);
                }
            }
        }
    }

    private static void shoot(LiveServer server, Browser browser, int width, ColorScheme scheme) {
        try (BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width > 1000 ? 900 : 844)
                .setColorScheme(scheme)
                .setDeviceScaleFactor(width > 1000 ? 1 : 2))) {
            context.addCookies(List.of(new Cookie("tidemark-session", server.session()).setUrl(server.url("/"))));
            Page page = context.newPage();
            page.onConsoleMessage(message -> System.out.println(message.text()));
            page.onResponse(response -> {
                if (response.status() >= 400) {
                    System.out.println(response.status() + " " + response.url());
                }
            });
            page.onPageError(error -> System.out.println("page error: " + error));
            String name = width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
            shot(page, server.url("/"), name + "-board", false);
            shot(page, server.url("/?board=territories&segment=EMEA"), name + "-territories", false);
            String rep = page.locator("tbody a[data-row]").first().getAttribute("href");
            shot(page, server.url(rep), name + "-card", true);
            shot(page, server.url("/?board=locations"), name + "-locations", true);
            page.navigate(server.url("/?board=reps&participant=distributor-rep:1612"));
            page.locator(".posting button").first().click();
            page.locator(".fact").waitFor();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(FOLDER.resolve(name + "-why.png"))
                    .setFullPage(true));
            page.navigate(server.url("/?board=reps&participant=distributor-rep:1612"));
            page.locator(".posting button").first().waitFor();
            page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + "-page.png")));
            page.locator("#search").fill("ma");
            page.locator("#found li").first().waitFor();
            page.screenshot(new Page.ScreenshotOptions().setPath(FOLDER.resolve(name + "-search.png")));
            context.clearCookies();
            shot(page, server.url("/"), name + "-signed-out", false);
        }
    }

    private static void shot(Page page, String url, String name, boolean full) {
        page.navigate(url);
        page.waitForTimeout(1_500);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + ".png"))
                .setFullPage(full));
    }
}
