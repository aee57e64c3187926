package io.tidemark.engine;

/**
 * Sequence and time of the frames one writer makes. Time never goes back: a stamp is the larger of the last one and
 * the one given.
 */
public final class FrameClock {
    private static final long MS_PER_DAY = 86_400_000L;

    private long sequence;
    private long timestampMs = Long.MIN_VALUE;

    /** Starts behind a sequence already applied. */
    public FrameClock(long lastSequence) {
        this.sequence = lastSequence;
    }

    /** Moves time on, where {@code nowMs} is later. */
    public void advance(long nowMs) {
        timestampMs = Math.max(timestampMs, nowMs);
    }

    /** Takes sequence numbers for a frame of so many commands and answers the first. */
    long take(int commands) {
        long first = sequence + 1;
        sequence += commands;
        return first;
    }

    long timestampMs() {
        return timestampMs;
    }

    /** Epoch day of the stamp, UTC. */
    public int today() {
        return (int) Math.floorDiv(timestampMs, MS_PER_DAY);
    }
}
