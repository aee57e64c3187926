package io.tidemark.tools.simulate;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.snapshot.CoreImage;
import io.tidemark.gateway.feed.FeedWindow;
import io.tidemark.journal.Journal;
import io.tidemark.journal.flush.FlushAgent;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.pipeline.Halt;
import io.tidemark.journal.pipeline.Progress;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.recovery.Run;
import io.tidemark.journal.snapshot.Snapshots;
import io.tidemark.tools.simulate.disk.SimDisk;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.concurrent.Agent;

/** Where something else can be put in the place of a part: a mistake, to see whether it is found. By default the part itself. */
public interface Seams {
    /** Nothing else anywhere. */
    Seams NONE = new Seams() {};

    default void disk(SimDisk disk) {}

    default SyncPolicy policy(SyncPolicy drawn) {
        return drawn;
    }

    default Journal journal(Journal real) {
        return real;
    }

    default FrameSink frames(FrameSink real) {
        return real;
    }

    /** Makes durable what was appended. */
    default Agent flush(Journal journal, Progress progress, SyncPolicy policy, Halt halt) {
        return new FlushAgent(journal, progress, policy, halt, () -> {});
    }

    /** What is written of an image. */
    default CoreImage image(CoreImage real) {
        return real;
    }

    /** The newest snapshot that is whole. */
    default Snapshots.Start begin(Snapshots snapshots, Supplier<ScoringCore> fresh) {
        return snapshots.start(fresh);
    }

    default Recovery.Report replay(Recovery recovery, List<Run> runs) {
        return recovery.replay(runs);
    }

    /** Ends the runs that were read, before anything of them is told to anybody. */
    default void endRuns(Recovery recovery) {
        recovery.endRuns();
    }

    /** Before a client begins a new connection. */
    default void resume(FeedWindow window) {}
}
