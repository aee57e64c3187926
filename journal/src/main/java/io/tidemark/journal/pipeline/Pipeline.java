package io.tidemark.journal.pipeline;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.host.HostStatus;
import io.tidemark.journal.Batch;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.flush.FlushAgent;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.snapshot.SnapshotSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wiring of a running core: ring, agents, threads. See the picture in docs/pipeline.md. The pipeline owns the core and the
 * journal from its start to the end of {@link #close}.
 */
public final class Pipeline implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    private static final long NAP_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final PipelineSettings settings;
    private final CurrentRun current;
    private final NextRun next;
    private final boolean withSnapshots;
    private final Stamping stamping;
    private final Halt halt = new Halt();
    private final Progress progress;
    private final FrameRing ring;
    private final ReadQueue reads;
    private final Pause pause;
    private final CoreAgent core;
    private final ScoringCore scoring;
    private final Snapshotter snapshots;
    private final List<AgentRunner> threads = new ArrayList<>();
    private final Doorbell atCore;
    private final Doorbell atAppend;
    private final Doorbell atFlush;
    private volatile boolean closed;

    private Pipeline(
            ScoringCore scoring,
            Stamping stamping,
            RunJournal journal,
            PipelineSettings settings,
            SnapshotSettings snapshotSettings,
            Runs runs)
            throws IOException {
        this.scoring = scoring;
        this.settings = settings;
        this.withSnapshots = !snapshotSettings.isNever();
        this.stamping = stamping;
        current = new CurrentRun(journal);
        long spinNs = TimeUnit.MICROSECONDS.toNanos(settings.spinMicros());
        atCore = new Doorbell(spinNs, NAP_NS);
        atAppend = settings.appendApart() ? new Doorbell(spinNs, NAP_NS) : atCore;
        atFlush = new Doorbell(0, NAP_NS);
        progress = new Progress(stamping.clock().sequence());
        ring = new FrameRing(settings.slots(), progress.appliedSequence(), atAppend::ring);
        reads = new ReadQueue(settings.reads(), atCore::ring);
        pause = new Pause(ring);
        next = new NextRun(current, runs, progress, stamping.time());
        snapshots = new Snapshotter(
                journal,
                settings,
                snapshotSettings,
                UnaryOperator.identity(),
                next,
                progress,
                halt,
                scoring.sequence(),
                stamping.time().time());
        core = new CoreAgent(scoring, ring, reads, progress, stamping.time(), halt, snapshots, atFlush::ring);
        Runnable onAppended = settings.policy() == SyncPolicy.GROUP ? atFlush::ring : atCore::ring;
        AppendAgent append =
                new AppendAgent(ring, progress, stamping, current, next, settings.policy(), halt, onAppended);
        FlushAgent flush = new FlushAgent(current, progress, settings.policy(), halt, atCore::ring);
        HelperAgent helper =
                new HelperAgent(current, journal.disk(), settings.minFreeBytes(), pause, halt, System::nanoTime);
        if (settings.appendApart()) {
            thread(append, atAppend);
            thread(core, atCore);
        } else {
            thread(new CompositeAgent(append, core), atCore);
        }
        thread(flush, atFlush);
        thread(helper, new Doorbell(0, NAP_NS));
        if (withSnapshots) {
            thread(snapshots, new Doorbell(0, NAP_NS));
        }
    }

    /** As below, without snapshots. */
    public static Pipeline start(ScoringCore core, Stamping stamping, RunJournal journal, PipelineSettings settings) {
        return start(core, stamping, journal, settings, SnapshotSettings.NEVER, Runs.ONE);
    }

    /**
     * Begins the run in its journal and starts the threads.
     *
     * @param core recovered; touched by nobody else from now on
     * @param stamping behind what was recovered
     * @param runs where the run that begins with a snapshot comes from
     */
    public static Pipeline start(
            ScoringCore core,
            Stamping stamping,
            RunJournal journal,
            PipelineSettings settings,
            SnapshotSettings snapshots,
            Runs runs) {
        beginRun(core.sequence(), stamping, journal);
        try {
            Pipeline pipeline = new Pipeline(core, stamping, journal, settings, snapshots, runs);
            pipeline.threads.forEach(AgentRunner::startOnThread);
            return pipeline;
        } catch (IOException failed) {
            throw new JournalException(journal.disk() + " cannot be watched", failed);
        }
    }

    /** Says that a run begins, and makes that durable. */
    static void beginRun(long lastSequence, Stamping stamping, RunJournal journal) {
        stamping.clock().advance(stamping.time().time());
        mark(Batch.Kind.OPENED, lastSequence, stamping, journal);
    }

    /** Says that a run ended in order, and makes that durable. */
    static void endRun(Stamping stamping, RunJournal journal) {
        // the mark says that all before it is safe: so it must be, before the mark can reach the device
        journal.journal().force();
        mark(Batch.Kind.CLOSED, stamping.clock().sequence(), stamping, journal);
    }

    private static void mark(Batch.Kind kind, long lastSequence, Stamping stamping, RunJournal journal) {
        Batch mark = new Batch(Batch.HEADER);
        journal.journal()
                .append(
                        mark.mark(kind, journal.run(), lastSequence),
                        stamping.clock().timestampMs());
        journal.journal().force();
    }

    private void thread(Agent agent, Doorbell bell) {
        threads.add(new AgentRunner(bell, this::failed, null, agent));
    }

    private void failed(Throwable failure) {
        halt.set(failure);
        atCore.ring();
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

    public HostStatus status() {
        return new Status();
    }

    /**
     * Takes no more frames, waits for those taken to be applied, ends the threads and the run. Whoever still waits then is
     * told that the service halted. Returns within the time set, and a little.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.closeMillis());
        ring.close();
        boolean drained = drain(deadlineNs);
        snapshots.end();
        threads.forEach(
                runner -> runner.close(1_000, thread -> LOG.warn("thread {} is slow to end", thread.getName())));
        reads.close();
        while (!ring.seal()) {
            core.answerHalted();
            Thread.onSpinWait();
        }
        boolean inOrder = drained && !halt.isSet();
        if (inOrder) {
            endRun(stamping, current.run());
        }
        if (inOrder && withSnapshots) {
            snapshots.last(scoring, () -> inTime(deadlineNs));
        }
        current.close();
        if (inOrder && withSnapshots) {
            next.end(() -> inTime(deadlineNs));
        }
        next.close();
    }

    private static void inTime(long deadlineNs) {
        if (System.nanoTime() - deadlineNs > 0) {
            throw new GivenUp("it takes longer than a stop may");
        }
    }

    /** Answers whether everything taken was applied. */
    private boolean drain(long deadline) {
        while (progress.applied() < ring.published()) {
            if (System.nanoTime() - deadline > 0) {
                LOG.warn("{} frames were not applied in time", ring.published() - progress.applied());
                return false;
            }
            atCore.ring();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }

    private final class Status implements HostStatus {
        @Override
        public State state() {
            if (closed) {
                return State.CLOSED;
            }
            if (halt.isSet()) {
                return State.HALTED;
            }
            return pause.isSet() ? State.PAUSED : State.RUNNING;
        }

        @Override
        public String reason() {
            return switch (state()) {
                case RUNNING -> "";
                case PAUSED -> pause.reason();
                case HALTED -> "the service halted: " + halt.cause().getMessage();
                case CLOSED -> "the service was closed";
            };
        }

        @Override
        public long published() {
            return ring.published() + 1;
        }

        @Override
        public long appended() {
            return progress.appended() + 1;
        }

        @Override
        public long durable() {
            return progress.durable() + 1;
        }

        @Override
        public long applied() {
            return progress.applied() + 1;
        }

        @Override
        public long sequence() {
            return core.sequence();
        }

        @Override
        public int capacity() {
            return ring.capacity();
        }
    }
}
