package io.tidemark.engine.rule;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.Wide;
import io.tidemark.engine.program.RuleSpec;
import java.math.BigInteger;
import java.util.List;

/**
 * {@code bands}: with {@code points}, the integral of points(v) over 0…V, so that a line that crosses a step is split
 * exactly at it; with {@code times} and {@code base}, B × (mean of times(v) over 0…V − 1). At V ≤ 0 the first band goes
 * on, linear.
 */
final class BandsRule implements RuleKind {
    private static final BigInteger ONE = BigInteger.valueOf(Fixed.ONE);

    @Override
    public String name() {
        return "bands";
    }

    @Override
    public List<Parameter> parameters() {
        return Steps.PARAMETERS;
    }

    @Override
    public List<Problem> problems(RuleSpec spec) {
        return Steps.problems(spec, true);
    }

    @Override
    public RuleFunction compile(RuleSpec spec, Resolver resolver) {
        int by = resolver.measure(spec.measure("by"));
        Steps steps = new Steps(spec.steps("steps"));
        return steps.times ? new Times(by, steps) : new Points(by, steps, spec.number("per", Fixed.ONE));
    }

    /** Σ over the bands below v of (value − neutral) × width; {@code NEEDS_EXACT} where a long cannot hold it. */
    private static long integral(Steps steps, long v) {
        if (v <= 0) {
            return Wide.multiply(steps.valueAt(0) - steps.neutral, v);
        }
        long sum = 0;
        for (int k = 0; k < steps.at.length && v > steps.at[k]; k++) {
            long end = k + 1 < steps.at.length ? Math.min(v, steps.at[k + 1]) : v;
            long part = Wide.multiply(steps.value[k] - steps.neutral, end - steps.at[k]);
            long next = sum + part;
            if (part == RuleFunction.NEEDS_EXACT || ((sum ^ next) & (part ^ next)) < 0) {
                return RuleFunction.NEEDS_EXACT;
            }
            sum = next;
        }
        return sum;
    }

    private static BigInteger integral(Steps steps, BigInteger v) {
        if (v.signum() <= 0) {
            return v.multiply(BigInteger.valueOf(steps.valueAt(0) - steps.neutral));
        }
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < steps.at.length; k++) {
            BigInteger from = BigInteger.valueOf(steps.at[k]);
            BigInteger end = k + 1 < steps.at.length ? v.min(BigInteger.valueOf(steps.at[k + 1])) : v;
            if (end.compareTo(from) > 0) {
                sum = sum.add(end.subtract(from).multiply(BigInteger.valueOf(steps.value[k] - steps.neutral)));
            }
        }
        return sum;
    }

    private record Points(int by, Steps steps, long per) implements RuleFunction {
        @Override
        public long value(long[] measures, long base) {
            long integral = integral(steps, measures[by]);
            return integral == NEEDS_EXACT ? NEEDS_EXACT : Wide.divide(integral, per);
        }

        @Override
        public BigInteger exact(BigInteger[] measures, BigInteger base) {
            return Fixed.divideHalfEven(integral(steps, measures[by]), BigInteger.valueOf(per));
        }
    }

    private record Times(int by, Steps steps) implements RuleFunction {
        private static final long MOST = Long.MAX_VALUE / Fixed.ONE;

        @Override
        public long value(long[] measures, long base) {
            long v = measures[by];
            if (v <= 0) {
                return Wide.multiplyDivide(base, steps.valueAt(0) - Fixed.ONE, Fixed.ONE);
            }
            long integral = integral(steps, v);
            if (integral == 0 || integral == NEEDS_EXACT) {
                return integral;
            }
            if (v > MOST) {
                return NEEDS_EXACT;
            }
            return Wide.multiplyDivide(base, integral, v * Fixed.ONE);
        }

        @Override
        public BigInteger exact(BigInteger[] measures, BigInteger base) {
            BigInteger v = measures[by];
            if (v.signum() <= 0) {
                return Fixed.divideHalfEven(base.multiply(BigInteger.valueOf(steps.valueAt(0) - Fixed.ONE)), ONE);
            }
            return Fixed.divideHalfEven(base.multiply(integral(steps, v)), v.multiply(ONE));
        }
    }
}
