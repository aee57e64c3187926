package io.tidemark.gateway.intake;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import io.tidemark.gateway.ingest.FrameActivities;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Rows of a file in one frame, kept until it is answered. Of one thread. */
final class SentRows {
    private final long[] lines = new long[EngineLimits.MAX_COMMANDS];
    private final long[] quantities = new long[EngineLimits.MAX_COMMANDS];
    private final long[] amounts = new long[EngineLimits.MAX_COMMANDS];
    private int count;
    private UnsafeBuffer frame;
    private List<Activity> activities;

    void add(long line, long quantity, long amount) {
        lines[count] = line;
        quantities[count] = quantity;
        amounts[count++] = amount;
    }

    void sent(byte[] bytes) {
        frame = new UnsafeBuffer(bytes);
    }

    UnsafeBuffer frame() {
        return frame;
    }

    long line(int row) {
        return lines[row];
    }

    /** Units in the file's own sign. */
    long quantity(int row) {
        return quantities[row];
    }

    long amount(int row) {
        return amounts[row];
    }

    /** The row as an object, made of the frame: for the few that are told of. */
    Activity activity(int row) {
        activities = activities == null ? FrameActivities.of(frame, 0) : activities;
        return activities.get(row);
    }
}
