package io.tidemark.engine.tier;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.rule.Conditions;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What is missing to a tier, per condition: rounded up to a whole unit for quantities and counts, to 0.0001 otherwise.
 * For a ratio, what the missing sale adds counts on both sides (at 190 of 1,000 and 20% it takes 13 more, not 10), unless
 * the other side is a given number or of another time, to which no sale adds.
 */
public final class Gaps {
    private static final BigInteger ONE = BigInteger.valueOf(Fixed.ONE);

    /** What a sale can do about a measure. */
    public interface Nature {
        /** Whether it comes in whole units. */
        boolean isWhole(String measure);

        /** Whether a sale adds to it: it is neither given nor of another period. */
        boolean grows(String measure);

        /** What numbers of measures and bounds on them are units times of. */
        long scale();
    }

    /**
     * @param measure the measure; for points the rule (or {@code points}), otherwise the status or tier asked for
     * @param over the denominator's name, or null
     * @param have units of the measure
     * @param need units it would have to be; for a ratio bound × denominator, rounded half-even
     * @param missing units to add; 0 where the condition holds, null where no sale brings it about
     * @param alternative whether other conditions may hold in the place of this one
     */
    public record Gap(
            String measure, String over, BigInteger have, BigInteger need, BigInteger missing, boolean alternative) {}

    private final BigInteger[] inputs;
    private final Conditions.Resolver resolver;
    private final Nature nature;
    private final List<Gap> gaps = new ArrayList<>();

    private Gaps(BigInteger[] inputs, Conditions.Resolver resolver, Nature nature) {
        this.inputs = inputs;
        this.resolver = resolver;
        this.nature = nature;
    }

    /** The gaps to a tier, one per condition that compares. */
    public static List<Gap> to(Program.Tier tier, BigInteger[] inputs, Conditions.Resolver resolver, Nature nature) {
        Gaps gaps = new Gaps(inputs, resolver, nature);
        tier.when().forEach(condition -> gaps.add(condition, false, false, false));
        return gaps.gaps;
    }

    /**
     * @param negated whether the opposite is asked for
     * @param alternative whether it is one of several that could hold
     * @param fulfilled whether enough of them hold already
     */
    private void add(Program.Condition condition, boolean negated, boolean alternative, boolean fulfilled) {
        if (condition instanceof Program.Not not) {
            add(not.of(), !negated, alternative, fulfilled);
        } else if (condition instanceof Program.Some some) {
            int least = negated ? some.of().size() - some.least() + 1 : some.least();
            boolean choice = least < some.of().size();
            boolean enough = fulfilled || holds(condition) != negated;
            some.of().forEach(one -> add(one, negated, alternative || choice, enough));
        } else {
            gaps.add(leaf(condition, negated, alternative, fulfilled || holds(condition) != negated));
        }
    }

    private boolean holds(Program.Condition condition) {
        return new Conditions(List.of(condition), resolver).holds(inputs);
    }

    private Gap leaf(Program.Condition condition, boolean negated, boolean alternative, boolean fulfilled) {
        if (condition instanceof Program.Compared compared) {
            return compared(compared, negated, alternative, fulfilled);
        }
        if (condition instanceof Program.PointsOf points) {
            BigInteger have = inputs[resolver.pointsOf(points)];
            BigInteger need = BigInteger.valueOf(points.bound());
            BigInteger missing = fulfilled ? BigInteger.ZERO : negated ? null : need.subtract(have);
            return new Gap(points.rule(), null, have, need, missing, alternative);
        }
        boolean status = condition instanceof Program.HasStatus;
        int place =
                status ? resolver.status((Program.HasStatus) condition) : resolver.tier((Program.HoldsTier) condition);
        String name = status ? ((Program.HasStatus) condition).status() : ((Program.HoldsTier) condition).tier();
        BigInteger need = negated ? BigInteger.ZERO : ONE;
        return new Gap(name, null, inputs[place], need, fulfilled ? BigInteger.ZERO : null, alternative);
    }

    private Gap compared(Program.Compared condition, boolean negated, boolean alternative, boolean fulfilled) {
        BigInteger have = inputs[resolver.measure(condition.measure(), condition.window())];
        BigInteger bound = BigInteger.valueOf(condition.bound());
        BigInteger over = condition.isRatio() ? inputs[resolver.measure(condition.over(), condition.window())] : null;
        BigInteger need = over == null ? bound : Fixed.divideHalfEven(bound.multiply(over), ONE);
        BigInteger missing = BigInteger.ZERO;
        if (!fulfilled) {
            missing = nature.grows(condition.measure()) ? missing(condition, negated, bound, have, over) : null;
        }
        return new Gap(condition.measure(), condition.over(), shown(have), shown(need), shown(missing), alternative);
    }

    /** A number of measures in units, half-even. */
    private BigInteger shown(BigInteger number) {
        boolean asIs = number == null || nature.scale() == 1;
        return asIs ? number : Fixed.divideHalfEven(number, BigInteger.valueOf(nature.scale()));
    }

    /** Of a condition that does not hold. */
    private BigInteger missing(
            Program.Compared condition, boolean negated, BigInteger bound, BigInteger have, BigInteger over) {
        BigInteger least = BigInteger.valueOf(nature.scale());
        BigInteger unit = nature.isWhole(condition.measure()) ? ONE.multiply(least) : least;
        if (negated) {
            boolean above = over == null && !condition.atLeast();
            return above ? bound.subtract(have).divide(unit).add(BigInteger.ONE).multiply(unit) : null;
        }
        if (over == null) {
            return condition.atLeast() ? roundUp(bound.subtract(have), BigInteger.ONE, unit) : null;
        }
        if (!nature.grows(condition.over())) {
            boolean possible = condition.atLeast() && over.signum() > 0;
            return possible ? roundUp(bound.multiply(over).subtract(have.multiply(ONE)), ONE, unit) : null;
        }
        return ratio(condition, bound, have, over, unit);
    }

    /** The least addition g, in steps of {@code unit}, after which have + g stands to over + g as asked. */
    private static BigInteger ratio(
            Program.Compared condition, BigInteger bound, BigInteger have, BigInteger over, BigInteger unit) {
        // both sides times 10^4: have × 1 against over × bound
        BigInteger lack = bound.multiply(over).subtract(have.multiply(ONE));
        BigInteger slope = ONE.subtract(bound);
        if (!condition.atLeast()) {
            lack = lack.negate();
            slope = slope.negate();
        }
        BigInteger least = condition.atLeast() ? untilPositive(over, unit) : BigInteger.ZERO;
        BigInteger lackAfter = lack.subtract(slope.multiply(least));
        if (lackAfter.signum() <= 0) {
            return least;
        }
        return slope.signum() <= 0 ? null : roundUp(lack, slope, unit).max(least);
    }

    private static BigInteger untilPositive(BigInteger over, BigInteger unit) {
        return over.signum() > 0
                ? BigInteger.ZERO
                : over.negate().divide(unit).add(BigInteger.ONE).multiply(unit);
    }

    /** amount / divisor rounded up to a multiple of unit; both positive. */
    private static BigInteger roundUp(BigInteger amount, BigInteger divisor, BigInteger unit) {
        BigInteger step = divisor.multiply(unit);
        return amount.add(step).subtract(BigInteger.ONE).divide(step).multiply(unit);
    }
}
