package io.tidemark.engine.rule;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.Wide;
import io.tidemark.engine.program.RuleSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bonus}: points, or B × (times − 1), while {@code when} holds. Where every measure its condition reads is zero
 * the bonus is zero, whatever the condition says (0 ≤ 0 holds): a rule is zero when all its measures are.
 */
final class BonusRule implements RuleKind {
    @Override
    public String name() {
        return "bonus";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("when", Type.CONDITIONS, true),
                new Parameter("points", Type.NUMBER, false),
                new Parameter("base", Type.RULES, false),
                new Parameter("times", Type.NUMBER, false));
    }

    @Override
    public List<Problem> problems(RuleSpec spec) {
        List<Problem> problems = new ArrayList<>();
        if (spec.has("points") && (spec.has("base") || spec.has("times"))) {
            problems.add(new Problem("points", "a bonus gives either points or times of a base — drop one of them"));
        } else if (!spec.has("points")
                && (!spec.has("times") || spec.rules("base").isEmpty())) {
            problems.add(new Problem(
                    "when", "the bonus says when but not what — add points: N, or base: [RULE, …] and times: N"));
        }
        return problems;
    }

    @Override
    public RuleFunction compile(RuleSpec spec, Resolver resolver) {
        Gate gate = resolver.gate(spec.conditions("when"));
        boolean fixed = spec.has("points");
        long points = spec.number("points", 0);
        long over = spec.number("times", Fixed.ONE) - Fixed.ONE;
        return new RuleFunction() {
            @Override
            public long value(long[] measures, long base) {
                if (!gate.reads(measures) || !gate.holds(measures)) {
                    return 0;
                }
                return fixed ? points : Wide.multiplyDivide(base, over, Fixed.ONE);
            }

            @Override
            public BigInteger exact(BigInteger[] measures, BigInteger base) {
                if (!gate.reads(measures) || !gate.holds(measures)) {
                    return BigInteger.ZERO;
                }
                return fixed
                        ? BigInteger.valueOf(points)
                        : Fixed.divideHalfEven(base.multiply(BigInteger.valueOf(over)), BigInteger.valueOf(Fixed.ONE));
            }
        };
    }
}
