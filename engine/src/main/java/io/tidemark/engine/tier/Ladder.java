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

    public Ladder(List<Program.Tier> tiers, ToIntFunction<String> positionOf) {
        this.tiers = tiers;
        this.conditions = tiers.stream()
                .map(tier -> new Conditions(tier.when(), positionOf))
                .toArray(Conditions[]::new);
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
        int k = conditions.length - 1;
        while (k > 0 && !conditions[k].holds(measures)) {
            k--;
        }
        return Math.max(k, 0);
    }

    public int held(BigInteger[] measures) {
        int k = conditions.length - 1;
        while (k > 0 && !conditions[k].holds(measures)) {
            k--;
        }
        return Math.max(k, 0);
    }
}
