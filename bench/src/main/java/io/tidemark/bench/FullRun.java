package io.tidemark.bench;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.standings.BoardFamily;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * R1-full through the core: {@code TRANSACTIONS REPS SKUS ROUNDS}, each round into a fresh core, one thread, one rank read per
 * 100 transactions, buffers checked. The transactions are encoded piece by piece, between the moments that are timed; a round
 * whose boards differ from what was computed beside the generator prints no figure.
 */
public final class FullRun {
    private static final int PIECE = 100_000;
    private static final int READ_EVERY = 100;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final R1Full workload;
    private final ScoringCore core;
    private final long before;
    private long tookNs;
    private long processorNs;
    private long slowestNs;
    private long ranks;

    private FullRun(int reps, int skus) {
        workload = new R1Full(reps, skus);
        core = workload.newCore();
        before = used();
    }

    public static void main(String... arguments) {
        int transactions = Integer.parseInt(arguments[0]);
        int reps = Integer.parseInt(arguments[1]);
        int skus = Integer.parseInt(arguments[2]);
        int rounds = Integer.parseInt(arguments[3]);
        System.out.printf(
                Locale.ROOT,
                "R1-full: %,d transactions, %,d reps, %,d SKUs; per transaction:%n",
                transactions,
                reps,
                skus);
        for (int round = 0; round < rounds; round++) {
            new FullRun(reps, skus).round(transactions);
        }
    }

    private void round(int transactions) {
        for (int done = 0; done < transactions; done += PIECE) {
            int count = Math.min(PIECE, transactions - done);
            piece(workload.next(count), count);
        }
        long held = used() - before;
        workload.expected().check(core);
        System.out.printf(
                Locale.ROOT,
                "%,d ns (processor %,d, slowest 100,000 %,d), %.2f M/s; heap grew by %,d MiB, %d bytes a transaction%n",
                tookNs / transactions,
                processorNs / transactions,
                slowestNs / PIECE,
                transactions * 1e3 / tookNs,
                held >> 20,
                held / transactions);
    }

    private void piece(List<UnsafeBuffer> frames, int count) {
        BoardFamily reps = core.programs().get(0).tracks()[0].boards()[0];
        long began = System.nanoTime();
        long beganProcessor = THREADS.getCurrentThreadCpuTime();
        int due = 0;
        for (UnsafeBuffer frame : frames) {
            core.apply(frame, 0, frame.capacity());
            for (due += core.outcome().count(); due >= READ_EVERY; due -= READ_EVERY) {
                ranks += reps.rank((int) (ranks * 31 % reps.table().count()));
            }
        }
        long took = System.nanoTime() - began;
        tookNs += took;
        processorNs += THREADS.getCurrentThreadCpuTime() - beganProcessor;
        slowestNs = count == PIECE ? Math.max(slowestNs, took) : slowestNs;
    }

    private static long used() {
        System.gc();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return heap.getUsed();
    }
}
