package io.tidemark.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleCyclesTest {
    private static final String HEAD = """
            program: p
            measures: { volume: { sum: amount } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules:
            """;

    @Test
    void shouldNameALoopOfTwo() {
        assertThat(problems(rule("a", "b", ""), rule("b", "a", "")))
                .isEqualTo(
                        "p.yaml:8:7: rules build on each other in a loop: a → b → a — take one of them out of a base or a condition");
    }

    @Test
    void shouldNameARuleThatBuildsOnItself() {
        assertThat(problems(rule("a", "a", ""))).contains("in a loop: a → a — take");
    }

    @Test
    void shouldNameEachLoopOnce() {
        String problems = problems(
                rule("a", "b", ""), rule("b", "c", ""), rule("c", "a", ""), rule("x", "y", ""), rule("y", "x", ""));

        assertThat(problems.lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("a → b → c → a"))
                .anyMatch(line -> line.contains("x → y → x"));
    }

    @Test
    void shouldFollowContests() {
        String problems = problems(rule("a", "b", ", best-of: top"), rule("b", null, ", best-of: top"));

        assertThat(problems)
                .contains(
                        "in a loop: a → best-of top → a (a, b compete in best-of top) — take one of them out of a base or a condition");
    }

    @Test
    void shouldFollowContestsOfOthers() {
        String problems =
                problems(rule("a", "b", ""), rule("b", null, ", best-of: top"), rule("c", "a", ", best-of: top"));

        assertThat(problems).contains("in a loop: a → best-of top → c → a (b, c compete in best-of top)");
    }

    @Test
    void shouldAcceptABaseThatCompetesWithoutALoop() {
        assertThat(problems(rule("a", "b", ""), rule("b", null, ", best-of: top"), rule("c", null, ", best-of: top")))
                .isEmpty();
    }

    @Test
    void shouldNameALoopBehindAReaderOnce() {
        assertThat(problems(rule("reader", "a", ""), rule("a", "b", ""), rule("b", "a", ""), rule("late", "b", "")))
                .isEqualTo(
                        "p.yaml:9:7: rules build on each other in a loop: a → b → a — take one of them out of a base or a condition");
    }

    @Test
    void shouldNameTheContestThatReadsItself() {
        String problems =
                problems(rule("reader", "a", ""), rule("a", "b", ", best-of: top"), rule("b", null, ", best-of: top"));

        assertThat(problems).startsWith("p.yaml:9:7: ").contains("a → best-of top → a (a, b compete");
    }

    private static String rule(String name, String base, String more) {
        String kind = base == null
                ? "rate: { by: volume, points: 1 }"
                : "bands: { by: volume, base: [" + base + "], steps: [ { at: 1, times: 2 } ] }";
        return "      " + name + ": { " + kind + more + " }\n";
    }

    private static String problems(String... rules) {
        Problems problems = new Problems();
        ProgramReader.read("p.yaml", HEAD + String.join("", rules), problems);
        return problems.toString();
    }
}
