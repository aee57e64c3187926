package io.tidemark.gateway.draft;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A draft beside the program in force.
 *
 * @param draft the file it is from
 * @param winners who would be paid more, the largest difference first
 * @param losers who would be paid less, the largest difference first
 * @param same how many would be paid the same
 */
public record Comparison(
        String draft, Figures inForce, Figures drafted, List<Change> winners, List<Change> losers, int same) {
    /** What one participant would be paid in all. Units. */
    public record Change(String participant, String name, BigInteger inForce, BigInteger drafted) {
        public BigInteger difference() {
            return drafted.subtract(inForce);
        }
    }

    public static Comparison of(String draft, Figures inForce, Figures drafted) {
        List<Change> changes = changes(inForce, drafted);
        List<Change> winners = changes.stream()
                .filter(change -> change.difference().signum() > 0)
                .toList();
        List<Change> losers = changes.stream()
                .filter(change -> change.difference().signum() < 0)
                .toList();
        return new Comparison(
                draft, inForce, drafted, winners, losers, changes.size() - winners.size() - losers.size());
    }

    /** Everybody whom either pays, those first for whom it matters most. */
    private static List<Change> changes(Figures inForce, Figures drafted) {
        TreeSet<String> everybody = new TreeSet<>(inForce.participants().keySet());
        everybody.addAll(drafted.participants().keySet());
        List<Change> changes = new ArrayList<>();
        for (String participant : everybody) {
            String name =
                    drafted.names().getOrDefault(participant, inForce.names().getOrDefault(participant, ""));
            changes.add(new Change(
                    participant,
                    name,
                    inForce.participants().getOrDefault(participant, BigInteger.ZERO),
                    drafted.participants().getOrDefault(participant, BigInteger.ZERO)));
        }
        changes.sort(Comparator.comparing((Change change) -> change.difference().abs())
                .reversed());
        return changes;
    }
}
