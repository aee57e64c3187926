package io.tidemark.engine;

import io.tidemark.engine.sbe.ActivityFrameDecoder;
import io.tidemark.engine.sbe.CrossReferenceFrameDecoder;
import io.tidemark.engine.sbe.GroupSizeEncodingDecoder;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.ParticipantFrameDecoder;
import io.tidemark.engine.sbe.ProductFrameDecoder;
import io.tidemark.engine.sbe.ReferenceFrameDecoder;
import io.tidemark.engine.sbe.TickDecoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Sequence and time of one core's frames: the one place that stamps them, right before they are journaled. Time never goes
 * back: a stamp is the larger of the last one and the one given. One thread.
 */
public final class FrameClock {
    private static final long MS_PER_DAY = 86_400_000L;
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int GROUP = GroupSizeEncodingDecoder.ENCODED_LENGTH;

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

    /** Sequence of the last command stamped. */
    public long sequence() {
        return sequence;
    }

    /** Epoch milliseconds of the last {@link #advance}. */
    public long timestampMs() {
        return timestampMs;
    }

    /** Epoch day of the stamp, UTC. */
    public int today() {
        return (int) Math.floorDiv(timestampMs, MS_PER_DAY);
    }

    /**
     * Writes the sequence of a frame's first command, the time and the day into it, and takes a sequence number for each
     * of its commands. Every template keeps the three at the start of its block.
     *
     * @param frame a whole frame of a known template
     * @return the first command's sequence
     */
    public long stamp(MutableDirectBuffer frame, int offset) {
        long first = sequence + 1;
        int block = offset + HEADER;
        frame.putLong(block + TickDecoder.sequenceEncodingOffset(), first, TickDecoder.BYTE_ORDER);
        frame.putLong(block + TickDecoder.timestampMsEncodingOffset(), timestampMs, TickDecoder.BYTE_ORDER);
        frame.putInt(block + TickDecoder.todayEncodingOffset(), today(), TickDecoder.BYTE_ORDER);
        sequence += commands(frame, offset);
        return first;
    }

    /** Commands in a frame: the rows of activities, participants and products, one of anything else. */
    public static int commands(DirectBuffer frame, int offset) {
        int template = uint16(frame, offset + MessageHeaderDecoder.templateIdEncodingOffset());
        int group = offset + HEADER + uint16(frame, offset + MessageHeaderDecoder.blockLengthEncodingOffset());
        return switch (template) {
            case ActivityFrameDecoder.TEMPLATE_ID ->
                rows(frame, group + GROUP + rows(frame, group) * stride(frame, group));
            case ParticipantFrameDecoder.TEMPLATE_ID,
                    ProductFrameDecoder.TEMPLATE_ID,
                    CrossReferenceFrameDecoder.TEMPLATE_ID,
                    ReferenceFrameDecoder.TEMPLATE_ID -> rows(frame, group);
            default -> 1;
        };
    }

    private static int stride(DirectBuffer frame, int group) {
        return uint16(frame, group + GroupSizeEncodingDecoder.blockLengthEncodingOffset());
    }

    private static int rows(DirectBuffer frame, int group) {
        return uint16(frame, group + GroupSizeEncodingDecoder.numInGroupEncodingOffset());
    }

    private static int uint16(DirectBuffer frame, int index) {
        return frame.getShort(index, TickDecoder.BYTE_ORDER) & 0xFFFF;
    }
}
