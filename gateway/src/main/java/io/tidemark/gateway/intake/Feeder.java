package io.tidemark.gateway.intake;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.command.Halted;
import io.tidemark.gateway.ingest.MappedRow;
import io.tidemark.gateway.ingest.RowEncoder;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Rows of a file on their way into the core, in order, a few frames at once; waits where there is no room. Of one
 * thread, which may block and to which verdicts are told.
 */
final class Feeder {
    private static final int FRAMES = 16;
    private static final long PAUSE_NS = 200_000;

    /** Told what became of each row, in order. */
    interface Verdicts {
        void verdict(SentRows rows, int index, Verdict verdict, List<ActivityResults.SetAside> setAside);
    }

    private record Answer(Verdict[] verdicts, List<List<ActivityResults.SetAside>> setAside, long last) {}

    private final FrameSink sink;
    private final Verdicts verdicts;
    private final RowEncoder encoder = new RowEncoder();
    private final Semaphore room = new Semaphore(FRAMES);
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<SentRows> onTheWay = new ArrayDeque<>();
    private SentRows batch = new SentRows();
    private volatile boolean halted;
    private long sequence;

    Feeder(FrameSink sink, Verdicts verdicts) {
        this.sink = sink;
        this.verdicts = verdicts;
    }

    /** What is added from now on are lines of a report of this key; before the first. */
    void report(long key) {
        encoder.report(key);
    }

    /**
     * Adds a row.
     *
     * @param line, quantity, amount as they come to an {@link io.tidemark.gateway.ingest.ActivitySink}
     */
    void add(MappedRow row, long line, long quantity, long amount) throws InterruptedException {
        if (encoder.count() == EngineLimits.MAX_COMMANDS || !encoder.hasRoomFor(row)) {
            flush();
        }
        encoder.add(row);
        batch.add(line, quantity, amount);
    }

    /** Adds an activity that is no row of a file. */
    void add(Activity activity, long line) throws InterruptedException {
        if (encoder.count() == EngineLimits.MAX_COMMANDS || !encoder.hasRoomFor(activity)) {
            flush();
        }
        encoder.add(activity);
        batch.add(line, 0, 0);
    }

    private void flush() throws InterruptedException {
        if (encoder.count() == 0) {
            return;
        }
        SentRows full = batch;
        full.sent(encoder.frame());
        onTheWay.add(full);
        batch = new SentRows();
        room.acquire();
        while (!sink.offer(full.frame(), 0, full.frame().capacity(), new Sent())) {
            check();
            LockSupport.parkNanos(PAUSE_NS);
        }
        listen();
    }

    private void check() throws InterruptedException {
        if (halted) {
            throw new Halted();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void listen() throws InterruptedException {
        check();
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            SentRows rows = onTheWay.remove();
            for (int k = 0; k < answer.verdicts.length; k++) {
                verdicts.verdict(
                        rows, k, answer.verdicts[k], answer.setAside.isEmpty() ? List.of() : answer.setAside.get(k));
            }
            sequence = answer.last;
        }
    }

    /** Waits until everything added is applied and told. */
    void finish() throws InterruptedException {
        flush();
        room.acquire(FRAMES);
        room.release(FRAMES);
        listen();
    }

    /** Sequence of the last activity told. */
    long sequence() {
        return sequence;
    }

    private final class Sent implements FrameSink.Applied {
        @Override
        public void applied(Outcome outcome) {
            Verdict[] told = new Verdict[outcome.count()];
            for (int k = 0; k < told.length; k++) {
                told[k] = outcome.verdict(k);
            }
            long last = outcome.sequence() + outcome.count() - 1;
            answers.add(new Answer(told, ActivitySubmission.setAside(outcome, told.length), last));
            room.release();
        }

        @Override
        public void halted() {
            halted = true;
            room.release();
        }
    }
}
