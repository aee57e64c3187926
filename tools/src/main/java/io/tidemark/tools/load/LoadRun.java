package io.tidemark.tools.load;

import io.tidemark.engine.EngineLimits;
import io.tidemark.gateway.feed.FeedClient;
import io.tidemark.gateway.feed.FeedException;
import io.tidemark.gateway.feed.FeedListener;
import io.tidemark.gateway.feed.FeedTotals;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One run, open loop: batch k is due at start + k × interval whether or not earlier ones are answered, and its latency counts from
 * when it was due. So a server that stalls is charged for everything that should have been sent meanwhile.
 */
final class LoadRun {
    private static final long HIGHEST_NS = 600_000_000_000L;
    /** Batches whose due times are kept: far more than a server grants. */
    private static final int KEPT = 1 << 16;

    /**
     * What came of it.
     *
     * @param latency nanoseconds from due to acknowledged, per batch
     */
    record Result(FeedTotals totals, long tookNs, Histogram latency, Histogram hiccups) {}

    private final long[] dueNs = new long[KEPT];
    private final Histogram latency = new Histogram(HIGHEST_NS, 3);
    private volatile long published;
    /** Batches at the beginning whose latency does not count: code that was not compiled yet. */
    private long warmUp;

    private long recorded;

    /**
     * Sends and waits for every answer.
     *
     * @param rate activities per second
     * @param warmUpSeconds sent before, at the same rate, without counting in the latency
     * @param perBatch activities per batch
     */
    Result run(FeedAddress at, String token, String feed, long rate, int warmUpSeconds, int seconds, int perBatch)
            throws FeedException {
        warmUp = rate * warmUpSeconds / perBatch;
        long batches = warmUp + Math.max(1, rate * seconds / perBatch);
        double intervalNs = 1e9 * perBatch / rate;
        int today = (int) LocalDate.now(ZoneOffset.UTC).toEpochDay();
        LoadFacts facts = new LoadFacts(feed, Long.toString(System.currentTimeMillis(), 36) + "-", today);
        UnsafeBuffer frame = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        try (FeedClient client = new FeedClient(at.address(), at.sockets(), token, feed, new Recorder(), 0);
                Hiccups hiccups = new Hiccups()) {
            long start = System.nanoTime();
            for (long k = 0; k < batches; k++) {
                int length = facts.frame(frame, perBatch);
                long due = start + (long) (k * intervalNs);
                waitUntil(due);
                dueNs[(int) (k + 1 & KEPT - 1)] = due;
                published = k + 1;
                client.send(frame, 0, length);
            }
            client.awaitAll();
            long took = System.nanoTime() - start;
            return new Result(client.totals(), took, latency, hiccups.stop());
        }
    }

    private static void waitUntil(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            if (left > TimeUnit.MICROSECONDS.toNanos(100)) {
                LockSupport.parkNanos(left - TimeUnit.MICROSECONDS.toNanos(60));
            } else {
                Thread.onSpinWait();
            }
            left = due - System.nanoTime();
        }
    }

    /** On the client's reading thread. */
    private final class Recorder implements FeedListener {
        @Override
        public void acknowledged(long number) {
            long now = System.nanoTime();
            long until = Math.min(number, published);
            while (recorded < until) {
                recorded++;
                if (recorded > warmUp) {
                    latency.recordValue(Math.min(HIGHEST_NS, Math.max(0, now - dueNs[(int) (recorded & KEPT - 1)])));
                }
            }
        }
    }
}
