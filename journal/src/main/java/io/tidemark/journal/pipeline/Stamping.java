package io.tidemark.journal.pipeline;

import io.tidemark.engine.FrameClock;
import org.agrona.concurrent.EpochClock;

/**
 * Where sequence and time of new frames come from.
 *
 * @param clock stands behind everything recovered, in sequence and in time; the appender's
 * @param time of the machine, any thread
 */
public record Stamping(FrameClock clock, EpochClock time) {
    /** Behind what was recovered. */
    public static Stamping behind(long lastSequence, long lastTimestampMs, EpochClock time) {
        FrameClock clock = new FrameClock(lastSequence);
        clock.advance(lastTimestampMs);
        return new Stamping(clock, time);
    }
}
