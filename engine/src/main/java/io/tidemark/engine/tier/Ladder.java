package io.tidemark.engine.tier;

import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.rule.Conditions;
import io.tidemark.engine.rule.TierReader;
import io.tidemark.engine.rule.TrackRules;
import java.math.BigInteger;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * The tiers of a track, from the lowest. The tier qualified for is the highest whose own conditions hold; the tier held is
 * that, or one kept from earlier periods. Pure.
 */
public final class Ladder implements TierReader {
    private final List<Program.Tier> tiers;
    private final Conditions[] conditions;
    /** The measure that alone decides, with a least value per tier; or -1 where the conditions are of another shape. */
    private final int measure;

    private final long[] least;

    private final Program.LadderTerms terms;

    public Ladder(Program.Track track, Inputs inputs) {
        Conditions.Resolver resolver = TrackRules.resolver(track, inputs);
        this.tiers = track.ladder();
        this.terms = track.terms();
        this.conditions = tiers.stream()
                .map(tier -> new Conditions(tier.when(), resolver))
                .toArray(Conditions[]::new);
        this.measure = soleMeasure(tiers, resolver);
        this.least = new long[tiers.size()];
        for (int k = 1; measure >= 0 && k < least.length; k++) {
            least[k] = ((Program.Compared) tiers.get(k).when().get(0)).bound();
        }
    }

    private static int soleMeasure(List<Program.Tier> tiers, Conditions.Resolver resolver) {
        Program.Compared first = null;
        for (Program.Tier tier : tiers.subList(Math.min(1, tiers.size()), tiers.size())) {
            boolean one = tier.when().size() == 1;
            if (!one || !(tier.when().get(0) instanceof Program.Compared compared)) {
                return -1;
            }
            first = first == null ? compared : first;
            boolean same = compared.measure().equals(first.measure())
                    && java.util.Objects.equals(compared.window(), first.window());
            if (compared.isRatio() || !compared.atLeast() || !same) {
                return -1;
            }
        }
        return first == null ? -1 : resolver.measure(first.measure(), first.window());
    }

    /** What holds over several periods. */
    public Program.LadderTerms terms() {
        return terms;
    }

    /** For how many periods after its own a tier qualified for may still count. */
    public int memory() {
        return terms.keep() + (terms.oneStep() ? Math.max(count() - 1, 0) : 0);
    }

    /**
     * The tier that is kept from earlier periods.
     *
     * @param qualified the tier whose conditions hold in the period so many periods before, from 1 to {@link #memory}
     */
    public int kept(IntUnaryOperator qualified) {
        int held = 0;
        for (int back = 1; back <= memory(); back++) {
            int lost = Math.max(back - terms.keep(), 0);
            held = Math.max(held, qualified.applyAsInt(back) - lost);
        }
        return held;
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

    /** @throws IllegalArgumentException where there is no tier of that name */
    @Override
    public int position(String tier) {
        for (int k = 0; k < tiers.size(); k++) {
            if (tiers.get(k).name().equals(tier)) {
                return k;
            }
        }
        throw new IllegalArgumentException("there is no tier " + tier);
    }

    public Conditions conditions(int k) {
        return conditions[k];
    }

    /** Position of the tier qualified for, 0 where there is no ladder. */
    @Override
    public int qualified(long[] measures) {
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

    @Override
    public int qualified(BigInteger[] measures) {
        int k = conditions.length - 1;
        while (k > 0 && !conditions[k].holds(measures)) {
            k--;
        }
        return Math.max(k, 0);
    }
}
