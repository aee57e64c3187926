package io.tidemark.portal;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** axe-core in the page: the rules of WCAG 2.2 up to AA, and good practice. */
final class Axe {
    private static final String SOURCE = source();
    private static final String RUN = """
            async () => {
              // what is still fading in or gliding has no colour of its own yet
              await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)));
              const found = await axe.run(document);
              return found.violations.map((v) => `${v.id}: ${v.help} ${v.nodes.map((n) => n.html + ' ' + n.failureSummary).join(' | ')}`);
            }""";

    private Axe() {}

    private static String source() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What axe finds on the page as it is, a sentence each. */
    static List<?> violations(Page page) {
        page.evaluate(SOURCE);
        return (List<?>) page.evaluate(RUN);
    }
}
