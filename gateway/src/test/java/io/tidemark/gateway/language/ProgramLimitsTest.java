package io.tidemark.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgramLimitsTest {
    private static final String REST = "tracks: { d: { kind: dealer, credit: dealer, rules: %s } }\n";
    private static final String VOLUME = "program: p\nmeasures: { volume: { sum: amount } }\n";

    @Test
    void shouldRefuseTooManyParts() {
        String measures = list(1_001, "m%d: { sum: amount }");

        assertThat(problems("program: p\nmeasures: { " + measures + " }\n" + REST.formatted("{}")))
                .isEqualTo("p.yaml:2:11: measures has 1001 entries — at most 1000 are possible");
    }

    @Test
    void shouldRefuseTooManyRulesOfAllTracks() {
        String rules = "{ " + list(600, "%%c%d: { rate: { by: volume, points: 1 } }") + " }";
        String tracks = "tracks:\n"
                + "  a: { kind: dealer, credit: dealer, rules: " + rules.replace("%c", "a") + " }\n"
                + "  b: { kind: dealer, credit: dealer, rules: " + rules.replace("%c", "b") + " }\n";

        assertThat(problems(VOLUME + tracks))
                .isEqualTo("p.yaml:4:3: the program has more than 1000 rules — at most 1000 are possible");
    }

    @Test
    void shouldRefuseTooManyValues() {
        String groups = "groups: { g: { sku: [" + list(10_001, "s%d") + "] } }\n";

        assertThat(problems("program: p\n" + groups + REST.formatted("{}")))
                .isEqualTo("p.yaml:2:21: the list of values of sku has 10001 values — give 1 to 10000 values");
    }

    @Test
    void shouldRefuseTooManySteps() {
        String rules = "{ a: { bands: { by: volume, steps: [" + list(101, "{ at: %d, points: 1 }") + "] } } }";

        assertThat(problems(VOLUME + REST.formatted(rules))).endsWith("steps has 101 steps — at most 100");
    }

    @Test
    void shouldRefuseTooManyConditions() {
        String needs = list(1_001, "{ measure: volume, at-least: %d }");
        String rules = "{ a: { rate: { by: volume, points: 1 }, needs: [" + needs + "] } }";

        assertThat(problems(VOLUME + REST.formatted(rules))).endsWith("needs has 1001 conditions — at most 1000");
    }

    @Test
    void shouldRefuseLongNames() {
        assertThat(problems("program: " + "p".repeat(65) + "\n" + REST.formatted("{}")))
                .isEqualTo("p.yaml:1:10: program has 65 characters — at most 64");
        assertThat(problems("program: p\nname: " + "p".repeat(257) + "\n" + REST.formatted("{}")))
                .isEqualTo("p.yaml:2:7: name has 257 characters — give 1 to 256 characters");
        assertThat(problems("program: p\ngroups: { g: { ' ': x } }\n" + REST.formatted("{}")))
                .startsWith("p.yaml:2:16: a field's name is blank, too long or not in one line — write the name");
    }

    @Test
    void shouldRefuseARuleThatStandsTwiceInABase() {
        String rules = "{ a: { rate: { by: volume, points: 1 } },"
                + " b: { bands: { by: volume, base: [a, a], steps: [ { at: 1, times: 2 } ] } } }";

        assertThat(problems(VOLUME + REST.formatted(rules))).endsWith("the rule a stands twice in base — name it once");
    }

    @Test
    void shouldWarnOfAMeasureOutsideTheDatesOfTheProgram() {
        String text = "program: p\nruns: { from: 2026-01-01 }\n"
                + "measures: { old: { sum: amount, until: 2025-12-31 } }\n" + REST.formatted("{}");

        assertThat(problems(text))
                .isEqualTo("p.yaml:3:40: warning: the measure old counts only days outside runs, so it stays 0"
                        + " — give dates within runs");
    }

    @Test
    void shouldRefuseAnItemWithoutAValue() {
        assertThat(problems("program: p\n" + REST.formatted("{}") + "notify:\n  -\n"))
                .isEqualTo("p.yaml:4:4: an item without a value — write a value, or \"\" for an empty text");
    }

    private static String list(int count, String format) {
        return IntStream.range(0, count).mapToObj(format::formatted).collect(Collectors.joining(", "));
    }

    private static String problems(String text) {
        Problems problems = new Problems();
        ProgramReader.read("p.yaml", text, problems);
        return problems.toString();
    }
}
