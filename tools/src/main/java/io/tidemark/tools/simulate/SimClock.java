package io.tidemark.tools.simulate;

import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

/** The machine's clock, set forward and back, and the time that really passes. */
final class SimClock implements EpochClock, NanoClock {
    private final long startMs;
    private long nowMs;
    private long passedNs;

    SimClock(long nowMs) {
        this.startMs = nowMs;
        this.nowMs = nowMs;
    }

    void pass(long ms) {
        nowMs += ms;
        passedNs += ms * 1_000_000;
    }

    /** Somebody sets the clock; no time passes. */
    void jump(long ms) {
        nowMs += ms;
    }

    /** How far the clock is behind where it began; negative where it is before. */
    long sinceStart() {
        return nowMs - startMs;
    }

    @Override
    public long time() {
        return nowMs;
    }

    @Override
    public long nanoTime() {
        return passedNs;
    }
}
