package io.tidemark.engine.rule;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.Wide;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.RuleSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bonus}: points, or B × (times − 1), while {@code when} holds. Where every measure and all points its condition
 * reads are zero the bonus is zero, whatever the condition says (0 ≤ 0 holds): a rule is zero when all its measures are.
 * A given number is no measure of what was done.
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
        if (spec.has("points") && !readsFacts(spec)) {
            problems.add(new Problem(
                    "when", "the bonus would pay whoever sold nothing — add a condition on a measure or on points"));
        }
        return problems;
    }

    private static boolean readsFacts(RuleSpec spec) {
        boolean[] reads = {spec.conditions("when").isEmpty()};
        spec.conditions("when")
                .forEach(one -> one.visit(condition ->
                        reads[0] |= condition instanceof Program.Compared || condition instanceof Program.PointsOf));
        return reads[0];
    }

    @Override
    public RuleFunction compile(RuleSpec spec, Resolver resolver) {
        Gate gate = resolver.gate(spec.conditions("when"));
        boolean fixed = spec.has("points");
        // of times of a base, the base is what is zero where nothing was done
        boolean ofFacts = fixed && gate.isOfFacts();
        long points = spec.number("points", 0);
        long over = spec.number("times", Fixed.ONE) - Fixed.ONE;
        return new RuleFunction() {
            @Override
            public long value(long[] measures, long base) {
                if (ofFacts && !gate.reads(measures) || !gate.holds(measures)) {
                    return 0;
                }
                return fixed ? points : Wide.multiplyDivide(base, over, Fixed.ONE);
            }

            @Override
            public BigInteger exact(BigInteger[] measures, BigInteger base) {
                if (ofFacts && !gate.reads(measures) || !gate.holds(measures)) {
                    return BigInteger.ZERO;
                }
                return fixed
                        ? BigInteger.valueOf(points)
                        : Fixed.divideHalfEven(base.multiply(BigInteger.valueOf(over)), BigInteger.valueOf(Fixed.ONE));
            }
        };
    }
}
