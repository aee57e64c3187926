package io.tidemark.journal;

import io.tidemark.journal.Batch.Kind;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One record being read, checked before anything of it is used. A flyweight: reused, one thread. */
public final class Record {
    /** Told each frame of a record, in order. */
    public interface Frames {
        void frame(DirectBuffer buffer, int offset, int length);
    }

    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final CRC32C crc = new CRC32C();
    private ByteBuffer bytes;
    private int offset;

    /**
     * Whether a whole record with the right checksum begins at {@code offset}. The accessors are valid afterwards, while the
     * buffer does not change.
     *
     * @param length bytes that are there, at most
     */
    public boolean wrap(ByteBuffer from, int offset, int length) {
        this.bytes = from;
        this.offset = offset;
        buffer.wrap(from);
        return length >= Batch.HEADER && isPlausible(length) && isWhole();
    }

    /** As {@link #wrap}, of one that was found whole before and copied since. */
    public void wrapChecked(ByteBuffer from, int offset) {
        this.bytes = from;
        this.offset = offset;
        buffer.wrap(from);
    }

    /** Copies the whole record behind what is in a buffer. */
    public void copyTo(ByteBuffer into) {
        into.put(into.position(), bytes, offset, length());
        into.position(into.position() + length());
    }

    private boolean isPlausible(int length) {
        return u16(8) == Batch.MAGIC && length() >= Batch.HEADER && length() <= length;
    }

    private boolean isWhole() {
        crc.reset();
        crc.update(bytes.duplicate().limit(offset + length()).position(offset + 4));
        return (int) crc.getValue() == buffer.getInt(offset, Batch.ORDER);
    }

    private int u16(int at) {
        return buffer.getShort(offset + at, Batch.ORDER) & 0xFFFF;
    }

    private long i64(int at) {
        return buffer.getLong(offset + at, Batch.ORDER);
    }

    /** Bytes of the whole record. */
    public int length() {
        return buffer.getInt(offset + 4, Batch.ORDER);
    }

    public int version() {
        return u16(10);
    }

    public int frames() {
        return u16(12);
    }

    /** What it says; of an unknown kind {@code null}. */
    public Kind kind() {
        int code = u16(14);
        return code < Kind.values().length ? Kind.values()[code] : null;
    }

    public long first() {
        return i64(16);
    }

    public long last() {
        return i64(24);
    }

    /** Sequence up to which everything was forced to the device when this was written. */
    public long synced() {
        return i64(32);
    }

    public int run() {
        return buffer.getInt(offset + 40, Batch.ORDER);
    }

    /** @return false where the frames do not fill the record as it says: it was written wrongly */
    public boolean forEach(Frames sink) {
        int at = offset + Batch.HEADER;
        int end = offset + length();
        for (int k = 0; k < frames(); k++) {
            if (end - at < 4) {
                return false;
            }
            int length = buffer.getInt(at, Batch.ORDER);
            if (length < 0 || length > end - at - 4) {
                return false;
            }
            sink.frame(buffer, at + 4, length);
            at += 4 + Batch.padded(length);
        }
        return at == end;
    }
}
