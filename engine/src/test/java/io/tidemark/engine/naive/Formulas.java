package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.RuleSpec;
import io.tidemark.engine.program.RuleSpec.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** The five functions of the contract: from measures and a base to a value that is rounded once. */
final class Formulas {
    private Formulas() {}

    /** @param base the sum of the counted values of the rules under {@code base}, over the rule's window */
    static BigDecimal value(Rule rule, Moment moment, BigDecimal base) {
        RuleSpec spec = rule.spec();
        String by = spec.measure("by");
        BigDecimal value = by == null ? null : moment.measure(by, rule.window());
        return switch (spec.kind()) {
            case "rate" -> rate(rule, moment, value);
            case "bands" -> bands(spec, value, base);
            case "retro" -> retro(spec, value, base);
            case "milestone" -> milestone(spec, value);
            case "bonus" -> bonus(rule, moment, base);
            default -> throw new IllegalArgumentException("no rule kind " + spec.kind());
        };
    }

    /**
     * points × (clamp(V, above or 0, up-to) − (above or 0)) / per, or points × V / per without bounds. Nothing counts
     * where up-to is not above above; a measure below 0 as above counts as 0.
     */
    private static BigDecimal rate(Rule rule, Moment moment, BigDecimal value) {
        RuleSpec spec = rule.spec();
        BigDecimal counted = value;
        if (spec.has("above") || spec.has("up-to")) {
            BigDecimal above = bound(rule, moment, "above").max(BigDecimal.ZERO);
            BigDecimal most = spec.has("up-to") ? value.min(bound(rule, moment, "up-to")) : value;
            counted = most.subtract(above).max(BigDecimal.ZERO);
        }
        BigDecimal points = spec.attribute("points") == null
                ? number(spec, "points", 0)
                : moment.attribute(spec.attribute("points"));
        return Numbers.quotient(points.multiply(counted), number(spec, "per", Fixed.ONE));
    }

    private static BigDecimal bound(Rule rule, Moment moment, String key) {
        String measure = rule.spec().measure(key);
        return measure == null ? number(rule.spec(), key, 0) : moment.measure(measure, rule.window());
    }

    private static BigDecimal number(RuleSpec spec, String key, long otherwise) {
        return Numbers.of(spec.number(key, otherwise));
    }

    /** ∫₀ⱽ points(v) dv, or B × (mean of times(v) over 0…V − 1); at and below zero the band of zero, linear. */
    private static BigDecimal bands(RuleSpec spec, BigDecimal value, BigDecimal base) {
        List<Step> steps = spec.steps("steps");
        if (!areTimes(steps)) {
            return Numbers.rounded(
                    value.signum() <= 0 ? value.multiply(rateAt(steps, BigDecimal.ZERO)) : area(steps, value));
        }
        if (value.signum() <= 0) {
            return Numbers.rounded(base.multiply(rateAt(steps, BigDecimal.ZERO).subtract(BigDecimal.ONE)));
        }
        return Numbers.quotient(base.multiply(area(steps, value).subtract(value)), value);
    }

    private static boolean areTimes(List<Step> steps) {
        return !steps.isEmpty() && steps.get(0).times();
    }

    /** The integral of the step function from 0 to a positive value. */
    private static BigDecimal area(List<Step> steps, BigDecimal value) {
        BigDecimal area = BigDecimal.ZERO;
        BigDecimal from = BigDecimal.ZERO;
        for (int i = 0; i <= steps.size(); i++) {
            BigDecimal until = i == steps.size()
                    ? value
                    : Numbers.of(steps.get(i).at()).min(value).max(BigDecimal.ZERO);
            area = area.add(until.subtract(from).multiply(i == 0 ? below(steps) : rateOf(steps.get(i - 1))));
            from = until;
        }
        return area;
    }

    /** Below the first step: points 0, times 1. */
    private static BigDecimal below(List<Step> steps) {
        return areTimes(steps) ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private static BigDecimal rateOf(Step step) {
        return Numbers.of(step.value());
    }

    /** The step that the value has reached, exactly at a step included. */
    private static BigDecimal rateAt(List<Step> steps, BigDecimal value) {
        BigDecimal rate = below(steps);
        for (Step step : steps) {
            if (value.compareTo(Numbers.of(step.at())) >= 0) {
                rate = rateOf(step);
            }
        }
        return rate;
    }

    /** points(V) × V, or B × (times(V) − 1). */
    private static BigDecimal retro(RuleSpec spec, BigDecimal value, BigDecimal base) {
        List<Step> steps = spec.steps("steps");
        BigDecimal rate = rateAt(steps, value);
        return Numbers.rounded(areTimes(steps) ? base.multiply(rate.subtract(BigDecimal.ONE)) : rate.multiply(value));
    }

    /** Σ points of the steps reached, or ⌊max(V,0)/every⌋ × points, at most so many times. */
    private static BigDecimal milestone(RuleSpec spec, BigDecimal value) {
        if (!spec.has("every")) {
            return spec.steps("steps").stream()
                    .filter(step -> value.compareTo(Numbers.of(step.at())) >= 0)
                    .map(Formulas::rateOf)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        BigDecimal times = value.max(BigDecimal.ZERO).divide(number(spec, "every", 0), 0, RoundingMode.FLOOR);
        if (spec.has("times-at-most")) {
            times = times.min(number(spec, "times-at-most", 0));
        }
        return Numbers.rounded(times.multiply(number(spec, "points", 0)));
    }

    /** points while every condition holds and, where they read facts, some are not zero; or B × (times − 1) while every condition holds. */
    private static BigDecimal bonus(Rule rule, Moment moment, BigDecimal base) {
        RuleSpec spec = rule.spec();
        boolean nothing = spec.has("points") && Conditions.readNothing(spec.conditions("when"), moment, rule.window());
        if (nothing || !Conditions.allHold(spec.conditions("when"), moment, rule.window())) {
            return BigDecimal.ZERO;
        }
        return spec.has("points")
                ? number(spec, "points", 0)
                : Numbers.rounded(base.multiply(number(spec, "times", Fixed.ONE).subtract(BigDecimal.ONE)));
    }
}
