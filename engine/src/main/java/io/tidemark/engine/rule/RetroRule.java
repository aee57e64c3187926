package io.tidemark.engine.rule;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.Wide;
import io.tidemark.engine.program.RuleSpec;
import java.math.BigInteger;
import java.util.List;

/**
 * {@code retro}: the step reached holds for everything back to zero. With {@code points}, points(V) × V; with
 * {@code times} and {@code base}, B × (times(V) − 1). Below the first step points are 0 and times 1.
 */
final class RetroRule implements RuleKind {
    @Override
    public String name() {
        return "retro";
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
        long per = steps.times ? Fixed.ONE : spec.number("per", Fixed.ONE);
        return new RuleFunction() {
            @Override
            public long value(long[] measures, long base) {
                long v = measures[by];
                long step = steps.valueAt(v) - steps.neutral;
                return Wide.multiplyDivide(step, steps.times ? base : v, per);
            }

            @Override
            public BigInteger exact(BigInteger[] measures, BigInteger base) {
                BigInteger v = measures[by];
                long within = v.min(BigInteger.valueOf(Long.MAX_VALUE))
                        .max(BigInteger.valueOf(Long.MIN_VALUE))
                        .longValueExact();
                BigInteger step = BigInteger.valueOf(steps.valueAt(within) - steps.neutral);
                return Fixed.divideHalfEven(step.multiply(steps.times ? base : v), BigInteger.valueOf(per));
            }
        };
    }
}
