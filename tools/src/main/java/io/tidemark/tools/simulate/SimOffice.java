package io.tidemark.tools.simulate;

import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Publishes programs and keeps reference data: one frame at a time, again until it is said to be applied. */
final class SimOffice implements FrameSink.Applied {
    private final List<byte[]> frames;
    private final Promises promises;
    private int next;
    private boolean waiting;

    SimOffice(List<byte[]> frames, Promises promises) {
        this.frames = frames;
        this.promises = promises;
    }

    boolean isDone() {
        return next == frames.size();
    }

    void act(FrameSink sink) {
        if (!waiting && !isDone()) {
            byte[] frame = frames.get(next);
            waiting = sink.offer(new UnsafeBuffer(frame), 0, frame.length, this);
        }
    }

    /** Whom it asked is gone without an answer. */
    void forget() {
        waiting = false;
    }

    @Override
    public void applied(Outcome outcome) {
        waiting = false;
        next++;
        promises.acknowledged(outcome.sequence() + outcome.count() - 1, "office");
    }

    @Override
    public void halted() {
        waiting = false;
    }

    @Override
    public void refused(String why) {
        throw new Violation("a reference frame is not taken: " + why);
    }
}
