package io.tidemark.journal.pipeline;

import io.tidemark.engine.FrameClock;
import io.tidemark.journal.Batch;
import io.tidemark.journal.Journal;
import io.tidemark.journal.flush.SyncPolicy;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;

/** Stamps the frames that wait and appends them as one record. */
final class AppendAgent implements Agent {
    private final FrameRing ring;
    private final Progress progress;
    private final FrameClock clock;
    private final EpochClock time;
    private final Journal journal;
    private final Batch batch;
    private final int run;
    private final SyncPolicy policy;
    private final Halt halt;
    private final Runnable onAppended;
    private long next;

    AppendAgent(
            FrameRing ring,
            Progress progress,
            Stamping stamping,
            RunJournal journal,
            SyncPolicy policy,
            Halt halt,
            Runnable onAppended) {
        this.ring = ring;
        this.progress = progress;
        this.clock = stamping.clock();
        this.time = stamping.time();
        this.journal = journal.journal();
        this.run = journal.run();
        this.batch = new Batch(this.journal.maxRecord());
        this.policy = policy;
        this.halt = halt;
        this.onAppended = onAppended;
    }

    @Override
    public int doWork() {
        if (halt.isSet() || !ring.isPublished(next)) {
            return 0;
        }
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
        journal.append(batch.frames(run, progress.forcedSequence()), clock.timestampMs());
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
