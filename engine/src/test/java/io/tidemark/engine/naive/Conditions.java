package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program.Compared;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.HasStatus;
import io.tidemark.engine.program.Program.HoldsTier;
import io.tidemark.engine.program.Program.Not;
import io.tidemark.engine.program.Program.PointsOf;
import io.tidemark.engine.program.Program.Some;
import io.tidemark.engine.program.Program.Window;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Conditions over what is asked of a moment; ratios are compared without division. */
final class Conditions {
    private Conditions() {}

    /** @param window of whoever asks, for conditions without one of their own */
    static boolean allHold(List<Condition> conditions, Moment moment, Window window) {
        return conditions.stream().allMatch(condition -> holds(condition, moment, window));
    }

    static boolean holds(Condition condition, Moment moment, Window window) {
        if (condition instanceof Compared compared) {
            return holds(compared, left(compared, moment, window), right(compared, moment, window));
        }
        if (condition instanceof PointsOf points) {
            return moment.points(points, own(points.window(), window)).compareTo(Numbers.of(points.bound())) >= 0;
        }
        if (condition instanceof Not not) {
            return !holds(not.of(), moment, window);
        }
        if (condition instanceof Some some) {
            long holding =
                    some.of().stream().filter(one -> holds(one, moment, window)).count();
            return holding >= some.least();
        }
        if (condition instanceof HoldsTier tier) {
            return tier.whose() == null ? moment.tier() >= moment.position(tier.tier()) : moment.holds(tier);
        }
        if (condition instanceof HasStatus status) {
            return moment.has(status);
        }
        throw new IllegalArgumentException("not a condition: " + condition);
    }

    static Window own(Window own, Window otherwise) {
        return own == null ? otherwise : own;
    }

    static BigDecimal left(Compared condition, Moment moment, Window window) {
        return moment.measure(condition.measure(), own(condition.window(), window));
    }

    static BigDecimal right(Compared condition, Moment moment, Window window) {
        return condition.isRatio() ? moment.measure(condition.over(), own(condition.window(), window)) : null;
    }

    static boolean holds(Compared condition, BigDecimal value, BigDecimal over) {
        BigDecimal bound = Numbers.of(condition.bound());
        if (!condition.isRatio()) {
            return condition.atLeast() ? value.compareTo(bound) >= 0 : value.compareTo(bound) <= 0;
        }
        int side = value.compareTo(bound.multiply(over));
        return condition.atLeast() ? side >= 0 && over.signum() > 0 : side <= 0;
    }

    /** Whether the conditions read something made of facts, and all of it is zero. */
    static boolean readNothing(List<Condition> conditions, Moment moment, Window window) {
        List<BigDecimal> read = new ArrayList<>();
        conditions.forEach(one -> one.visit(condition -> read(condition, moment, window, read)));
        return !read.isEmpty() && read.stream().allMatch(Numbers::isZero);
    }

    private static void read(Condition condition, Moment moment, Window window, List<BigDecimal> read) {
        if (condition instanceof Compared compared) {
            if (moment.isOfFacts(compared.measure())) {
                read.add(left(compared, moment, window));
            }
            if (compared.isRatio() && moment.isOfFacts(compared.over())) {
                read.add(right(compared, moment, window));
            }
        } else if (condition instanceof PointsOf points) {
            read.add(moment.points(points, own(points.window(), window)));
        }
    }
}
