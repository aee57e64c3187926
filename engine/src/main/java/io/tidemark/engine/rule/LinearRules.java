package io.tidemark.engine.rule;

import io.tidemark.engine.Wide;
import java.util.List;

/**
 * The rules of a track that are a multiple of one measure and nothing more (no {@code needs}, no {@code best-of}, a
 * {@code cap} at most), as columns: most rules of most programs are, and one loop over columns costs a fraction of a call
 * each.
 */
final class LinearRules {
    /** A rule's value is points × V / per, rounded half-even. */
    interface Linear extends RuleFunction {
        int by();

        long points();

        /** Positive. */
        long per();
    }

    private final int[] rule;
    private final int[] by;
    private final long[] points;
    private final long[] per;
    private final long[] cap;

    /**
     * @param rules positions of the rules
     * @param functions of all rules of the track; those at {@code rules} are {@link Linear}
     */
    LinearRules(List<Integer> rules, RuleFunction[] functions, long[] caps) {
        int count = rules.size();
        rule = new int[count];
        by = new int[count];
        points = new long[count];
        per = new long[count];
        cap = new long[count];
        for (int k = 0; k < count; k++) {
            rule[k] = rules.get(k);
            Linear linear = (Linear) functions[rule[k]];
            by[k] = linear.by();
            points[k] = linear.points();
            per[k] = linear.per();
            cap[k] = caps[rule[k]];
        }
    }

    /** Fills the counted values; answers their sum, or {@link RuleFunction#NEEDS_EXACT}. */
    long evaluate(long[] measures, long[] counted) {
        long total = 0;
        for (int k = 0; k < rule.length; k++) {
            long value = per[k] == 1
                    ? Wide.multiply(points[k], measures[by[k]])
                    : Wide.multiplyDivide(points[k], measures[by[k]], per[k]);
            long counts = Math.min(value, cap[k]);
            long sum = total + counts;
            // NEEDS_EXACT is the least long, so a cap never hides it
            if (counts == RuleFunction.NEEDS_EXACT || ((total ^ sum) & (counts ^ sum)) < 0) {
                return RuleFunction.NEEDS_EXACT;
            }
            counted[rule[k]] = counts;
            total = sum;
        }
        return total;
    }
}
