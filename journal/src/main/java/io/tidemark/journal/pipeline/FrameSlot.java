package io.tidemark.journal.pipeline;

import io.tidemark.engine.host.FrameSink.Applied;
import org.agrona.concurrent.UnsafeBuffer;

/** One frame on its way. Owned by whoever the ring says: a producer until it is published, then append, then the core. */
final class FrameSlot {
    final UnsafeBuffer frame;
    int length;
    Applied applied;

    FrameSlot(UnsafeBuffer frame) {
        this.frame = frame;
    }
}
