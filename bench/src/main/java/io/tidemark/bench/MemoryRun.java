package io.tidemark.bench;

import io.tidemark.engine.ScoringCore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a core keeps, by structure: {@code TRANSACTIONS REPS}. Of R1-full with so many reps, first what a participant takes
 * before it sells, then what grows with every activity, by the difference of two cores.
 */
public final class MemoryRun {
    private static final int SKUS = 5_000;
    private static final int PIECE = 100_000;

    private MemoryRun() {}

    public static void main(String... arguments) {
        int transactions = Integer.parseInt(arguments[0]);
        int reps = Integer.parseInt(arguments[1]);
        Map<String, Long> empty = HeapSizes.of(new R1Full(1, SKUS).newCore());
        R1Full workload = new R1Full(reps, SKUS);
        ScoringCore core = workload.newCore();
        Map<String, Long> people = HeapSizes.of(core);
        table("participant that is known", empty, people, reps);
        long half = apply(workload, core, transactions / 2);
        Map<String, Long> some = HeapSizes.of(core);
        table("standing (half of the transactions, with them)", people, some, reps);
        apply(workload, core, transactions - (int) half);
        table("activity (the second half)", some, HeapSizes.of(core), transactions - (int) half);
        workload.expected().check(core);
    }

    private static long apply(R1Full workload, ScoringCore core, int transactions) {
        for (int done = 0; done < transactions; done += PIECE) {
            for (UnsafeBuffer frame : workload.next(Math.min(PIECE, transactions - done))) {
                core.apply(frame, 0, frame.capacity());
            }
        }
        // what waits to be settled is settled before it is weighed
        core.standingsHash();
        return transactions;
    }

    private static void table(String what, Map<String, Long> before, Map<String, Long> after, int per) {
        System.out.printf("%n| bytes per %s | |%n| --- | --- |%n", what);
        TreeSet<String> names = new TreeSet<>(after.keySet());
        names.addAll(before.keySet());
        List<Map.Entry<String, Double>> rows = new ArrayList<>();
        for (String name : names) {
            long grown = after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L);
            rows.add(Map.entry(name, grown / (double) per));
        }
        rows.sort(Comparator.comparingDouble(row -> -row.getValue()));
        double all = rows.stream().mapToDouble(Map.Entry::getValue).sum();
        rows.stream()
                .filter(row -> row.getValue() >= 0.5)
                .forEach(row -> System.out.printf(Locale.ROOT, "| %s | %.1f |%n", row.getKey(), row.getValue()));
        System.out.printf(Locale.ROOT, "| all | %.1f |%n", all);
    }
}
