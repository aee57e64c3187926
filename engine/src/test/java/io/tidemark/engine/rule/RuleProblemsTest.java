package io.tidemark.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.RuleSpec;
import io.tidemark.engine.program.RuleSpec.Argument;
import io.tidemark.engine.program.RuleSpec.Step;
import io.tidemark.engine.rule.RuleKind.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every kind of rule says about arguments that make no sense together, and that it says nothing about those that do. */
class RuleProblemsTest {
    private static final Program.Condition ANY = new Program.Compared(null, "volume", null, true, Fixed.ONE);
    private static final Program.Condition OF_A_TIER = new Program.HoldsTier(null, "gold", null);

    private final Map<String, Argument> arguments = new LinkedHashMap<>();

    private RuleProblemsTest with(String key, long units) {
        arguments.put(key, new Argument.Number(units));
        return this;
    }

    private RuleProblemsTest by(String measure) {
        return withMeasure("by", measure);
    }

    private RuleProblemsTest withMeasure(String key, String measure) {
        arguments.put(key, new Argument.MeasureName(measure));
        return this;
    }

    private RuleProblemsTest base(String... rules) {
        arguments.put("base", new Argument.RuleNames(List.of(rules)));
        return this;
    }

    private RuleProblemsTest when(Program.Condition... conditions) {
        arguments.put("when", new Argument.Conditions(List.of(conditions)));
        return this;
    }

    private RuleProblemsTest steps(Step... steps) {
        arguments.put("steps", new Argument.Steps(Arrays.asList(steps)));
        return this;
    }

    private static Step points(long at) {
        return new Step(at, false, Fixed.ONE);
    }

    private static Step times(long at) {
        return new Step(at, true, 2 * Fixed.ONE);
    }

    /** The keys at fault, in order; the builder is empty again. */
    private List<String> faults(String kind) {
        RuleSpec spec = new RuleSpec(kind, new LinkedHashMap<>(arguments));
        arguments.clear();
        List<Problem> problems = RuleKinds.named(kind).problems(spec);
        assertThat(problems).allSatisfy(problem -> assertThat(problem.text()).contains(" — "));
        return problems.stream().map(Problem::key).toList();
    }

    @Test
    void shouldWantARateThatCanPay() {
        assertThat(by("v").with("points", 1).faults("rate")).isEmpty();
        assertThat(by("v").with("points", 1).with("per", 1).faults("rate")).isEmpty();
        assertThat(by("v").with("points", 1).with("per", 0).faults("rate")).containsExactly("per");
        assertThat(by("v").with("points", 1).with("per", -1).faults("rate")).containsExactly("per");
    }

    @Test
    void shouldWantARatesRangeToBeOne() {
        assertThat(by("v").with("above", 0).faults("rate")).isEmpty();
        assertThat(by("v").with("above", -1).faults("rate")).containsExactly("above");
        assertThat(by("v").with("up-to", 1).faults("rate")).isEmpty();
        assertThat(by("v").with("up-to", 0).faults("rate")).containsExactly("up-to");
        assertThat(by("v").with("above", 5).with("up-to", 6).faults("rate")).isEmpty();
        assertThat(by("v").with("above", 5).with("up-to", 5).faults("rate")).containsExactly("up-to");
        assertThat(by("v").withMeasure("above", "w").with("up-to", 0).faults("rate"))
                .isEmpty();
        assertThat(by("v").with("above", 5).withMeasure("up-to", "w").faults("rate"))
                .isEmpty();
    }

    @Test
    void shouldLetBandsAndRetroBeginAtZero() {
        for (String kind : List.of("bands", "retro")) {
            assertThat(by("v").steps(points(0)).faults(kind)).isEmpty();
            assertThat(by("v").steps(points(-1)).faults(kind)).containsExactly("steps");
            assertThat(by("v").steps().faults(kind)).isEmpty();
        }
    }

    @Test
    void shouldWantStepsOfOneSort() {
        for (String kind : List.of("bands", "retro")) {
            assertThat(by("v").steps(points(0), times(1)).faults(kind)).containsExactly("steps");
            assertThat(by("v").steps(times(0), points(1)).base("a").faults(kind))
                    .containsExactly("steps");
            assertThat(by("v").steps(times(0), times(1)).base("a").faults(kind)).isEmpty();
            assertThat(by("v").steps(times(0)).faults(kind)).containsExactly("steps");
            assertThat(by("v").steps(times(0)).base().faults(kind)).containsExactly("steps");
            assertThat(by("v").steps(points(0)).base("a").faults(kind)).containsExactly("base");
        }
        assertThat(by("v").steps(points(-1), times(1)).faults("bands")).containsExactly("steps", "steps");
    }

    @Test
    void shouldWantAMilestoneToHaveStepsOrEvery() {
        assertThat(by("v").steps(points(1)).faults("milestone")).isEmpty();
        assertThat(by("v").with("every", 1).with("points", 1).faults("milestone"))
                .isEmpty();
        assertThat(by("v").faults("milestone")).containsExactly("by");
        assertThat(by("v").steps(points(1)).with("every", 1).faults("milestone"))
                .containsExactly("every");
    }

    @Test
    void shouldWantAMilestonesStepsAboveZeroAndOfPoints() {
        assertThat(by("v").steps(points(0)).faults("milestone")).containsExactly("steps");
        assertThat(by("v").steps(points(-1)).faults("milestone")).containsExactly("steps");
        assertThat(by("v").steps(times(1)).faults("milestone")).containsExactly("steps");
        assertThat(by("v").steps(points(1), times(2)).faults("milestone")).containsExactly("steps");
        assertThat(by("v").steps(points(1)).with("points", 1).faults("milestone"))
                .containsExactly("points");
        assertThat(by("v").steps(points(1)).with("times-at-most", Fixed.ONE).faults("milestone"))
                .containsExactly("times-at-most");
    }

    @Test
    void shouldWantEveryToBePositiveAndToSayWhatItPays() {
        assertThat(by("v").with("every", 0).with("points", 1).faults("milestone"))
                .containsExactly("every");
        assertThat(by("v").with("every", -1).with("points", 1).faults("milestone"))
                .containsExactly("every");
        assertThat(by("v").with("every", 1).faults("milestone")).containsExactly("every");
        assertThat(everyAtMost(Fixed.ONE)).isEmpty();
        assertThat(everyAtMost(4 * Fixed.ONE)).isEmpty();
        assertThat(everyAtMost(0)).containsExactly("times-at-most");
        assertThat(everyAtMost(-Fixed.ONE)).containsExactly("times-at-most");
        assertThat(everyAtMost(Fixed.ONE + 1)).containsExactly("times-at-most");
        assertThat(everyAtMost(Fixed.ONE / 2)).containsExactly("times-at-most");
    }

    private List<String> everyAtMost(long most) {
        return by("v").with("every", 1)
                .with("points", 1)
                .with("times-at-most", most)
                .faults("milestone");
    }

    @Test
    void shouldWantABonusToGiveOneThing() {
        assertThat(when(ANY).with("points", 1).faults("bonus")).isEmpty();
        assertThat(when(ANY).base("a").with("times", 1).faults("bonus")).isEmpty();
        assertThat(when(ANY).with("points", 1).base("a").faults("bonus")).containsExactly("points");
        assertThat(when(ANY).with("points", 1).with("times", 1).faults("bonus")).containsExactly("points");
        assertThat(when(ANY).faults("bonus")).containsExactly("when");
        assertThat(when(ANY).with("times", 1).faults("bonus")).containsExactly("when");
        assertThat(when(ANY).base("a").faults("bonus")).containsExactly("when");
        assertThat(when(ANY).base().with("times", 1).faults("bonus")).containsExactly("when");
    }

    @Test
    void shouldWantABonusOfPointsToAskForSomethingDone() {
        assertThat(when(OF_A_TIER).with("points", 1).faults("bonus")).containsExactly("when");
        assertThat(when(OF_A_TIER, ANY).with("points", 1).faults("bonus")).isEmpty();
        assertThat(when(OF_A_TIER, new Program.PointsOf(null, "a", 1, null))
                        .with("points", 1)
                        .faults("bonus"))
                .isEmpty();
        assertThat(when(new Program.Not(null, ANY)).with("points", 1).faults("bonus"))
                .isEmpty();
        assertThat(when(OF_A_TIER).base("a").with("times", 1).faults("bonus")).isEmpty();
        assertThat(when().with("points", 1).faults("bonus")).isEmpty();
    }

    @Test
    void shouldDeclareWhatMustBeGiven() {
        assertThat(required("rate")).containsExactly("by", "points");
        assertThat(required("bands")).containsExactly("by", "steps");
        assertThat(required("retro")).containsExactly("by", "steps");
        assertThat(required("milestone")).containsExactly("by");
        assertThat(required("bonus")).containsExactly("when");
        assertThat(RuleKinds.named("prize")).isNull();
    }

    @Test
    void shouldSayWhereStepsMayBegin() {
        RuleSpec below = new RuleSpec("any", Map.of("steps", new Argument.Steps(List.of(points(-1)))));
        assertThat(Steps.problems(below, true).get(0).text()).contains("begins below 0");
        assertThat(Steps.problems(below, false).get(0).text()).contains("pays before anything is sold");
    }

    private static List<String> required(String kind) {
        return RuleKinds.named(kind).parameters().stream()
                .filter(RuleKind.Parameter::required)
                .map(RuleKind.Parameter::key)
                .toList();
    }
}
