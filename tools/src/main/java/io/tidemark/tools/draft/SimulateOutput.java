package io.tidemark.tools.draft;

import io.tidemark.gateway.draft.Comparison;
import io.tidemark.gateway.draft.Figures;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Prints what simulate found. */
interface SimulateOutput {
    /** @param most winners and losers named, each */
    void print(Shadow shadow, List<Comparison> comparisons, int most);

    /** Keys of both, those of the first in their order before those that only the second has. */
    static Set<String> keys(Map<String, ?> one, Map<String, ?> other) {
        Set<String> keys = new LinkedHashSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys;
    }

    /** Periods of both: ids sort as time does, but for listed ones, which keep their order where both know them. */
    static Collection<String> periods(Comparison comparison) {
        Set<String> one = comparison.inForce().periods().keySet();
        Set<String> other = comparison.drafted().periods().keySet();
        return one.containsAll(other) ? one : other.containsAll(one) ? other : sorted(one, other);
    }

    private static Collection<String> sorted(Set<String> one, Set<String> other) {
        Set<String> sorted = new TreeSet<>(one);
        sorted.addAll(other);
        return sorted;
    }

    static Figures.Sum sum(Figures figures, String period) {
        return figures.periods().getOrDefault(period, Figures.Sum.NOTHING);
    }
}
