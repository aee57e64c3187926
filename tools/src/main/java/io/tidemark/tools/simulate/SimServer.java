package io.tidemark.tools.simulate;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.pipeline.PipelineSettings;
import io.tidemark.journal.pipeline.RunJournal;
import io.tidemark.journal.pipeline.Runs;
import io.tidemark.journal.pipeline.Stamping;
import io.tidemark.journal.pipeline.Stepped;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Journals;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.snapshot.SnapshotSettings;
import io.tidemark.journal.snapshot.Snapshots;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A process of the service, from its start to its end: the real parts, in the order in which the service starts them. */
final class SimServer {
    /** How every process of one simulation is set. */
    record Setup(
            Path data,
            EngineLimits limits,
            JournalSettings journal,
            PipelineSettings pipeline,
            SnapshotSettings snapshots,
            SimClock clock,
            Seams seams) {
        /** So often that most processes write some; in some histories none. */
        static SnapshotSettings drawSnapshots(SplittableRandom random) {
            return random.nextInt(5) == 0 ? SnapshotSettings.NEVER : new SnapshotSettings(5 + random.nextInt(120), 0);
        }

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
        Seams seams = setup.seams();
        Snapshots.Start begun = seams.begin(new Snapshots(setup.data()), () -> new ScoringCore(setup.limits()));
        promises.begun(begun);
        ScoringCore core = begun.core();
        Recovery recovery = new Recovery(core, sequence -> {});
        Recovery.Report report = seams.replay(recovery, folder.runs());
        seams.endRuns(recovery);
        promises.recovered(core, report.skipped());
        long nowMs = Math.max(report.timestampMs(), setup.clock().time());
        Runs runs = new Watched(new Journals(folder, setup.journal()), promises, seams);
        Stepped stepped = Stepped.start(
                core,
                Stamping.behind(core.sequence(), nowMs, setup.clock()),
                runs.next(nowMs),
                setup.pipeline(),
                setup.snapshots(),
                setup.clock(),
                new Stepped.Parts(
                        runs,
                        seams::image,
                        (journal, progress, halt) -> seams.flush(journal, progress, setup.policy(), halt)));
        return new SimServer(folder, core, stepped, seams.frames(stepped.frames()));
    }

    /** Real runs; whatever is appended is seen. */
    private record Watched(Runs real, Promises promises, Seams seams) implements Runs {
        @Override
        public RunJournal next(long timestampMs) {
            RunJournal next = real.next(timestampMs);
            return new RunJournal(promises.watch(seams.journal(next.journal())), next.run(), next.disk());
        }

        @Override
        public void seal(int run, Runnable check) {
            real.seal(run, check);
            promises.sealed(run);
        }
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
