package io.tidemark.tools.service;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.host.HostStatus;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.pipeline.Pipeline;
import io.tidemark.journal.pipeline.Stamping;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Journals;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.snapshot.Snapshots;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;

/**
 * A running core with its journal: opens the data folder, brings back the newest snapshot, replays
 * what is behind it, starts the pipeline. What a gateway needs are
 * the three ports. Any thread; close it once.
 */
public final class Service implements AutoCloseable {
    private final DataFolder folder;
    private final Pipeline pipeline;
    private final Recovered recovered;

    /**
     * What the start brought back.
     *
     * @param start which snapshot it began with
     * @param report of what was replayed
     * @param stateHash of the core behind the last frame
     */
    public record Recovered(Start start, Recovery.Report report, long stateHash, long standingsHash) {}

    /**
     * What a start began with.
     *
     * @param snapshot null where there was none that could be used
     * @param skipped why newer ones were not used, a sentence each
     * @param sequence of the last command in it, 0 without one
     */
    public record Start(Path snapshot, List<String> skipped, long sequence) {}

    private Service(DataFolder folder, Pipeline pipeline, Recovered recovered) {
        this.folder = folder;
        this.pipeline = pipeline;
        this.recovered = recovered;
    }

    /**
     * Starts, which takes as long as the replay does.
     *
     * @param progress told the sequence reached while replaying
     * @throws JournalException where the folder cannot be used as it is; nothing is held then
     */
    public static Service open(ServiceSettings settings, LongConsumer progress) {
        DataFolder folder = DataFolder.open(settings.data());
        try {
            Snapshots.Start begun = new Snapshots(settings.data()).start(() -> new ScoringCore(settings.limits()));
            ScoringCore core = begun.core();
            Start start = new Start(begun.file(), begun.skipped(), core.sequence());
            Recovery recovery = new Recovery(core, progress).readingAhead();
            Recovery.Report report = recovery.replay(folder.runs());
            Recovered recovered = endAndHash(recovery, start, report, core);
            long nowMs = Math.max(report.timestampMs(), System.currentTimeMillis());
            Journals journals = new Journals(folder, settings.journal());
            Pipeline pipeline = Pipeline.start(
                    core,
                    Stamping.behind(core.sequence(), nowMs, System::currentTimeMillis),
                    journals.next(nowMs),
                    settings.pipeline(),
                    settings.snapshots(),
                    journals);
            return new Service(folder, pipeline, recovered);
        } catch (RuntimeException | Error failed) {
            folder.close();
            throw failed;
        }
    }

    /** Runs are ended on another thread, which waits for the device, while the state is hashed, which waits for nothing. */
    private static Recovered endAndHash(Recovery recovery, Start start, Recovery.Report report, ScoringCore core) {
        CompletableFuture<Void> ended = CompletableFuture.runAsync(recovery::endRuns);
        try {
            Recovered recovered = new Recovered(start, report, core.stateHash(), core.standingsHash());
            ended.join();
            return recovered;
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException wrong) {
                throw wrong;
            }
            throw failed;
        }
    }

    /** Where frames enter. */
    public FrameSink frames() {
        return pipeline.frames();
    }

    /** Where reads enter. */
    public CoreReads reads() {
        return pipeline.reads();
    }

    public HostStatus status() {
        return pipeline.status();
    }

    public Recovered recovered() {
        return recovered;
    }

    /** Completed with the cause where the service halts: the process should then say so and end. */
    public CompletableFuture<Throwable> halted() {
        return pipeline.halt().happened();
    }

    /** Applies what was taken, ends the run and gives the folder free, within the time set. */
    @Override
    public void close() {
        pipeline.close();
        folder.close();
    }
}
