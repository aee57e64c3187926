package io.tidemark.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.program.Program;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GroupCheckTest {
    private static final String TEXT = """
            program: p
            groups:
              pumps:  { category: Pumps }
              pump:   { category: Pump }
              rich:   { margin: { at-least: 0.3 } }
              richer: { margin: { at-least: 0.5 } }
              brands: { brnd: AquaPro }
              others: { category: { not: Pumps } }
              listed: { sku: [A-1, A-9] }
              absent: { colour: { not: red } }
            tracks: { reps: { kind: distributor-rep, credit: rep, rules: {} } }
            """;

    private final Problems problems = new Problems();
    private final Program program = ProgramReader.read("p.yaml", TEXT, problems);

    @Test
    void shouldWarnOfGroupsThatHoldNoProduct() {
        GroupCheck.checkGroups(
                "p.yaml",
                program,
                List.of(row("A-1", Map.of("category", "Pumps", "margin", "0.4", "brand", "AquaPro"))),
                problems);

        assertThat(problems.all())
                .extracting(Problem::toString)
                .containsExactly(
                        "p.yaml:4:3: warning: the group pump holds no product of the catalogue — compare its values with"
                                + " the product file; texts must be equal letter by letter",
                        "p.yaml:6:3: warning: the group richer holds no product of the catalogue — compare its values"
                                + " with the product file; texts must be equal letter by letter",
                        "p.yaml:7:3: warning: the group brands holds no product of the catalogue — no product has the"
                                + " field brnd; did you mean brand?",
                        "p.yaml:8:3: warning: the group others holds no product of the catalogue — compare its values"
                                + " with the product file; texts must be equal letter by letter");
    }

    @Test
    void shouldSayNothingWithoutACatalogue() {
        GroupCheck.checkGroups("p.yaml", program, List.of(), problems);

        assertThat(problems.isEmpty()).isTrue();
    }

    private static ProductRow row(String sku, Map<String, String> attributes) {
        return new ProductRow(sku, Integer.MIN_VALUE, new TreeMap<>(attributes));
    }
}
