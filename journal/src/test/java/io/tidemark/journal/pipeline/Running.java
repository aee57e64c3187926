package io.tidemark.journal.pipeline;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink.Applied;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.journal.Journal;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.Shop;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Journals;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.snapshot.SnapshotSettings;
import io.tidemark.journal.snapshot.Snapshots;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/** A pipeline on a data folder, as the service wires it, with a clock that the test moves. */
public final class Running implements AutoCloseable {
    static final long NOW = Shop.TODAY * 86_400_000L;
    static final JournalSettings SMALL = new JournalSettings(JournalSettings.Store.CHRONICLE, 512 * 1024, 0);
    static final PipelineSettings SETTINGS =
            new PipelineSettings(io.tidemark.journal.flush.SyncPolicy.GROUP, 64, 64, false, 20, 1 << 20, 20_000);

    static final EngineLimits LIMITS = new EngineLimits(512, 1_000_000, 1_000_000, 100);

    final Snapshots.Start start;
    final DataFolder folder;
    final Pipeline pipeline;
    final Recovery.Report report;
    final long recoveredHash;
    private final AtomicLong nowMs = new AtomicLong(NOW);

    public Running(Path data, JournalSettings journal, PipelineSettings settings) {
        this(data, journal, settings, real -> real);
    }

    Running(Path data, JournalSettings journal, PipelineSettings settings, SnapshotSettings snapshots) {
        this(data, journal, settings, snapshots, real -> real);
    }

    /** @param around stands between the pipeline and the real journal */
    Running(Path data, JournalSettings journal, PipelineSettings settings, UnaryOperator<Journal> around) {
        this(data, journal, settings, SnapshotSettings.NEVER, real -> new Around(real, around));
    }

    /** @param source stands between the pipeline and where its runs come from */
    Running(
            Path data,
            JournalSettings journal,
            PipelineSettings settings,
            SnapshotSettings snapshots,
            UnaryOperator<Runs> source) {
        folder = DataFolder.open(data);
        start = new Snapshots(data).start(() -> new ScoringCore(LIMITS));
        ScoringCore core = start.core();
        Recovery recovery = new Recovery(core, sequence -> {}).readingAhead();
        report = recovery.replay(folder.runs());
        recovery.endRuns();
        recoveredHash = core.stateHash();
        nowMs.set(Math.max(NOW, report.timestampMs()));
        Runs runs = source.apply(new Journals(folder, journal));
        pipeline = Pipeline.start(
                core,
                Stamping.behind(core.sequence(), nowMs.get(), nowMs::get),
                runs.next(nowMs.get()),
                settings,
                snapshots,
                runs);
    }

    /** Real runs with somebody in front of each journal. */
    private record Around(Runs real, UnaryOperator<Journal> around) implements Runs {
        @Override
        public RunJournal next(long timestampMs) {
            RunJournal next = real.next(timestampMs);
            return new RunJournal(around.apply(next.journal()), next.run(), next.disk());
        }

        @Override
        public void seal(int run, Runnable check) {
            real.seal(run, check);
        }
    }

    /** Sends a frame and waits for its answer, with patience while the ring is full. */
    void send(byte[] frame) throws Exception {
        Answer answer = new Answer();
        while (!offer(frame, answer)) {
            Thread.sleep(1);
        }
        answer.await();
    }

    boolean offer(byte[] frame, Applied answer) {
        return pipeline.frames().offer(new UnsafeBuffer(frame), 0, frame.length, answer);
    }

    void now(long ms) {
        nowMs.set(ms);
    }

    /** A value of the core, read on its thread. */
    <T> T read(Function<ScoringCore, T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        CoreReads.Read read = new CoreReads.Read() {
            @Override
            public void read(ScoringCore core) {
                answer.complete(question.apply(core));
            }

            @Override
            public void halted() {
                answer.completeExceptionally(new IllegalStateException("halted"));
            }
        };
        // the queue may be full for a moment
        while (!pipeline.reads().offer(read)) {
            Thread.sleep(1);
        }
        return answer.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        pipeline.close();
        folder.close();
    }

    /** What became of one frame. */
    static final class Answer implements Applied {
        final AtomicInteger calls = new AtomicInteger();
        final CountDownLatch done = new CountDownLatch(1);
        volatile boolean halted;
        volatile long sequence;
        volatile int accepted;
        volatile String refusal;

        @Override
        public void applied(Outcome outcome) {
            sequence = outcome.sequence();
            for (int k = 0; k < outcome.count(); k++) {
                accepted += outcome.verdict(k) == io.tidemark.engine.outcome.Verdict.ACCEPTED ? 1 : 0;
            }
            end();
        }

        @Override
        public void halted() {
            halted = true;
            end();
        }

        @Override
        public void refused(String why) {
            refusal = why;
            end();
        }

        private void end() {
            calls.incrementAndGet();
            done.countDown();
        }

        Answer await() throws InterruptedException {
            if (!done.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no answer");
            }
            return this;
        }
    }
}
