package io.tidemark.engine.rule;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.Wide;
import io.tidemark.engine.program.RuleSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code rate}: points × V / per, or points × (clamp(V, above, up-to) − above) / per. A measure below 0 as {@code above}
 * counts as 0, and nothing counts where {@code up-to} is not above {@code above}: nothing is paid before anything is sold.
 */
final class RateRule implements RuleKind {
    @Override
    public String name() {
        return "rate";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("by", Type.MEASURE, true),
                new Parameter("points", Type.NUMBER_OR_ATTRIBUTE, true),
                new Parameter("per", Type.NUMBER, false),
                new Parameter("above", Type.NUMBER_OR_MEASURE, false),
                new Parameter("up-to", Type.NUMBER_OR_MEASURE, false));
    }

    @Override
    public List<Problem> problems(RuleSpec spec) {
        List<Problem> problems = new ArrayList<>();
        if (spec.number("per", Fixed.ONE) <= 0) {
            problems.add(new Problem("per", "per is not above 0 — give the amount that earns the points, e.g. 100"));
        }
        if (spec.number("above", 0) < 0) {
            problems.add(new Problem("above", "above is below 0 — the rule would pay before anything is sold"));
        }
        if (spec.measure("above") == null && spec.number("up-to", Long.MAX_VALUE) <= spec.number("above", 0)) {
            problems.add(
                    new Problem("up-to", "up-to is not more than above (0 where absent) — nothing would ever count"));
        }
        return problems;
    }

    @Override
    public RuleFunction compile(RuleSpec spec, Resolver resolver) {
        int by = resolver.measure(spec.measure("by"));
        long points = spec.number("points", 0);
        long per = spec.number("per", Fixed.ONE);
        boolean clamped = spec.has("above") || spec.has("up-to");
        long above = spec.number("above", 0);
        long upTo = spec.number("up-to", Long.MAX_VALUE);
        if (spec.attribute("points") != null || spec.measure("above") != null || spec.measure("up-to") != null) {
            return new Measured(
                    by,
                    new Bound(
                            points,
                            spec.attribute("points") == null ? -1 : resolver.attribute(spec.attribute("points"))),
                    per,
                    clamped,
                    bound(spec, "above", 0, resolver),
                    bound(spec, "up-to", Long.MAX_VALUE, resolver));
        }
        return clamped ? new Clamped(spec, by, points, per, above, upTo) : rate(by, points, per);
    }

    private static Bound bound(RuleSpec spec, String key, long otherwise, Resolver resolver) {
        String measure = spec.measure(key);
        return new Bound(spec.number(key, otherwise), measure == null ? -1 : resolver.measure(measure));
    }

    /** A number, or what stands at a place. */
    private record Bound(long number, int place) {
        long of(long[] inputs) {
            return place < 0 ? number : inputs[place];
        }

        BigInteger of(BigInteger[] inputs) {
            return place < 0 ? BigInteger.valueOf(number) : inputs[place];
        }
    }

    /** The general form, with numbers that differ from participant to participant. */
    private record Measured(int by, Bound points, long per, boolean clamped, Bound above, Bound upTo)
            implements RuleFunction {
        @Override
        public long value(long[] inputs, long base) {
            long v = inputs[by];
            if (clamped) {
                long least = Math.max(above.of(inputs), 0);
                long most = Math.min(v, upTo.of(inputs));
                v = most <= least ? 0 : most - least;
            }
            return Wide.multiplyDivide(points.of(inputs), v, per);
        }

        @Override
        public BigInteger exact(BigInteger[] inputs, BigInteger base) {
            BigInteger v = inputs[by];
            if (clamped) {
                BigInteger most = upTo.place < 0 && upTo.number == Long.MAX_VALUE ? v : v.min(upTo.of(inputs));
                v = most.subtract(above.of(inputs).max(BigInteger.ZERO)).max(BigInteger.ZERO);
            }
            return Fixed.divideHalfEven(v.multiply(points.of(inputs)), BigInteger.valueOf(per));
        }
    }

    /** points × V / per in lowest terms: most programs pay whole points for a unit, which takes no division. */
    private static RuleFunction rate(int by, long points, long per) {
        long common = BigInteger.valueOf(points).gcd(BigInteger.valueOf(per)).longValue();
        return new Rate(by, points / common, per / common);
    }

    private record Rate(int by, long points, long per) implements LinearRules.Linear {
        @Override
        public long value(long[] measures, long base) {
            return Wide.multiplyDivide(points, measures[by], per);
        }

        @Override
        public BigInteger exact(BigInteger[] measures, BigInteger base) {
            return Fixed.divideHalfEven(measures[by].multiply(BigInteger.valueOf(points)), BigInteger.valueOf(per));
        }
    }

    /** Without {@code above} a clamp still has its floor at 0: a negative net earns nothing, it does not cost. */
    private record Clamped(RuleSpec spec, int by, long points, long per, long above, long upTo)
            implements RuleFunction {
        @Override
        public long value(long[] measures, long base) {
            long v = Math.min(Math.max(measures[by], above), upTo) - above;
            return Wide.multiplyDivide(points, v, per);
        }

        @Override
        public BigInteger exact(BigInteger[] measures, BigInteger base) {
            BigInteger v = measures[by].max(BigInteger.valueOf(above));
            if (spec.has("up-to")) {
                v = v.min(BigInteger.valueOf(upTo));
            }
            v = v.subtract(BigInteger.valueOf(above));
            return Fixed.divideHalfEven(v.multiply(BigInteger.valueOf(points)), BigInteger.valueOf(per));
        }
    }
}
