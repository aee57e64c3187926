package io.tidemark.gateway.intake;

import io.netty.util.concurrent.FastThreadLocal;
import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.EngineLimits;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes activities into frames; large, so a thread has one and lends it out for the length of a call. */
final class FrameEncoder {
    private static final FastThreadLocal<FrameEncoder> MINE = new FastThreadLocal<>() {
        @Override
        protected FrameEncoder initialValue() {
            return new FrameEncoder();
        }
    };

    private final ActivityFrameWriter writer = new ActivityFrameWriter();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);

    static FrameEncoder mine() {
        return MINE.get();
    }

    /**
     * Encodes as many as fit one frame.
     *
     * @return how many
     */
    int encode(List<ActivitySubmission.Numbered> activities) {
        int next = 0;
        while (next < activities.size()
                && writer.hasRoomFor(activities.get(next).activity())) {
            writer.add(activities.get(next++).activity());
        }
        return next;
    }

    /** Finishes the frame and answers its length in {@link #buffer}. */
    int finish() {
        return writer.encode(buffer, 0);
    }

    UnsafeBuffer buffer() {
        return buffer;
    }
}
