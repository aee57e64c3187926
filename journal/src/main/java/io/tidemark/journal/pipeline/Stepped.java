package io.tidemark.journal.pipeline;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.flush.FlushAgent;
import io.tidemark.journal.flush.SyncPolicy;
import java.io.IOException;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.NanoClock;

/**
 * The agents of a {@link Pipeline} without its threads: whoever holds it does one duty cycle of one agent at a time, in any
 * order. For simulations; one thread.
 */
public final class Stepped {
    private static final Runnable NOBODY_SLEEPS = () -> {};

    private final RunJournal journal;
    private final Stamping stamping;
    private final Halt halt = new Halt();
    private final Progress progress;
    private final FrameRing ring;
    private final ReadQueue reads;
    private final Pause pause;
    private final AppendAgent append;
    private final CoreAgent core;
    private final Agent flush;
    private final HelperAgent helper;

    /** How an agent that makes durable is put together. */
    public interface Flushing {
        Agent agent(Progress progress, Halt halt);
    }

    private Stepped(
            ScoringCore scoring,
            Stamping stamping,
            RunJournal journal,
            PipelineSettings settings,
            NanoClock clock,
            Flushing flushing)
            throws IOException {
        this.journal = journal;
        this.stamping = stamping;
        SyncPolicy policy = settings.policy();
        progress = new Progress(stamping.clock().sequence());
        ring = new FrameRing(settings.slots(), progress.appliedSequence(), NOBODY_SLEEPS);
        reads = new ReadQueue(settings.reads(), NOBODY_SLEEPS);
        pause = new Pause(ring);
        core = new CoreAgent(scoring, ring, reads, progress, stamping.time(), halt, null, NOBODY_SLEEPS);
        append = new AppendAgent(ring, progress, stamping, journal, policy, halt, NOBODY_SLEEPS);
        flush = flushing.agent(progress, halt);
        helper = new HelperAgent(journal, settings.minFreeBytes(), pause, halt, clock);
    }

    /**
     * Begins the run in its journal.
     *
     * @param core recovered
     * @param stamping behind what was recovered
     * @param clock by which the helper paces its looks at the disk
     */
    public static Stepped start(
            ScoringCore core, Stamping stamping, RunJournal journal, PipelineSettings settings, NanoClock clock) {
        return start(
                core,
                stamping,
                journal,
                settings,
                clock,
                (progress, halt) ->
                        new FlushAgent(journal.journal(), progress, settings.policy(), halt, NOBODY_SLEEPS));
    }

    /** As above, with another agent that makes durable. */
    public static Stepped start(
            ScoringCore core,
            Stamping stamping,
            RunJournal journal,
            PipelineSettings settings,
            NanoClock clock,
            Flushing flushing) {
        Pipeline.beginRun(core.sequence(), stamping, journal);
        try {
            return new Stepped(core, stamping, journal, settings, clock, flushing);
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
        if (drained && !halt.isSet()) {
            Pipeline.endRun(stamping, journal);
        }
        journal.journal().close();
    }
}
