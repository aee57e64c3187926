package io.tidemark.engine.tier;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.rule.Conditions;
import java.math.BigInteger;
import java.util.List;
import java.util.function.ToIntFunction;

/** The tiers of a track, from the lowest. The tier held is the highest whose own conditions hold. Pure. */
public final class Ladder {
    private final List<Program.Tier> tiers;
    private final Conditions[] conditions;
    /** The measure that alone decides, with a least value per tier; or -1 where the conditions are of another shape. */
    private final int measure;

    private final long[] least;

    public Ladder(List<Program.Tier> tiers, ToIntFunction<String> positionOf) {
        this.tiers = tiers;
        this.conditions = tiers.stream()
                .map(tier -> new Conditions(tier.when(), positionOf))
                .toArray(Conditions[]::new);
        this.measure = soleMeasure(tiers, positionOf);
        this.least = new long[tiers.size()];
        for (int k = 1; measure >= 0 && k < least.length; k++) {
            least[k] = tiers.get(k).when().get(0).bound();
        }
    }

    private static int soleMeasure(List<Program.Tier> tiers, ToIntFunction<String> positionOf) {
        List<Program.Condition> all =
                tiers.stream().skip(1).flatMap(tier -> tier.when().stream()).toList();
        boolean sole = all.size() == tiers.size() - 1
                && tiers.stream().skip(1).allMatch(tier -> tier.when().size() == 1)
                && all.stream().allMatch(one -> !one.isRatio() && one.atLeast())
                && all.stream().map(Program.Condition::measure).distinct().count() == 1;
        return sole ? positionOf.applyAsInt(all.get(0).measure()) : -1;
    }

    public boolean isEmpty() {
        return conditions.length == 0;
    }

    public int count() {
        return conditions.length;
    }

    public Program.Tier tier(int k) {
        return tiers.get(k);
    }

    public Conditions conditions(int k) {
        return conditions[k];
    }

    /** Position of the tier held, 0 where there is no ladder. */
    public int held(long[] measures) {
        if (measure >= 0) {
            return held(measures[measure]);
        }
        int k = conditions.length - 1;
        while (k > 0 && !conditions[k].holds(measures)) {
            k--;
        }
        return Math.max(k, 0);
    }

    private int held(long value) {
        int k = least.length - 1;
        while (k > 0 && value < least[k]) {
            k--;
        }
        return k;
    }

    public int held(BigInteger[] measures) {
        int k = conditions.length - 1;
        while (k > 0 && !conditions[k].holds(measures)) {
            k--;
        }
        return Math.max(k, 0);
    }
}
