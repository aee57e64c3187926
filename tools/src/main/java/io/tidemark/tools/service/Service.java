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
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * A running core with its journal: opens the data folder, replays what is in it, starts the pipeline. What a gateway needs are
 * the three ports. Any thread; close it once.
 */
public final class Service implements AutoCloseable {
    private final DataFolder folder;
    private final Pipeline pipeline;
    private final Recovered recovered;

    /**
     * What the start brought back.
     *
     * @param stateHash of the core behind the last frame
     */
    public record Recovered(Recovery.Report report, long stateHash, long standingsHash) {}

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
            ScoringCore core = new ScoringCore(settings.limits());
            Recovery recovery = new Recovery(core, progress);
            Recovery.Report report = recovery.replay(folder.runs());
            recovery.endRuns();
            Recovered recovered = new Recovered(report, core.stateHash(), core.standingsHash());
            long nowMs = Math.max(report.timestampMs(), System.currentTimeMillis());
            Pipeline pipeline = Pipeline.start(
                    core,
                    Stamping.behind(core.sequence(), nowMs, System::currentTimeMillis),
                    Journals.begin(folder, settings.journal(), nowMs),
                    settings.pipeline());
            return new Service(folder, pipeline, recovered);
        } catch (RuntimeException | Error failed) {
            folder.close();
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
