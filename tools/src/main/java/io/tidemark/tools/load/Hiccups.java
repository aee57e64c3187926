package io.tidemark.tools.load;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How late a thread with nothing to do wakes up on this machine, measured beside the load: what of a long tail is the
 * machine's. A daemon thread of its own.
 */
final class Hiccups implements AutoCloseable {
    private static final long NAP_NS = 1_000_000;
    private static final long HIGHEST_NS = 60_000_000_000L;

    private final Histogram late = new Histogram(HIGHEST_NS, 3);
    private final Thread thread = new Thread(this::run, "hiccups");
    private volatile boolean over;

    Hiccups() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!over) {
            long before = System.nanoTime();
            LockSupport.parkNanos(NAP_NS);
            late.recordValueWithExpectedInterval(
                    Math.min(HIGHEST_NS, Math.max(0, System.nanoTime() - before - NAP_NS)), NAP_NS);
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends the measuring and answers the nanoseconds beyond the millisecond that was asked for. */
    Histogram stop() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return late;
    }
}
