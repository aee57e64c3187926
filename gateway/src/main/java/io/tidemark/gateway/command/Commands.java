package io.tidemark.gateway.command;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Report;
import io.tidemark.engine.desk.DeskCollection;
import io.tidemark.engine.directory.CrossReferenceRow;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.directory.ReferenceRow;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Program;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends everything but activities. One thread of its own does it, so that the parts of a command follow each other and
 * waiting for room in a full pipeline holds up nobody else. Any thread may call; results come on the core's thread and
 * must be handed on quickly.
 */
public final class Commands implements AutoCloseable {
    private static final int MOST_WAITING = 10_000;
    private static final long PAUSE_NS = 500_000;

    private final FrameSink sink;
    private final ExecutorService thread;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
    private final CommandFrames frames = new CommandFrames(buffer, this::offer);
    private volatile boolean closed;

    /** Sender thread only: the command in work. */
    private Pending pending;

    public Commands(FrameSink sink) {
        this.sink = sink;
        this.thread =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread made = new Thread(task, "tidemark-commands");
                    made.setDaemon(true);
                    return made;
                });
    }

    public CompletableFuture<Done> put(DeskCollection collection, String id, String text) {
        return send(to -> to.put(collection, id, text));
    }

    public CompletableFuture<Done> remove(DeskCollection collection, String id) {
        return send(to -> to.remove(collection, id));
    }

    /** Publishes a program; the note is put at the desk right before. */
    public CompletableFuture<Done> publish(Program program, String noteId, String note) {
        return send(to -> {
            to.put(DeskCollection.PUBLISHES, noteId, note);
            to.publish(program);
        });
    }

    /** A report begins. */
    public CompletableFuture<Done> reportBegins(Report report) {
        return send(to -> to.reportBegins(report));
    }

    /** All lines of a report were applied. */
    public CompletableFuture<Done> reportIsWhole(Report report) {
        return send(to -> to.reportIsWhole(report));
    }

    public CompletableFuture<Done> participants(List<ParticipantRow> rows) {
        return send(to -> to.participants(rows));
    }

    public CompletableFuture<Done> products(List<ProductRow> rows) {
        return send(to -> to.products(rows));
    }

    public CompletableFuture<Done> crossReferences(List<CrossReferenceRow> rows) {
        return send(to -> to.crossReferences(rows));
    }

    /** Rows of one table. */
    public CompletableFuture<Done> rows(List<? extends ReferenceRow> rows) {
        return send(to -> to.rows(rows));
    }

    private CompletableFuture<Done> send(Consumer<CommandFrames> what) {
        CompletableFuture<Done> result = new CompletableFuture<>();
        try {
            thread.execute(() -> run(what, result));
        } catch (RejectedExecutionException full) {
            result.completeExceptionally(full);
        }
        return result;
    }

    private void run(Consumer<CommandFrames> what, CompletableFuture<Done> result) {
        Pending mine = new Pending(result);
        pending = mine;
        try {
            what.accept(frames);
            mine.sent();
        } catch (RuntimeException failed) {
            result.completeExceptionally(failed);
        }
    }

    private void offer(int length) {
        Pending mine = pending;
        mine.offered();
        while (!sink.offer(buffer, 0, length, mine)) {
            if (closed) {
                throw new Halted();
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdown();
    }

    /** Waits for the frames of one command. Frames are counted by both threads, so under its lock. */
    private static final class Pending implements FrameSink.Applied {
        private final CompletableFuture<Done> result;
        private Done done = Done.NOTHING;
        private int missing = 1;

        Pending(CompletableFuture<Done> result) {
            this.result = result;
        }

        synchronized void offered() {
            missing++;
        }

        void sent() {
            less();
        }

        @Override
        public void applied(Outcome outcome) {
            int refused = done.refused();
            Verdict worst = done.worst();
            for (int k = 0; k < outcome.count(); k++) {
                Verdict verdict = outcome.verdict(k);
                if (verdict.isRefusal()) {
                    refused++;
                    worst = verdict;
                }
            }
            synchronized (this) {
                long last = outcome.sequence() + outcome.count() - 1;
                done = new Done(last, done.commands() + outcome.count(), refused, worst);
            }
            less();
        }

        private void less() {
            Done all;
            synchronized (this) {
                if (--missing > 0) {
                    return;
                }
                all = done;
            }
            result.complete(all);
        }

        @Override
        public void halted() {
            result.completeExceptionally(new Halted());
        }

        @Override
        public void refused(String why) {
            result.completeExceptionally(new IllegalStateException(why));
        }
    }
}
