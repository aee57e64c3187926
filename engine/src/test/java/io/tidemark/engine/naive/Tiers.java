package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program.Aggregate;
import io.tidemark.engine.program.Program.Compared;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.HasStatus;
import io.tidemark.engine.program.Program.HoldsTier;
import io.tidemark.engine.program.Program.LadderTerms;
import io.tidemark.engine.program.Program.Measure;
import io.tidemark.engine.program.Program.Not;
import io.tidemark.engine.program.Program.PointsOf;
import io.tidemark.engine.program.Program.Shift;
import io.tidemark.engine.program.Program.Some;
import io.tidemark.engine.program.Program.Tier;
import io.tidemark.engine.program.Program.Track;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The tier held, and what is missing for the next one. */
final class Tiers {
    private static final BigDecimal LEAST = new BigDecimal("0.0001");

    private final List<Measure> declared;
    private final List<Tier> ladder;
    private final LadderTerms terms;
    private final Reckoning reckoning;

    Tiers(List<Measure> declared, Track track, Reckoning reckoning) {
        this.declared = declared;
        this.ladder = track.ladder();
        this.terms = track.terms();
        this.reckoning = reckoning;
    }

    /** Position of the highest tier whose own conditions hold; the first holds always; -1 without a ladder. */
    private int qualified(String period) {
        for (int i = ladder.size() - 1; i > 0; i--) {
            if (Conditions.allHold(ladder.get(i).when(), reckoning.at(period), terms.window())) {
                return i;
            }
        }
        return ladder.isEmpty() ? -1 : 0;
    }

    int held(String period) {
        return held(period, ladder.size());
    }

    /** A tier is lost one by one at the slowest, so that as many periods back as there are tiers say everything. */
    private int held(String period, int stepsBack) {
        int held = qualified(period);
        String earlier = period;
        for (int k = 0; k < terms.keep() && earlier != null; k++) {
            earlier = Calendar.before(reckoning.program.periods(), earlier);
            held = earlier == null ? held : Math.max(held, qualified(earlier));
        }
        String before = Calendar.before(reckoning.program.periods(), period);
        if (terms.oneStep() && stepsBack > 0 && before != null) {
            held = Math.max(held, held(before, stepsBack - 1) - 1);
        }
        return held;
    }

    /** Per condition of the tier above the one held; empty at the top. */
    List<Gap> gaps(String period) {
        int next = held(period) + 1;
        List<Gap> gaps = new ArrayList<>();
        if (next < ladder.size()) {
            ladder.get(next).when().forEach(condition -> add(gaps, condition, false, false, reckoning.at(period)));
        }
        return gaps;
    }

    /** One gap per comparison; of those under a condition that holds as a whole, nothing is missing. */
    private void add(List<Gap> gaps, Condition condition, boolean opposite, boolean enough, Moment moment) {
        boolean holds = enough || Conditions.holds(condition, moment, terms.window()) != opposite;
        if (condition instanceof Not not) {
            add(gaps, not.of(), !opposite, holds, moment);
        } else if (condition instanceof Some some) {
            some.of().forEach(one -> add(gaps, one, opposite, holds, moment));
        } else if (condition instanceof PointsOf points) {
            BigDecimal have = moment.points(points, Conditions.own(points.window(), terms.window()));
            BigDecimal need = Numbers.of(points.bound());
            BigDecimal missing = holds ? BigDecimal.ZERO : opposite ? null : need.subtract(have);
            gaps.add(new Gap(points.rule(), null, have, need, missing));
        } else if (condition instanceof HasStatus status) {
            gaps.add(yesOrNo(status.status(), moment.has(status), opposite, holds));
        } else if (condition instanceof HoldsTier tier) {
            gaps.add(yesOrNo(tier.tier(), moment.holds(tier), opposite, holds));
        } else {
            gaps.add(gap((Compared) condition, opposite, holds, moment));
        }
    }

    /** What no sale brings about. */
    private static Gap yesOrNo(String name, boolean have, boolean opposite, boolean enough) {
        BigDecimal is = have ? BigDecimal.ONE : BigDecimal.ZERO;
        return new Gap(name, null, is, opposite ? BigDecimal.ZERO : BigDecimal.ONE, enough ? BigDecimal.ZERO : null);
    }

    private Gap gap(Compared condition, boolean opposite, boolean holds, Moment moment) {
        BigDecimal have = Conditions.left(condition, moment, terms.window());
        BigDecimal over = Conditions.right(condition, moment, terms.window());
        BigDecimal bound = Numbers.of(condition.bound());
        BigDecimal need = over == null ? bound : bound.multiply(over);
        BigDecimal missing = BigDecimal.ZERO;
        if (!holds) {
            missing = !grows(condition.measure())
                    ? null
                    : opposite ? untilAbove(condition, have, over) : missing(condition, have, over);
        }
        return new Gap(condition.measure(), condition.over(), have, need, missing);
    }

    /** Whether a sale of the period adds to a measure. */
    private boolean grows(String name) {
        return declared.stream()
                .anyMatch(measure -> measure.name().equals(name)
                        && !measure.isGiven()
                        && !measure.isLast()
                        && measure.shift() == Shift.NONE);
    }

    /** The least that brings a measure above a bound that it must not be at most; nothing else can be undone. */
    private BigDecimal untilAbove(Compared condition, BigDecimal have, BigDecimal over) {
        if (over != null || condition.atLeast()) {
            return null;
        }
        BigDecimal unit = unit(condition);
        return Numbers.of(condition.bound())
                .subtract(have)
                .divide(unit, 0, RoundingMode.FLOOR)
                .add(BigDecimal.ONE)
                .multiply(unit);
    }

    private BigDecimal missing(Compared condition, BigDecimal have, BigDecimal over) {
        BigDecimal bound = Numbers.of(condition.bound());
        if (!condition.isRatio()) {
            return condition.atLeast() ? roundedUp(bound.subtract(have), BigDecimal.ONE, condition) : null;
        }
        if (!grows(condition.over())) {
            boolean possible = condition.atLeast() && over.signum() > 0;
            return possible ? roundedUp(bound.multiply(over).subtract(have), BigDecimal.ONE, condition) : null;
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
    private BigDecimal shareOfNothing(Compared condition, BigDecimal have, BigDecimal over) {
        if (!condition.atLeast() || over.signum() > 0) {
            return null;
        }
        BigDecimal g = untilPositive(over, condition);
        return Conditions.holds(condition, have.add(g), over.add(g)) ? g : null;
    }

    /** The least addition after which the denominator is above zero. */
    private BigDecimal untilPositive(BigDecimal over, Compared condition) {
        if (over.signum() > 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal unit = unit(condition);
        return over.negate()
                .divide(unit, 0, RoundingMode.FLOOR)
                .add(BigDecimal.ONE)
                .multiply(unit);
    }

    private BigDecimal roundedUp(BigDecimal amount, BigDecimal divisor, Compared condition) {
        BigDecimal unit = unit(condition);
        return amount.divide(divisor.multiply(unit), 0, RoundingMode.CEILING).multiply(unit);
    }

    /** Quantities and counts come in whole units. */
    private BigDecimal unit(Compared condition) {
        boolean whole = declared.stream()
                .filter(measure -> measure.name().equals(condition.measure()))
                .anyMatch(measure -> measure.aggregate() == Aggregate.COUNT
                        || measure.isDistinct()
                        || "quantity".equals(measure.field()));
        return whole ? BigDecimal.ONE : LEAST;
    }
}
