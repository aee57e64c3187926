package io.tidemark.engine.host;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A core behind the ports of a running one, without pipeline or journal: a frame is applied, and a read run, by whoever
 * offers it, one at a time. Nothing is kept beyond the process. Any thread.
 */
public final class DirectHost implements FrameSink, CoreReads {
    private final ScoringCore core;
    private final FrameClock clock = new FrameClock(0);
    private final LongSupplier nowMs;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
    private final CommandFrames ticks = new CommandFrames(buffer, this::applyTick);

    /** @param nowMs the clock, epoch milliseconds */
    public DirectHost(EngineLimits limits, LongSupplier nowMs) {
        this.core = new ScoringCore(limits);
        this.nowMs = nowMs;
    }

    @Override
    public synchronized boolean offer(DirectBuffer frame, int offset, int length, Applied applied) {
        buffer.putBytes(0, frame, offset, length);
        clock.advance(nowMs.getAsLong());
        clock.stamp(buffer, 0);
        core.apply(buffer, 0, length);
        applied.applied(core.outcome());
        applied.tell();
        while (!core.isSettled()) {
            ticks.tick();
        }
        return true;
    }

    private void applyTick(int length) {
        clock.stamp(buffer, 0);
        core.apply(buffer, 0, length);
    }

    @Override
    public synchronized boolean offer(Read read) {
        read.read(core);
        return true;
    }
}
