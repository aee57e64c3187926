package io.tidemark.engine.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.Program.Track;
import io.tidemark.engine.rule.RuleKinds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A generator that never reaches a case proves nothing about it. */
class GeneratorTest {
    private static final int SCENARIOS = 400;

    @Test
    void shouldReachEveryVerdictAndEveryReason() {
        Set<String> seen = new HashSet<>();
        List<Scenario> all = new ArrayList<>(scenarios(Options.IN_ORDER));
        all.addAll(scenarios(Options.EXTREME));
        for (Scenario scenario : all) {
            NaiveModel model = new NaiveModel();
            scenario.programs().forEach(model::publish);
            model.today(scenario.today());
            scenario.facts().forEach(fact -> seen.add(model.receive(fact).toString()));
            for (Program program : scenario.programs()) {
                Everything.credits(model, program)
                        .forEach(line -> seen.add(
                                line.substring(line.lastIndexOf("] ") + 2).split(" ")[0]));
            }
        }
        assertThat(seen)
                .contains("accepted", "duplicate", "conflict", "refused malformed", "refused negative-sale")
                .contains("refused negative-return", "refused date-ahead")
                .contains(
                        "outside-program",
                        "other-currency",
                        "negative-not-allowed",
                        "kind-not-scored",
                        "unknown-product")
                .contains("waiting-for-original", "ambiguous-original", "over-return", "outside-return-window")
                .contains("no-such-role", "unknown-participant", "not-eligible", "before-enrolment", "after-leaving")
                .contains("once-per-held-by", "serial-held-by", "quantity-out-of-range")
                .contains("not-standing", "distributor-rep:r1", "distributor:d1", "contractor:c1");
    }

    @Test
    void shouldReachEveryKindOfRuleWithAValue() {
        TreeMap<String, Integer> rules = new TreeMap<>();
        int held = 0;
        int gaps = 0;
        for (Scenario scenario : scenarios(Options.IN_ORDER)) {
            NaiveModel model = scenario.naive();
            for (Program program : scenario.programs()) {
                for (Standing standing : model.standings(program.id())) {
                    held += standing.held().signum() != 0 ? 1 : 0;
                    gaps += standing.gaps().isEmpty() ? 0 : 1;
                    count(program, standing, rules);
                }
            }
        }
        assertThat(rules)
                .containsOnlyKeys(
                        RuleKinds.ALL.stream().map(kind -> kind.name()).toList());
        assertThat(rules.values()).allMatch(count -> count > 100);
        assertThat(held).isGreaterThan(100);
        assertThat(gaps).isGreaterThan(100);
    }

    private static void count(Program program, Standing standing, TreeMap<String, Integer> rules) {
        for (Track track : program.tracks()) {
            for (Rule rule : track.rules()) {
                if (track.name().equals(standing.place().track())
                        && standing.rules().get(rule.name()).signum() != 0) {
                    rules.merge(rule.spec().kind(), 1, Integer::sum);
                }
            }
        }
    }

    @Test
    void shouldDrawRulesThatTheCheckerPasses() {
        for (Options options : List.of(Options.IN_ORDER, Options.EXTREME)) {
            for (Scenario scenario : scenarios(options)) {
                scenario.programs().stream()
                        .flatMap(program -> program.tracks().stream())
                        .flatMap(track -> track.rules().stream())
                        .forEach(rule -> assertThat(
                                        RuleKinds.named(rule.spec().kind()).problems(rule.spec()))
                                .as(rule.toString())
                                .isEmpty());
            }
        }
    }

    @Test
    void shouldLeaveTheShownRangeInExtremeScenarios() {
        long outOfRange = scenarios(Options.EXTREME).stream()
                .filter(scenario -> scenario.programs().stream()
                        .flatMap(program -> scenario.naive().standingsItems(program.id()).stream())
                        .anyMatch(item -> item.endsWith("|out-of-range")))
                .count();
        assertThat(outOfRange).isBetween(50L, SCENARIOS - 50L);
    }

    @Test
    void shouldDrawTheSameFromTheSameSeed() {
        assertThat(Scenario.random(new Random(7))).isEqualTo(Scenario.random(new Random(7)));
    }

    @Test
    void shouldDrawFactsWhoseOrderMattersWhereItIsAllowed() {
        long different = scenarios(Options.IN_ORDER).stream()
                .filter(scenario -> !items(scenario).equals(items(scenario.shuffled(new Random(1)))))
                .count();
        assertThat(different).isGreaterThan(50);
    }

    private static List<String> items(Scenario scenario) {
        NaiveModel model = scenario.naive();
        return scenario.programs().stream()
                .flatMap(program -> model.standingsItems(program.id()).stream())
                .toList();
    }

    private static List<Scenario> scenarios(Options options) {
        return IntStream.range(0, SCENARIOS)
                .mapToObj(seed -> Scenario.random(new Random(seed), options))
                .toList();
    }
}
