package io.tidemark.journal.pipeline;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads that wait for their turn between two frames. Offered by any thread, run by the core's. */
final class ReadQueue implements CoreReads {
    private static final Logger LOG = LoggerFactory.getLogger(ReadQueue.class);

    private final ManyToManyConcurrentArrayQueue<Read> waiting;
    private final Runnable onOffered;
    private volatile boolean closed;

    ReadQueue(int capacity, Runnable onOffered) {
        waiting = new ManyToManyConcurrentArrayQueue<>(capacity);
        this.onOffered = onOffered;
    }

    @Override
    public boolean offer(Read read) {
        if (closed || !waiting.offer(read)) {
            return false;
        }
        if (closed) {
            halted();
        }
        onOffered.run();
        return true;
    }

    /** Runs up to {@code most} reads. Answers how many. */
    int run(ScoringCore core, int most) {
        int count = 0;
        Read read;
        while (count < most && (read = waiting.poll()) != null) {
            run(core, read);
            count++;
        }
        return count;
    }

    private static void run(ScoringCore core, Read read) {
        try {
            read.read(core);
        } catch (RuntimeException failed) {
            LOG.error("a read failed", failed);
            read.failed(failed);
        }
    }

    /** Tells every read that waits that it will not be run. Answers how many. */
    int halted() {
        int count = 0;
        Read read;
        while ((read = waiting.poll()) != null) {
            read.halted();
            count++;
        }
        return count;
    }

    /** Takes no more, for good. */
    void close() {
        closed = true;
        halted();
    }
}
