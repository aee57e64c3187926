package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program.Aggregate;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.Measure;
import io.tidemark.engine.program.Program.Tier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** The tier held, and what is missing for the next one. */
final class Tiers {
    private static final BigDecimal LEAST = new BigDecimal("0.0001");

    private final List<Measure> declared;
    private final List<Tier> ladder;

    Tiers(List<Measure> declared, List<Tier> ladder) {
        this.declared = declared;
        this.ladder = ladder;
    }

    /** Position of the highest tier whose own conditions hold; the first holds always; -1 without a ladder. */
    int held(Map<String, BigDecimal> measures) {
        for (int i = ladder.size() - 1; i > 0; i--) {
            if (Conditions.allHold(ladder.get(i).when(), measures)) {
                return i;
            }
        }
        return ladder.isEmpty() ? -1 : 0;
    }

    /** Per condition of the tier above the one held; empty at the top. */
    List<Gap> gaps(Map<String, BigDecimal> measures) {
        int next = held(measures) + 1;
        if (next >= ladder.size()) {
            return List.of();
        }
        return ladder.get(next).when().stream()
                .map(condition -> gap(condition, measures))
                .toList();
    }

    private Gap gap(Condition condition, Map<String, BigDecimal> measures) {
        BigDecimal have = measures.get(condition.measure());
        BigDecimal over = condition.isRatio() ? measures.get(condition.over()) : null;
        BigDecimal bound = Numbers.of(condition.bound());
        BigDecimal need = over == null ? bound : bound.multiply(over);
        return new Gap(condition.measure(), condition.over(), have, need, missing(condition, have, over));
    }

    private BigDecimal missing(Condition condition, BigDecimal have, BigDecimal over) {
        if (Conditions.holds(condition, have, over)) {
            return BigDecimal.ZERO;
        }
        BigDecimal bound = Numbers.of(condition.bound());
        if (!condition.isRatio()) {
            return condition.atLeast() ? roundedUp(bound.subtract(have), BigDecimal.ONE, condition) : null;
        }
        // have + g against bound × (over + g): the slope says whether adding to both sides helps
        BigDecimal slope = condition.atLeast() ? BigDecimal.ONE.subtract(bound) : bound.subtract(BigDecimal.ONE);
        BigDecimal shortfall = have.subtract(bound.multiply(over)).abs();
        if (slope.signum() <= 0) {
            return shareOfNothing(condition, have, over);
        }
        boolean sidesFit = condition.atLeast() && have.compareTo(bound.multiply(over)) >= 0;
        BigDecimal missing = sidesFit ? BigDecimal.ZERO : roundedUp(shortfall, slope, condition);
        return condition.atLeast() ? missing.max(untilPositive(over, condition)) : missing;
    }

    /** With a bound of 1 or more only a denominator that is not above zero can be what is missing. */
    private BigDecimal shareOfNothing(Condition condition, BigDecimal have, BigDecimal over) {
        if (!condition.atLeast() || over.signum() > 0) {
            return null;
        }
        BigDecimal g = untilPositive(over, condition);
        return Conditions.holds(condition, have.add(g), over.add(g)) ? g : null;
    }

    /** The least addition after which the denominator is above zero. */
    private BigDecimal untilPositive(BigDecimal over, Condition condition) {
        if (over.signum() > 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal unit = unit(condition);
        return over.negate()
                .divide(unit, 0, RoundingMode.FLOOR)
                .add(BigDecimal.ONE)
                .multiply(unit);
    }

    private BigDecimal roundedUp(BigDecimal amount, BigDecimal divisor, Condition condition) {
        BigDecimal unit = unit(condition);
        return amount.divide(divisor.multiply(unit), 0, RoundingMode.CEILING).multiply(unit);
    }

    /** Quantities and counts come in whole units. */
    private BigDecimal unit(Condition condition) {
        boolean whole = declared.stream()
                .filter(measure -> measure.name().equals(condition.measure()))
                .anyMatch(measure -> measure.aggregate() == Aggregate.COUNT || "quantity".equals(measure.field()));
        return whole ? BigDecimal.ONE : LEAST;
    }
}
