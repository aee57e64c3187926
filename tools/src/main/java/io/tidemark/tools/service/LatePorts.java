package io.tidemark.tools.service;

import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import org.agrona.DirectBuffer;

/** The ports of a core that is still being recovered: nothing is taken until it is there. Any thread. */
final class LatePorts {
    private volatile FrameSink frames = (frame, offset, length, applied) -> false;
    private volatile CoreReads reads = read -> false;

    void open(FrameSink toFrames, CoreReads toReads) {
        frames = toFrames;
        reads = toReads;
    }

    boolean offer(DirectBuffer frame, int offset, int length, FrameSink.Applied applied) {
        return frames.offer(frame, offset, length, applied);
    }

    boolean offer(CoreReads.Read read) {
        return reads.offer(read);
    }
}
