package io.tidemark.journal.recovery;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.PastCores;
import io.tidemark.journal.snapshot.Snapshots;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Brings past states back beside a running core: from the newest snapshot that is not behind the moment, and what the journal
 * says from there on. One is kept while it is asked for again; it is let go when nobody asks for a while. Any thread.
 */
public final class History implements PastCores, AutoCloseable {
    private static final int WAITING = 8;
    private static final long KEPT_SECONDS = 60;

    private final Path data;
    private final Supplier<ScoringCore> fresh;
    private final ThreadPoolExecutor thread;
    /** What was brought back last, or null; on the thread alone. */
    private ScoringCore kept;

    private Moment keptAt;
    /** @param fresh makes a core without any state, under the limits of the one that runs */
    public History(Path data, Supplier<ScoringCore> fresh) {
        this.data = data;
        this.fresh = fresh;
        this.thread = new ThreadPoolExecutor(
                1, 1, KEPT_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), this::newThread);
        thread.allowCoreThreadTimeOut(true);
    }

    /** With the thread that nobody needs any more goes what it had brought back. */
    private Thread newThread(Runnable work) {
        Thread made = new Thread(
                () -> {
                    try {
                        work.run();
                    } finally {
                        letGo();
                    }
                },
                "past");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    }

    private void letGo() {
        kept = null;
        keptAt = null;
    }

    @Override
    public boolean offer(Moment moment, CoreReads.Read read) {
        return offer(read, () -> {
            if (!moment.equals(keptAt) || moment.equals(Moment.NOW)) {
                letGo();
                kept = at(moment);
                keptAt = moment;
            }
            return kept;
        });
    }

    @Override
    public boolean offerOwn(CoreReads.Read read) {
        return offer(read, () -> {
            letGo();
            return at(Moment.NOW);
        });
    }

    private boolean offer(CoreReads.Read read, Supplier<ScoringCore> state) {
        try {
            thread.execute(() -> {
                try {
                    read.read(state.get());
                } catch (RuntimeException failed) {
                    read.failed(failed);
                }
            });
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private ScoringCore at(Moment moment) {
        ScoringCore core = new Snapshots(data).startBy(moment.sequence(), moment.timestampMs(), fresh);
        new Onlooker(data)
                .replay(
                        core,
                        (last, timeMs) -> last <= moment.sequence() && timeMs <= moment.timestampMs(),
                        sequence -> {});
        return core;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
