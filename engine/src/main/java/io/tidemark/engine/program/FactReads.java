package io.tidemark.engine.program;

import io.tidemark.engine.program.Program.Condition;
import java.util.List;
import java.util.function.Predicate;

/** Whether conditions read anything that is made of facts, and not statuses, tiers and given numbers alone. */
public final class FactReads {
    private FactReads() {}

    /** @param given whether a measure of a name is a number that is given */
    public static boolean any(List<Condition> conditions, Predicate<String> given) {
        boolean[] reads = new boolean[1];
        conditions.forEach(one -> one.visit(condition -> reads[0] |= reads(condition, given)));
        return reads[0];
    }

    private static boolean reads(Condition condition, Predicate<String> given) {
        if (condition instanceof Program.Compared compared) {
            return !given.test(compared.measure()) || compared.isRatio() && !given.test(compared.over());
        }
        return condition instanceof Program.PointsOf;
    }
}
