package io.tidemark.engine.rule;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.RuleSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps as flat arrays, half-open from below: step k holds from {@code at[k]} up to {@code at[k + 1]}. Below the first
 * step stands the neutral value: points 0, times 1.
 */
final class Steps {
    /** What the kinds with steps take. */
    static final List<RuleKind.Parameter> PARAMETERS = List.of(
            new RuleKind.Parameter("by", RuleKind.Type.MEASURE, true),
            new RuleKind.Parameter("steps", RuleKind.Type.STEPS, true),
            new RuleKind.Parameter("base", RuleKind.Type.RULES, false));

    final long[] at;
    final long[] value;
    final boolean times;
    final long neutral;

    Steps(List<RuleSpec.Step> steps) {
        at = steps.stream().mapToLong(RuleSpec.Step::at).toArray();
        value = steps.stream().mapToLong(RuleSpec.Step::value).toArray();
        times = steps.get(0).times();
        neutral = times ? Fixed.ONE : 0;
    }

    /** Index of the step that holds at v, or -1 below the first. */
    int index(long v) {
        int index = at.length - 1;
        while (index >= 0 && v < at[index]) {
            index--;
        }
        return index;
    }

    /** The value that holds at v. */
    long valueAt(long v) {
        int index = index(v);
        return index < 0 ? neutral : value[index];
    }

    /**
     * What can be wrong with steps of points or times, beside their order and their range.
     *
     * @param fromZero whether a step may stand at 0 (it may not where it would pay at zero measures)
     */
    static List<RuleKind.Problem> problems(RuleSpec spec, boolean fromZero) {
        List<RuleKind.Problem> problems = new ArrayList<>();
        List<RuleSpec.Step> steps = spec.steps("steps");
        if (steps.isEmpty()) {
            return problems;
        }
        long least = fromZero ? 0 : 1;
        if (steps.get(0).at() < least) {
            problems.add(new RuleKind.Problem(
                    "steps",
                    fromZero
                            ? "the first step begins below 0 — steps begin at 0 or above"
                            : "a step at or below 0 pays before anything is sold — begin above 0"));
        }
        boolean times = steps.get(0).times();
        if (steps.stream().anyMatch(step -> step.times() != times)) {
            problems.add(new RuleKind.Problem(
                    "steps", "some steps give points and some times — use one of them in all steps"));
        } else if (times && spec.rules("base").isEmpty()) {
            problems.add(new RuleKind.Problem(
                    "steps", "steps with times need a base to multiply — add base: [RULE, …], or give points"));
        } else if (!times && spec.has("base")) {
            problems.add(new RuleKind.Problem(
                    "base",
                    "a base is multiplied by steps with times, and these give points — drop base, or use times"));
        }
        return problems;
    }
}
