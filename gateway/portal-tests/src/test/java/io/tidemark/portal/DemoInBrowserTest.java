package io.tidemark.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Failure;
import io.tidemark.tools.demo.LiveDemo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody sees who starts the demonstration and opens its link: everything is real, the journal too. */
@Timeout(180)
class DemoInBrowserTest {
    private static final String KEYS =
            "[...document.querySelectorAll('table.board tr[data-key]')].map(row => row.dataset.key).join()";

    @Test
    void shouldMoveTheBoardWhileFilesAreSent() throws Exception {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        Console silent = new Console(nowhere, nowhere, false, false);
        try (LiveDemo demo = new LiveDemo(silent, Path.of("target", "demo-data"), 0);
                Playwright playwright = Chromium.playwright();
                Browser browser = Chromium.launch(playwright)) {
            demo.begin();
            Page page = browser.newPage();
            page.navigate(demo.link());
            // the link leads on to the page by itself, and two navigations at once would end one another
            page.waitForURL(url -> !url.contains("sign-in"));
            assertThat(page.locator(".connection")).hasText("Live");
            page.navigate(demo.url() + "/?board=distributors");
            page.locator("table.board tbody tr[data-key]").first().waitFor();
            assertThat(page.locator(".connection")).hasText("Live");
            page.evaluate("() => { window.stillTheSamePage = true; window.orders = new Set(); }");

            CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> {
                try {
                    demo.feed(6, (day, sent, all) -> {});
                } catch (Failure failed) {
                    throw new IllegalStateException(failed);
                }
            });
            page.waitForFunction("() => window.orders.add(" + KEYS + ").size > 3");
            feeding.join();

            page.waitForFunction("async () => { const answer = await fetch('/v1/programs/season/boards/distributors');"
                    + " return (await answer.json()).rows.map(row => row.participant).join() === " + KEYS + "; }");
            assertThat(page.evaluate("() => window.stillTheSamePage")).isEqualTo(true);
        }
    }
}
