package io.tidemark.journal.pipeline;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.snapshot.CoreImage;
import io.tidemark.journal.Journal;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.snapshot.SnapshotSettings;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * The agents of a {@link Pipeline} without its threads: whoever holds it does one duty cycle of one agent at a time, in any
 * order. For simulations; one thread.
 */
public final class Stepped {
    private static final Runnable NOBODY_SLEEPS = () -> {};

    private final CurrentRun current;
    private final NextRun next;
    private final Stamping stamping;
    private final Halt halt = new Halt();
    private final Progress progress;
    private final FrameRing ring;
    private final ReadQueue reads;
    private final Pause pause;
    private final ScoringCore scoring;
    private final AppendAgent append;
    private final CoreAgent core;
    private final Agent flush;
    private final HelperAgent helper;
    private final Snapshotter snapshots;
    private final boolean withSnapshots;

    /** How an agent that makes durable is put together. */
    public interface Flushing {
        Agent agent(Journal journal, Progress progress, Halt halt);
    }

    /**
     * What somebody may put in the place of a part.
     *
     * @param runs where the run that begins with a snapshot comes from
     * @param lens what is written of an image
     * @param flushing makes durable
     */
    public record Parts(Runs runs, UnaryOperator<CoreImage> lens, Flushing flushing) {}

    private Stepped(
            ScoringCore scoring,
            Stamping stamping,
            RunJournal journal,
            PipelineSettings settings,
            SnapshotSettings snapshotSettings,
            NanoClock clock,
            Parts parts)
            throws IOException {
        this.scoring = scoring;
        this.stamping = stamping;
        this.withSnapshots = !snapshotSettings.isNever();
        SyncPolicy policy = settings.policy();
        current = new CurrentRun(journal);
        progress = new Progress(stamping.clock().sequence());
        ring = new FrameRing(settings.slots(), progress.appliedSequence(), NOBODY_SLEEPS);
        reads = new ReadQueue(settings.reads(), NOBODY_SLEEPS);
        pause = new Pause(ring);
        next = new NextRun(current, parts.runs(), progress, stamping.time());
        snapshots = new Snapshotter(
                journal,
                settings,
                snapshotSettings,
                parts.lens(),
                next,
                progress,
                halt,
                scoring.sequence(),
                stamping.time().time());
        core = new CoreAgent(scoring, ring, reads, progress, stamping.time(), halt, snapshots, NOBODY_SLEEPS);
        append = new AppendAgent(ring, progress, stamping, current, next, policy, halt, NOBODY_SLEEPS);
        flush = parts.flushing().agent(current, progress, halt);
        helper = new HelperAgent(current, journal.disk(), settings.minFreeBytes(), pause, halt, clock);
    }

    /**
     * Begins the run in its journal.
     *
     * @param core recovered
     * @param stamping behind what was recovered
     * @param clock by which the helper paces its looks at the disk
     */
    public static Stepped start(
            ScoringCore core,
            Stamping stamping,
            RunJournal journal,
            PipelineSettings settings,
            SnapshotSettings snapshots,
            NanoClock clock,
            Parts parts) {
        Pipeline.beginRun(core.sequence(), stamping, journal);
        try {
            return new Stepped(core, stamping, journal, settings, snapshots, clock, parts);
        } catch (IOException failed) {
            throw new JournalException(journal.disk() + " cannot be watched", failed);
        }
    }

    public int append() {
        return step(append);
    }

    public int flush() {
        return step(flush);
    }

    public int core() {
        return step(core);
    }

    public int help() {
        return step(helper);
    }

    public int snapshot() {
        return step(snapshots);
    }

    /** As an agent's thread: what an agent throws stops the service. */
    private int step(Agent agent) {
        try {
            return agent.doWork();
        } catch (Exception failed) {
            halt.set(failed);
            return 0;
        }
    }

    public FrameSink frames() {
        return ring;
    }

    public CoreReads reads() {
        return reads;
    }

    public Halt halt() {
        return halt;
    }

    /** Why no frames are taken for the time being; empty where they are. */
    public String pausedBecause() {
        return pause.reason();
    }

    /** Whether everything taken was applied. */
    public boolean isDrained() {
        return progress.applied() == ring.published();
    }

    /** Takes no more frames, tells everybody who waits, and ends the run in order where everything taken was applied. */
    public void close() {
        ring.close();
        reads.close();
        boolean drained = isDrained();
        while (!ring.seal()) {
            core.answerHalted();
        }
        boolean inOrder = drained && !halt.isSet();
        if (inOrder) {
            Pipeline.endRun(stamping, current.run());
        }
        if (inOrder && withSnapshots) {
            snapshots.last(scoring, NOBODY_SLEEPS);
        }
        current.close();
        if (inOrder && withSnapshots) {
            next.end(NOBODY_SLEEPS);
        }
        next.close();
    }
}
