package io.tidemark.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One record being put together: a header, then frames, each behind its length and padded to 4 bytes. Reused; one thread.
 *
 * <pre>
 *  0  uint32  CRC32C of the bytes from 4 to the end
 *  4  int32   length of the whole record, bytes
 *  8  uint16  7D17 hex
 * 10  uint16  layout version, 1
 * 12  uint16  frames
 * 14  uint16  kind: 0 a run begins, 1 frames, 2 the run ended in order
 * 16  int64   sequence of the first command (of a record without frames: the next to come)
 * 24  int64   sequence of the last command (of a record without frames: one less)
 * 32  int64   sequence up to which everything was forced to the device when this was written
 * 40  int32   run
 * 44  int32   reserved, 0
 * 48  frames: int32 length, bytes, padding
 * </pre>
 */
public final class Batch {
    public static final int VERSION = 1;
    public static final int HEADER = 48;
    /** Zeros behind a complete record in its buffer: whoever writes it may write as many of them, up to the end of a page. */
    public static final int TAIL = 4096 + 8;

    static final int MAGIC = 0x7D17;
    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    /** What a record says. */
    public enum Kind {
        OPENED,
        FRAMES,
        CLOSED
    }

    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private int length = HEADER;
    private int frames;
    private long first;
    private long last;

    public Batch(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity + TAIL).order(ORDER);
        buffer = new UnsafeBuffer(bytes);
    }

    public void clear() {
        length = HEADER;
        frames = 0;
    }

    public boolean isEmpty() {
        return frames == 0;
    }

    /** Whether a frame of {@code frameLength} bytes still fits. */
    public boolean hasRoomFor(int frameLength) {
        return frames < 0xFFFF && length + 4 + padded(frameLength) <= bytes.capacity() - TAIL;
    }

    static int padded(int frameLength) {
        return frameLength + 3 & ~3;
    }

    /** Adds a stamped frame, whose commands are numbered from {@code firstSequence} to {@code lastSequence}. */
    public void add(DirectBuffer frame, int offset, int frameLength, long firstSequence, long lastSequence) {
        if (frames++ == 0) {
            first = firstSequence;
        }
        last = lastSequence;
        buffer.putInt(length, frameLength, ORDER);
        buffer.putBytes(length + 4, frame, offset, frameLength);
        int end = length + 4 + padded(frameLength);
        for (int k = length + 4 + frameLength; k < end; k++) {
            buffer.putByte(k, (byte) 0);
        }
        length = end;
    }

    /** Completes a record of frames; the bytes are valid until the next {@link #clear}. */
    public ByteBuffer frames(int run, long syncedSequence) {
        return end(Kind.FRAMES, run, syncedSequence);
    }

    /** Completes a record without frames: a run begins, or ends in order, behind {@code lastSequence}. */
    public ByteBuffer mark(Kind kind, int run, long lastSequence) {
        clear();
        first = lastSequence + 1;
        last = lastSequence;
        return end(kind, run, lastSequence);
    }

    private ByteBuffer end(Kind kind, int run, long syncedSequence) {
        buffer.putInt(4, length, ORDER);
        buffer.putShort(8, (short) MAGIC, ORDER);
        buffer.putShort(10, (short) VERSION, ORDER);
        buffer.putShort(12, (short) frames, ORDER);
        buffer.putShort(14, (short) kind.ordinal(), ORDER);
        buffer.putLong(16, first, ORDER);
        buffer.putLong(24, last, ORDER);
        buffer.putLong(32, syncedSequence, ORDER);
        buffer.putInt(40, run, ORDER);
        buffer.putInt(44, 0, ORDER);
        buffer.setMemory(length, TAIL, (byte) 0);
        crc.reset();
        crc.update(bytes.limit(length).position(4));
        buffer.putInt(0, (int) crc.getValue(), ORDER);
        return bytes.position(0);
    }
}
