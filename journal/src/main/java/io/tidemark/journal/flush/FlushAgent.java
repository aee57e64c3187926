package io.tidemark.journal.flush;

import io.tidemark.journal.Journal;
import io.tidemark.journal.pipeline.Halt;
import io.tidemark.journal.pipeline.Progress;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.Agent;

/**
 * Makes durable what was appended: reads how far that is, forces, publishes. Everything appended while a force runs goes with
 * the next; while the core still has enough to do, it waits, so that one force covers more. A force that throws is never repeated: after a failure the device may have dropped what it was asked to keep.
 */
public final class FlushAgent implements Agent {
    /** Between two forces where nobody waits for them. */
    private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private final Journal journal;
    private final Progress progress;
    private final SyncPolicy policy;
    private final Runnable onDurable;
    private final Halt halt;
    private long forcedNs = System.nanoTime();
    private long forced = -1;

    /** @param onDurable wakes who waits for durable frames */
    public FlushAgent(Journal journal, Progress progress, SyncPolicy policy, Halt halt, Runnable onDurable) {
        this.journal = journal;
        this.progress = progress;
        this.policy = policy;
        this.halt = halt;
        this.onDurable = onDurable;
    }

    @Override
    public int doWork() {
        if (halt.isSet() || policy == SyncPolicy.ALWAYS) {
            return 0;
        }
        return policy == SyncPolicy.GROUP ? group() : atIntervals();
    }

    private int group() {
        if (!progress.wantsForce()) {
            return 0;
        }
        long position = progress.appended();
        long sequence = progress.appendedSequence();
        journal.force();
        progress.forced(sequence);
        progress.durable(position);
        onDurable.run();
        return 1;
    }

    private int atIntervals() {
        long now = System.nanoTime();
        boolean due = now - forcedNs >= INTERVAL_NS || progress.isForceAsked();
        if (!due || progress.appended() == forced) {
            return 0;
        }
        forced = progress.appended();
        long sequence = progress.appendedSequence();
        journal.force();
        progress.forced(sequence);
        forcedNs = now;
        return 1;
    }

    @Override
    public String roleName() {
        return "flush";
    }
}
