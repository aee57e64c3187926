package io.tidemark.gateway.intake;

import io.netty.util.concurrent.FastThreadLocal;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Responder;
import io.tidemark.gateway.ingest.ActivityEncoder;
import io.tidemark.gateway.ingest.Fault;
import io.tidemark.gateway.ingest.PlainLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.collections.LongHashSet;

/**
 * The activities of one request on their way into the core. A few frames may be on their way at once; beyond that, and where
 * the pipeline has no room, it is {@link #isFull}, and the sender has to wait. Event loop only.
 */
final class ActivitySubmission {
    private static final int MOST_ON_THE_WAY = 16;
    private static final long RETRY_MS = 2;
    /** Large, so a thread has one, which is lent for the length of {@link #all}. */
    private static final FastThreadLocal<ActivityEncoder> ENCODER = new FastThreadLocal<>() {
        @Override
        protected ActivityEncoder initialValue() {
            return new ActivityEncoder();
        }
    };

    private final FrameSink sink;
    private final Responder responder;
    private final ActivityResults results;
    private final byte[] feed;
    private final long roomMs;
    private final Runnable onRoom;

    private final ActivityEncoder encoder = ENCODER.get();
    /** Places in the request of what is in the encoder. */
    private final long[] places = new long[EngineLimits.MAX_COMMANDS];
    /** Frames for which the pipeline has no room yet. */
    private final Deque<Sent> blocked = new ArrayDeque<>();

    private long blockedSinceNs;
    private int onTheWay;
    private boolean ended;
    private Runnable whenDone = () -> {};
    /** Filled on the core's thread. */
    private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param feed what the source of lines is that name none
     * @param onRoom told when it is no longer full
     */
    ActivitySubmission(
            FrameSink sink, Responder responder, ActivityResults results, String feed, long roomMs, Runnable onRoom) {
        this.sink = sink;
        this.responder = responder;
        this.results = results;
        this.feed = ActivityEncoder.led(feed);
        this.roomMs = roomMs;
        this.onRoom = onRoom;
    }

    /**
     * Within {@link #all}.
     *
     * @param place the activity's in the request
     */
    void add(Activity activity, long place) {
        if (!encoder.hasRoomFor(activity)) {
            flush();
        }
        encoder.add(activity);
        added(place);
    }

    /**
     * Within {@link #all}.
     *
     * @param place the activity's in the request
     */
    void add(PlainLine line, long place) {
        if (!encoder.hasRoomFor(line, feed)) {
            flush();
        }
        encoder.add(line, feed);
        added(place);
    }

    private void added(long place) {
        places[encoder.count() - 1] = place;
        if (encoder.count() == places.length) {
            flush();
        }
    }

    void refused(long index, String source, String activity, List<Fault> faults) {
        results.refused(index, source, activity, faults);
    }

    /** Whether no more should be added now. */
    boolean isFull() {
        return !blocked.isEmpty() || onTheWay >= MOST_ON_THE_WAY;
    }

    /** Runs something that adds, and sends what it added: of what is half added where it fails nothing stays behind. */
    void all(Runnable adding) {
        encoder.clear();
        adding.run();
        flush();
    }

    /** Nothing more comes; {@code done} runs when all is applied. */
    void end(Runnable done) {
        ended = true;
        whenDone = done;
        finishIfDone();
    }

    private void flush() {
        int count = encoder.count();
        if (count == 0) {
            return;
        }
        Sent frame = new Sent(new ActivityFrame(encoder.frame(), Arrays.copyOf(places, count)));
        onTheWay++;
        if (!blocked.isEmpty()) {
            blocked.add(frame);
        } else if (!offer(frame)) {
            blocked.add(frame);
            blockedSinceNs = System.nanoTime();
            responder.executeIn(RETRY_MS, this::retry);
        }
    }

    private boolean offer(Sent sent) {
        return sink.offer(sent.frame.bytes(), 0, sent.frame.length(), sent);
    }

    private void retry() {
        if (responder.isDone()) {
            blocked.clear();
            return;
        }
        boolean some = false;
        while (!blocked.isEmpty() && offer(blocked.peek())) {
            blocked.remove();
            some = true;
        }
        if (blocked.isEmpty()) {
            room();
            return;
        }
        if (some) {
            blockedSinceNs = System.nanoTime();
        } else if ((System.nanoTime() - blockedSinceNs) / 1_000_000 >= roomMs) {
            blocked.clear();
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
        if (ended && onTheWay == 0 && !responder.isDone()) {
            whenDone.run();
        }
    }

    /** What the core said of a frame; made on its thread. */
    private record Answered(
            Sent sent, Verdict[] verdicts, List<List<ActivityResults.SetAside>> aside, long lastSequence) {}

    /** A frame on its way. */
    private final class Sent implements FrameSink.Applied {
        private final ActivityFrame frame;

        Sent(ActivityFrame frame) {
            this.frame = frame;
        }

        /** On the core's thread: copies what the outcome says. */
        @Override
        public void applied(Outcome outcome) {
            Verdict[] verdicts = new Verdict[outcome.count()];
            for (int k = 0; k < verdicts.length; k++) {
                verdicts[k] = outcome.verdict(k);
            }
            long last = outcome.sequence() + outcome.count() - 1;
            answered.add(new Answered(this, verdicts, setAside(outcome, verdicts.length), last));
        }

        @Override
        public void tell() {
            if (!told.getAndSet(true)) {
                responder.execute(ActivitySubmission.this::arrived);
            }
        }

        @Override
        public void halted() {
            responder.fail(HttpProblem.unavailable(
                    "the service has halted — what was sent may count; sending it again is safe"));
        }
    }

    private void arrived() {
        told.set(false);
        Answered next;
        while ((next = answered.poll()) != null) {
            arrived(next);
        }
        room();
        finishIfDone();
    }

    private void arrived(Answered answer) {
        ActivityFrame frame = answer.sent().frame;
        for (int k = 0; k < answer.verdicts().length; k++) {
            results.applied(
                    frame,
                    k,
                    answer.verdicts()[k],
                    answer.aside().isEmpty() ? List.of() : answer.aside().get(k));
        }
        results.sequence(answer.lastSequence());
        onTheWay--;
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
