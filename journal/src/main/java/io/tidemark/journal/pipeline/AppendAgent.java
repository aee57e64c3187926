package io.tidemark.journal.pipeline;

import io.tidemark.engine.FrameClock;
import io.tidemark.journal.Batch;
import io.tidemark.journal.flush.SyncPolicy;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;

/** Stamps the frames that wait and appends them as one record; goes on in another run where one is ready. */
final class AppendAgent implements Agent {
    private final FrameRing ring;
    private final Progress progress;
    private final FrameClock clock;
    private final EpochClock time;
    private final CurrentRun journal;
    private final NextRun nextRun;
    private final Batch batch;
    private final SyncPolicy policy;
    private final Halt halt;
    private final Runnable onAppended;
    private long next;

    AppendAgent(
            FrameRing ring,
            Progress progress,
            Stamping stamping,
            CurrentRun journal,
            NextRun nextRun,
            SyncPolicy policy,
            Halt halt,
            Runnable onAppended) {
        this.ring = ring;
        this.progress = progress;
        this.clock = stamping.clock();
        this.time = stamping.time();
        this.journal = journal;
        this.nextRun = nextRun;
        this.batch = new Batch(journal.maxRecord());
        this.policy = policy;
        this.halt = halt;
        this.onAppended = onAppended;
    }

    @Override
    public int doWork() {
        if (halt.isSet()) {
            return 0;
        }
        if (nextRun.isReady()) {
            return nextRun.moveOn(clock.sequence(), clock.timestampMs()) ? 1 : 0;
        }
        return ring.isPublished(next) ? append() : 0;
    }

    private int append() {
        clock.advance(time.time());
        batch.clear();
        long from = next;
        while (ring.isPublished(next) && (batch.isEmpty() || policy != SyncPolicy.ALWAYS)) {
            FrameSlot slot = ring.get(next);
            if (!batch.hasRoomFor(slot.length)) {
                break;
            }
            stamp(slot);
            next++;
        }
        journal.append(batch.frames(journal.run().run(), progress.forcedSequence()), clock.timestampMs());
        progress.appended(next - 1, clock.sequence());
        if (policy == SyncPolicy.ALWAYS) {
            journal.force();
            progress.forced(clock.sequence());
        }
        if (policy != SyncPolicy.GROUP) {
            progress.durable(next - 1);
        }
        onAppended.run();
        return (int) (next - from);
    }

    private void stamp(FrameSlot slot) {
        long first = clock.stamp(slot.frame, 0);
        batch.add(slot.frame, 0, slot.length, first, clock.sequence());
    }

    @Override
    public String roleName() {
        return "append";
    }
}
