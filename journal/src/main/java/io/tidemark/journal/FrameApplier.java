package io.tidemark.journal;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.FrameException;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.sbe.MessageHeaderEncoder;
import io.tidemark.engine.sbe.TickDecoder;
import io.tidemark.engine.sbe.TickEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Applies journaled frames, the same way while the service runs and when it replays. A frame that the core does not take —
 * its sender's fault, found too late — must not stop the core for ever: a tick is applied in the place of each of its
 * commands, so that sequence and time go on as they were journaled. The core's thread.
 */
public final class FrameApplier {
    private final ScoringCore core;
    private final UnsafeBuffer tick = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
    private final TickEncoder encoder = new TickEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    public FrameApplier(ScoringCore core) {
        this.core = core;
    }

    /**
     * Applies a stamped frame.
     *
     * @return why the core did not take it; {@code null} where it did
     * @throws FrameException where the frame is not the next in sequence or time goes back: the journal is at fault
     */
    public String apply(DirectBuffer frame, int offset, int length) {
        try {
            core.apply(frame, offset, length);
            return null;
        } catch (FrameException refused) {
            if (sequence(frame, offset) != core.sequence() + 1) {
                throw refused;
            }
            tickInstead(frame, offset);
            return refused.getMessage();
        }
    }

    private void tickInstead(DirectBuffer frame, int offset) {
        int commands = FrameClock.commands(frame, offset);
        long first = sequence(frame, offset);
        for (int k = 0; k < commands; k++) {
            encoder.wrapAndApplyHeader(tick, 0, header)
                    .sequence(first + k)
                    .timestampMs(timestampMs(frame, offset))
                    .today(frame.getInt(block(offset) + TickDecoder.todayEncodingOffset(), TickDecoder.BYTE_ORDER));
            core.apply(tick, 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
        }
    }

    private static int block(int offset) {
        return offset + MessageHeaderEncoder.ENCODED_LENGTH;
    }

    /** Sequence stamped on a frame. */
    public static long sequence(DirectBuffer frame, int offset) {
        return frame.getLong(block(offset) + TickDecoder.sequenceEncodingOffset(), TickDecoder.BYTE_ORDER);
    }

    /** Time stamped on a frame. */
    public static long timestampMs(DirectBuffer frame, int offset) {
        return frame.getLong(block(offset) + TickDecoder.timestampMsEncodingOffset(), TickDecoder.BYTE_ORDER);
    }
}
