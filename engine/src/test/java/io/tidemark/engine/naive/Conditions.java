package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program.Condition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Conditions over measures; ratios are compared without division. */
final class Conditions {
    private Conditions() {}

    static boolean allHold(List<Condition> conditions, Map<String, BigDecimal> measures) {
        return conditions.stream().allMatch(condition -> holds(condition, measures));
    }

    static boolean holds(Condition condition, Map<String, BigDecimal> measures) {
        BigDecimal over = condition.isRatio() ? measures.get(condition.over()) : null;
        return holds(condition, measures.get(condition.measure()), over);
    }

    static boolean holds(Condition condition, BigDecimal value, BigDecimal over) {
        BigDecimal bound = Numbers.of(condition.bound());
        if (!condition.isRatio()) {
            return condition.atLeast() ? value.compareTo(bound) >= 0 : value.compareTo(bound) <= 0;
        }
        int side = value.compareTo(bound.multiply(over));
        return condition.atLeast() ? side >= 0 && over.signum() > 0 : side <= 0;
    }

    /** Whether every measure that the conditions read is zero. */
    static boolean allZero(List<Condition> conditions, Map<String, BigDecimal> measures) {
        return conditions.stream()
                .allMatch(condition -> Numbers.isZero(measures.get(condition.measure()))
                        && (!condition.isRatio() || Numbers.isZero(measures.get(condition.over()))));
    }
}
