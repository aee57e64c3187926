package io.tidemark.tools.simulate;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.journal.Journal;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.pipeline.PipelineSettings;
import io.tidemark.journal.pipeline.RunJournal;
import io.tidemark.journal.pipeline.Stamping;
import io.tidemark.journal.pipeline.Stepped;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Journals;
import io.tidemark.journal.recovery.Recovery;
import java.nio.file.Path;

/** A process of the service, from its start to its end: the real parts, in the order in which the service starts them. */
final class SimServer {
    /** How every process of one simulation is set. */
    record Setup(
            Path data,
            EngineLimits limits,
            JournalSettings journal,
            PipelineSettings pipeline,
            SimClock clock,
            Seams seams) {
        SyncPolicy policy() {
            return pipeline.policy();
        }
    }

    private final DataFolder folder;
    private final ScoringCore core;
    private final Stepped stepped;
    private final FrameSink frames;

    private SimServer(DataFolder folder, ScoringCore core, Stepped stepped, FrameSink frames) {
        this.folder = folder;
        this.core = core;
        this.stepped = stepped;
        this.frames = frames;
    }

    static SimServer start(Setup setup, Promises promises) {
        DataFolder folder = DataFolder.open(setup.data());
        ScoringCore core = new ScoringCore(setup.limits());
        Recovery recovery = new Recovery(core, sequence -> {});
        Recovery.Report report = setup.seams().replay(recovery, folder.runs());
        setup.seams().endRuns(recovery);
        promises.recovered(core);
        long nowMs = Math.max(report.timestampMs(), setup.clock().time());
        RunJournal real = Journals.begin(folder, setup.journal(), nowMs);
        Journal journal = promises.watch(setup.seams().journal(real.journal()));
        Stepped stepped = Stepped.start(
                core,
                Stamping.behind(core.sequence(), nowMs, setup.clock()),
                new RunJournal(journal, real.run(), real.disk()),
                setup.pipeline(),
                setup.clock(),
                (progress, halt) -> setup.seams().flush(journal, progress, setup.policy(), halt));
        return new SimServer(folder, core, stepped, setup.seams().frames(stepped.frames()));
    }

    Stepped steps() {
        return stepped;
    }

    ScoringCore core() {
        return core;
    }

    FrameSink frames() {
        return frames;
    }

    CoreReads reads() {
        return stepped.reads();
    }

    /** Ends in order where everything taken was applied. */
    void close() {
        stepped.close();
        folder.close();
    }
}
