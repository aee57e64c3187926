package io.tidemark.journal.pipeline;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.host.FrameSink;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The ring of frames: slots made at the start, filled by any producer, none overtaken before the core is done with it. */
final class FrameRing implements FrameSink {
    private final RingBuffer<FrameSlot> ring;
    private final Runnable onPublished;
    private volatile boolean paused;
    private volatile boolean closed;

    /**
     * @param slots a power of two
     * @param applied how far the core is
     * @param onPublished wakes the appender
     */
    FrameRing(int slots, Sequence applied, Runnable onPublished) {
        ByteBuffer memory = ByteBuffer.allocateDirect(Math.multiplyExact(slots, EngineLimits.MAX_FRAME));
        int[] next = {0};
        ring = RingBuffer.createMultiProducer(
                () -> new FrameSlot(
                        new UnsafeBuffer(memory, next[0]++ * EngineLimits.MAX_FRAME, EngineLimits.MAX_FRAME)),
                slots,
                // nobody waits in the ring itself: agents sleep at their doorbells
                new BusySpinWaitStrategy());
        ring.addGatingSequences(applied);
        this.onPublished = onPublished;
    }

    @Override
    public boolean offer(DirectBuffer frame, int offset, int length, Applied applied) {
        String problem = FrameShape.problem(frame, offset, length);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        return accepting() && put(frame, offset, length, applied);
    }

    private boolean put(DirectBuffer frame, int offset, int length, Applied applied) {
        long place;
        try {
            place = ring.tryNext();
        } catch (InsufficientCapacityException full) {
            return false;
        }
        FrameSlot slot = ring.get(place);
        slot.frame.putBytes(0, frame, offset, length);
        slot.length = length;
        slot.applied = applied;
        ring.publish(place);
        onPublished.run();
        return true;
    }

    /** Takes no frames for a while. */
    void pause(boolean on) {
        paused = on;
    }

    /** Takes no frames any more. */
    void close() {
        closed = true;
    }

    boolean accepting() {
        return !paused && !closed;
    }

    FrameSlot get(long place) {
        return ring.get(place);
    }

    /** The last frame claimed by a producer; the last ones may still be being written. */
    long published() {
        return ring.getCursor();
    }

    boolean isPublished(long place) {
        return ring.isAvailable(place);
    }

    int capacity() {
        return ring.getBufferSize();
    }

    /** Takes all room for good. Answers false where a frame is on its way. */
    boolean seal() {
        try {
            ring.tryNext(ring.getBufferSize());
            return true;
        } catch (InsufficientCapacityException busy) {
            return false;
        }
    }
}
