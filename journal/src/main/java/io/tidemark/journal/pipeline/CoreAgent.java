package io.tidemark.journal.pipeline;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.FrameSink.Applied;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.journal.FrameApplier;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the core: applies what is durable, answers who sent it, runs reads between frames, and sends ticks into the ring while
 * work is pending and nobody sends, or when a day begins. After a halt it tells everybody who still waits.
 */
final class CoreAgent implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(CoreAgent.class);
    private static final int READS_BETWEEN_FRAMES = 64;
    /** Frames per turn, so that an appender on the same thread gets its turn too. */
    private static final int FRAMES_PER_TURN = 8;

    private static final long MS_PER_DAY = 86_400_000L;

    private final ScoringCore core;
    private final FrameApplier applier;
    private final FrameRing ring;
    private final ReadQueue reads;
    private final Progress progress;
    private final EpochClock time;
    private final Halt halt;
    private final Snapshotter snapshots;
    private final Runnable onHungry;
    private final UnsafeBuffer tick = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
    private final CommandFrames ticks = new CommandFrames(tick, this::offerTick);
    private final Applied onTick = new TickApplied();
    /** Whose frames this turn applied, to be told at its end. */
    private final Applied[] untold = new Applied[FRAMES_PER_TURN];

    private int untoldCount;
    private boolean tickUnderWay;
    private long next;
    private volatile long sequence;

    /**
     * @param snapshots may take one between two turns; null for none
     * @param onHungry wakes who makes durable what the core will soon need
     */
    CoreAgent(
            ScoringCore core,
            FrameRing ring,
            ReadQueue reads,
            Progress progress,
            EpochClock time,
            Halt halt,
            Snapshotter snapshots,
            Runnable onHungry) {
        this.snapshots = snapshots;
        this.onHungry = onHungry;
        this.core = core;
        this.applier = new FrameApplier(core);
        this.ring = ring;
        this.reads = reads;
        this.progress = progress;
        this.time = time;
        this.halt = halt;
        this.sequence = core.sequence();
    }

    /** Sequence of the last command applied; any thread. */
    long sequence() {
        return sequence;
    }

    @Override
    public int doWork() {
        if (halt.isSet()) {
            return answerHalted();
        }
        int work = reads.run(core, READS_BETWEEN_FRAMES);
        long until = Math.min(progress.durable(), next + FRAMES_PER_TURN - 1);
        while (next <= until) {
            apply(ring.get(next));
            progress.applied(next++);
            work += 1 + reads.run(core, READS_BETWEEN_FRAMES);
        }
        tell();
        if (snapshots != null) {
            snapshots.look(core, time.time());
        }
        if (progress.wantsForce()) {
            onHungry.run();
        }
        return work > 0 ? work : tickIfDue();
    }

    private void apply(FrameSlot slot) {
        String refusal = applier.apply(slot.frame, 0, slot.length);
        sequence = core.sequence();
        Applied applied = slot.applied;
        slot.applied = null;
        try {
            if (refusal == null) {
                untold[untoldCount++] = applied;
                applied.applied(core.outcome());
            } else {
                LOG.error("sequence {}: a frame was not taken: {}", sequence, refusal);
                applied.refused(refusal);
            }
        } catch (RuntimeException failed) {
            LOG.error("who sent a frame failed at its answer", failed);
        }
    }

    private void tell() {
        for (int k = 0; k < untoldCount; k++) {
            try {
                untold[k].tell();
            } catch (RuntimeException failed) {
                LOG.error("who sent a frame failed at its answer", failed);
            }
            untold[k] = null;
        }
        untoldCount = 0;
    }

    private int tickIfDue() {
        long now = time.time();
        boolean due = !core.isSettled()
                || core.sequence() > 0 && Math.floorDiv(now, MS_PER_DAY) > core.facts().today
                || now >= core.dueMs();
        if (due && !tickUnderWay && ring.published() < next && ring.accepting()) {
            ticks.tick();
        }
        return 0;
    }

    private void offerTick(int length) {
        tickUnderWay = ring.offer(tick, 0, length, onTick);
    }

    private final class TickApplied implements Applied {
        @Override
        public void applied(Outcome outcome) {
            tickUnderWay = false;
        }

        @Override
        public void halted() {
            tickUnderWay = false;
        }
    }

    /** Tells everybody who waits that the service halted. Answers how many. */
    int answerHalted() {
        tell();
        int count = reads.halted();
        while (ring.isPublished(next)) {
            FrameSlot slot = ring.get(next);
            Applied applied = slot.applied;
            slot.applied = null;
            if (applied != null) {
                tellHalted(applied);
            }
            progress.applied(next++);
            count++;
        }
        return count;
    }

    private static void tellHalted(Applied applied) {
        try {
            applied.halted();
        } catch (RuntimeException failed) {
            LOG.error("who sent a frame failed at its answer", failed);
        }
    }

    @Override
    public String roleName() {
        return "core";
    }
}
