package io.tidemark.gateway.intake;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.command.Halted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Activities of a file on their way into the core, in order, a few frames at once; waits where there is no room. Of one
 * thread, which may block and to which verdicts are told.
 *
 * @param <T> what the caller keeps beside an activity
 */
final class Feeder<T> {
    private static final int FRAMES = 16;
    private static final long PAUSE_NS = 200_000;

    /** Told what became of each activity, in order. */
    interface Verdicts<T> {
        void verdict(T kept, Verdict verdict, List<ActivityResults.SetAside> setAside);
    }

    private record Answer(Verdict[] verdicts, List<List<ActivityResults.SetAside>> setAside, long last) {}

    private final FrameSink sink;
    private final Verdicts<T> verdicts;
    private final ActivityFrameWriter writer = new ActivityFrameWriter();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
    private final Semaphore room = new Semaphore(FRAMES);
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Queue<List<T>> onTheWay = new ArrayDeque<>();
    private List<T> batch = new ArrayList<>();
    private volatile boolean halted;
    private long sequence;

    Feeder(FrameSink sink, Verdicts<T> verdicts) {
        this.sink = sink;
        this.verdicts = verdicts;
    }

    /** What is added from now on are lines of a report of this key; before the first. */
    void report(long key) {
        writer.report(key);
    }

    void add(Activity activity, T kept) throws InterruptedException {
        if (writer.count() == EngineLimits.MAX_COMMANDS || !writer.hasRoomFor(activity)) {
            flush();
        }
        writer.add(activity);
        batch.add(kept);
    }

    private void flush() throws InterruptedException {
        if (writer.count() == 0) {
            return;
        }
        int length = writer.encode(buffer, 0);
        onTheWay.add(batch);
        batch = new ArrayList<>();
        room.acquire();
        while (!sink.offer(buffer, 0, length, new Sent())) {
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
            List<T> kept = onTheWay.remove();
            for (int k = 0; k < answer.verdicts.length; k++) {
                verdicts.verdict(
                        kept.get(k),
                        answer.verdicts[k],
                        answer.setAside.isEmpty() ? List.of() : answer.setAside.get(k));
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
