package io.tidemark.engine.rule;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.RuleSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code milestone}: the points of every step with V ≥ at; or ⌊max(V, 0) / every⌋ × points, at most
 * {@code times-at-most} times.
 */
final class MilestoneRule implements RuleKind {
    @Override
    public String name() {
        return "milestone";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("by", Type.MEASURE, true),
                new Parameter("steps", Type.STEPS, false),
                new Parameter("every", Type.NUMBER, false),
                new Parameter("points", Type.NUMBER, false),
                new Parameter("times-at-most", Type.NUMBER, false));
    }

    @Override
    public List<Problem> problems(RuleSpec spec) {
        List<Problem> problems = new ArrayList<>();
        if (spec.has("steps") == spec.has("every")) {
            problems.add(new Problem(
                    spec.has("every") ? "every" : "by",
                    "a milestone has either steps or every — give steps: [{ at, points }], or every and points"));
        }
        if (spec.has("steps")) {
            for (String key : List.of("points", "times-at-most")) {
                if (spec.has(key)) {
                    problems.add(new Problem(key, key + " belongs to every — with steps, each step names its points"));
                }
            }
            if (spec.steps("steps").stream().anyMatch(RuleSpec.Step::times)) {
                problems.add(new Problem("steps", "a milestone's steps give points — write points instead of times"));
            } else {
                problems.addAll(Steps.problems(spec, false));
            }
        } else if (spec.has("every")) {
            if (spec.number("every", 0) <= 0) {
                problems.add(new Problem("every", "every is not above 0 — give how much earns the points once"));
            }
            if (!spec.has("points")) {
                problems.add(new Problem("every", "points are missing — say what each one is worth, e.g. points: 250"));
            }
            long most = spec.number("times-at-most", Fixed.ONE);
            if (most <= 0 || most % Fixed.ONE != 0) {
                problems.add(new Problem("times-at-most", "times-at-most is not a whole number above 0 — e.g. 4"));
            }
        }
        return problems;
    }

    @Override
    public RuleFunction compile(RuleSpec spec, Resolver resolver) {
        int by = resolver.measure(spec.measure("by"));
        if (spec.has("steps")) {
            return new Reached(by, new Steps(spec.steps("steps")));
        }
        long times = spec.has("times-at-most") ? spec.number("times-at-most", 0) / Fixed.ONE : Long.MAX_VALUE;
        return new Every(by, spec.number("every", 0), spec.number("points", 0), times);
    }

    private record Reached(int by, Steps steps) implements RuleFunction {
        @Override
        public long value(long[] measures, long base) {
            return sum(steps.index(measures[by]));
        }

        @Override
        public BigInteger exact(BigInteger[] measures, BigInteger base) {
            int index = steps.at.length - 1;
            while (index >= 0 && measures[by].compareTo(BigInteger.valueOf(steps.at[index])) < 0) {
                index--;
            }
            return BigInteger.valueOf(sum(index));
        }

        /** At most a few dozen steps of at most 10^13 units: no overflow. */
        private long sum(int index) {
            long sum = 0;
            for (int k = 0; k <= index; k++) {
                sum += steps.value[k];
            }
            return sum;
        }
    }

    private record Every(int by, long every, long points, long most) implements RuleFunction {
        @Override
        public long value(long[] measures, long base) {
            long times = Math.min(Math.max(measures[by], 0) / every, most);
            long value = times * points;
            return Math.multiplyHigh(times, points) == value >> 63 ? value : NEEDS_EXACT;
        }

        @Override
        public BigInteger exact(BigInteger[] measures, BigInteger base) {
            BigInteger times = measures[by].max(BigInteger.ZERO).divide(BigInteger.valueOf(every));
            return (most == Long.MAX_VALUE ? times : times.min(BigInteger.valueOf(most)))
                    .multiply(BigInteger.valueOf(points));
        }
    }
}
