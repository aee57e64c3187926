package io.tidemark.gateway.intake;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.ingest.Fault;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The activities of one request on their way into the core. A few frames may be on their way at once; beyond that, and where
 * the pipeline has no room, it is {@link #isFull}, and the sender has to wait. Event loop only.
 */
final class ActivitySubmission {
    private static final int MOST_ON_THE_WAY = 8;
    private static final long RETRY_MS = 2;

    /** @param index the activity's place in the request */
    record Numbered(Activity activity, long index) {}

    private final FrameSink sink;
    private final Responder responder;
    private final ActivityResults results;
    private final long roomMs;
    private final Runnable onRoom;

    private final List<Numbered> waiting = new ArrayList<>();
    private UnsafeBuffer blocked;
    private Sent blockedFrame;
    private long blockedSinceNs;
    private int onTheWay;
    private boolean ended;
    private Runnable whenDone = () -> {};

    /** @param onRoom told when it is no longer full */
    ActivitySubmission(FrameSink sink, Responder responder, ActivityResults results, long roomMs, Runnable onRoom) {
        this.sink = sink;
        this.responder = responder;
        this.results = results;
        this.roomMs = roomMs;
        this.onRoom = onRoom;
    }

    /** @param index the activity's place in the request */
    void add(Activity activity, long index) {
        waiting.add(new Numbered(activity, index));
        if (waiting.size() == EngineLimits.MAX_COMMANDS) {
            flush();
        }
    }

    void refused(long index, String source, String activity, List<Fault> faults) {
        results.refused(index, source, activity, faults);
    }

    /** Whether no more should be added now. */
    boolean isFull() {
        return blocked != null || onTheWay >= MOST_ON_THE_WAY;
    }

    /** Nothing more comes; {@code done} runs when all is applied. */
    void end(Runnable done) {
        ended = true;
        whenDone = done;
        flush();
        finishIfDone();
    }

    private void flush() {
        while (blocked == null && !waiting.isEmpty()) {
            FrameEncoder encoder = FrameEncoder.mine();
            int count = encoder.encode(waiting);
            int length = encoder.finish();
            Sent frame = take(count);
            onTheWay++;
            if (!sink.offer(encoder.buffer(), 0, length, frame)) {
                block(encoder.buffer(), length, frame);
            }
        }
    }

    private Sent take(int count) {
        Sent taken = new Sent(new ArrayList<>(waiting.subList(0, count)));
        waiting.subList(0, count).clear();
        return taken;
    }

    private void block(UnsafeBuffer buffer, int length, Sent frame) {
        byte[] copy = new byte[length];
        buffer.getBytes(0, copy);
        blocked = new UnsafeBuffer(copy);
        blockedFrame = frame;
        blockedSinceNs = System.nanoTime();
        responder.executeIn(RETRY_MS, this::retry);
    }

    private void retry() {
        if (responder.isDone()) {
            blocked = null;
            return;
        }
        if (sink.offer(blocked, 0, blocked.capacity(), blockedFrame)) {
            blocked = null;
            flush();
            room();
            return;
        }
        if ((System.nanoTime() - blockedSinceNs) / 1_000_000 >= roomMs) {
            blocked = null;
            responder.fail(
                    HttpProblem.noRoom(
                            "the pipeline is full: " + results.received()
                                    + " activities were taken, the rest was not — send it all again in a second, nothing counts twice"));
            return;
        }
        responder.executeIn(RETRY_MS, this::retry);
    }

    private void room() {
        if (!isFull() && !ended) {
            onRoom.run();
        }
    }

    private void finishIfDone() {
        if (ended && onTheWay == 0 && waiting.isEmpty() && blocked == null && !responder.isDone()) {
            whenDone.run();
        }
    }

    /** A frame on its way: which activities it holds. */
    private final class Sent implements FrameSink.Applied {
        private final List<Numbered> activities;

        Sent(List<Numbered> activities) {
            this.activities = activities;
        }

        /** On the core's thread: copies what the outcome says. */
        @Override
        public void applied(Outcome outcome) {
            Verdict[] verdicts = new Verdict[outcome.count()];
            for (int k = 0; k < verdicts.length; k++) {
                verdicts[k] = outcome.verdict(k);
            }
            List<List<ActivityResults.SetAside>> aside = setAside(outcome, verdicts.length);
            long last = outcome.sequence() + outcome.count() - 1;
            responder.execute(() -> arrived(verdicts, aside, last));
        }

        private void arrived(Verdict[] verdicts, List<List<ActivityResults.SetAside>> aside, long last) {
            for (int k = 0; k < verdicts.length; k++) {
                Numbered numbered = activities.get(k);
                results.applied(
                        numbered.index(), numbered.activity(), verdicts[k], aside.isEmpty() ? List.of() : aside.get(k));
            }
            results.sequence(last);
            onTheWay--;
            room();
            finishIfDone();
        }

        @Override
        public void halted() {
            responder.fail(HttpProblem.unavailable(
                    "the service has halted — what was sent may count; sending it again is safe"));
        }
    }

    /** What a frame's outcome sets aside, by the command's place; empty where it is nothing. */
    static List<List<ActivityResults.SetAside>> setAside(Outcome outcome, int commands) {
        int count = outcome.setAsideCount();
        if (count == 0) {
            return List.of();
        }
        List<List<ActivityResults.SetAside>> byPlace = new ArrayList<>();
        for (int k = 0; k < commands; k++) {
            byPlace.add(new ArrayList<>(0));
        }
        // a program that is being published is rated twice, beside the one it replaces
        LongHashSet seen = new LongHashSet();
        for (int k = 0; k < count; k++) {
            int place = outcome.setAsideIndex(k);
            ActivityResults.SetAside one = new ActivityResults.SetAside(
                    outcome.setAsideProgram(k),
                    outcome.setAsideTrack(k),
                    outcome.setAsideReason(k).ordinal());
            if (seen.add((long) place << 32 | (long) one.program() << 16 | (long) one.track() << 8 | one.reason())) {
                byPlace.get(place).add(one);
            }
        }
        return byPlace;
    }
}
