package io.tidemark.engine.tier;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What is missing to a tier, per condition: rounded up to a whole unit for quantities and counts, to 0.0001 otherwise.
 * For a ratio, what the missing sale adds counts on both sides (at 190 of 1,000 and 20% it takes 13 more, not 10).
 */
public final class Gaps {
    private static final BigInteger ONE = BigInteger.valueOf(Fixed.ONE);

    private Gaps() {}

    /**
     * @param over the denominator's name, or null
     * @param have units of the measure
     * @param need units it would have to be; for a ratio bound × denominator, rounded half-even
     * @param missing units to add; 0 where the condition holds, null where no sale brings it about
     */
    public record Gap(String measure, String over, BigInteger have, BigInteger need, BigInteger missing) {}

    /**
     * The gaps to a tier, one per condition.
     *
     * @param scale what numbers of measures and bounds on them are units times of
     */
    public static List<Gap> to(
            Program.Tier tier,
            BigInteger[] measures,
            ToIntFunction<String> positionOf,
            Predicate<String> isWhole,
            long scale) {
        BigInteger least = BigInteger.valueOf(scale);
        List<Gap> gaps = new ArrayList<>();
        for (Program.Condition condition : tier.when()) {
            BigInteger have = measures[positionOf.applyAsInt(condition.measure())];
            BigInteger unit = isWhole.test(condition.measure()) ? ONE.multiply(least) : least;
            BigInteger bound = BigInteger.valueOf(condition.bound());
            if (condition.isRatio()) {
                BigInteger over = measures[positionOf.applyAsInt(condition.over())];
                BigInteger need = Fixed.divideHalfEven(bound.multiply(over), ONE);
                gaps.add(new Gap(
                        condition.measure(), condition.over(), have, need, ratio(condition, bound, have, over, unit)));
            } else {
                gaps.add(new Gap(condition.measure(), null, have, bound, plain(condition, bound, have, unit)));
            }
        }
        return gaps;
    }

    private static BigInteger plain(Program.Condition condition, BigInteger bound, BigInteger have, BigInteger unit) {
        BigInteger shortfall = bound.subtract(have);
        if (condition.atLeast()) {
            return shortfall.signum() <= 0 ? BigInteger.ZERO : roundUp(shortfall, BigInteger.ONE, unit);
        }
        return shortfall.signum() >= 0 ? BigInteger.ZERO : null;
    }

    /** The least addition g, in steps of {@code unit}, after which have + g stands to over + g as asked. */
    private static BigInteger ratio(
            Program.Condition condition, BigInteger bound, BigInteger have, BigInteger over, BigInteger unit) {
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
