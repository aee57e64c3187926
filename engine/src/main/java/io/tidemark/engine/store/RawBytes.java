package io.tidemark.engine.store;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

/**
 * A part of a buffer, its place checked once, read without a check per access: little-endian, at offsets of the buffer.
 * The reader answers for every offset lying in the part; whoever wraps has to know the part's inner lengths to be
 * right before reading by them. One thread; valid while the buffer is.
 */
public final class RawBytes {
    private static final boolean NATIVE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private Object base;
    private long address;

    /** @throws IndexOutOfBoundsException where the part is not in the buffer */
    public void wrap(DirectBuffer buffer, int offset, int length) {
        if (offset < 0 || length < 0 || length > buffer.capacity() - offset) {
            throw new IndexOutOfBoundsException(
                    "offset " + offset + " length " + length + " capacity " + buffer.capacity());
        }
        base = buffer.byteArray();
        address = buffer.addressOffset();
    }

    public long i64(int at) {
        long value = UnsafeApi.getLong(base, address + at);
        return NATIVE ? value : Long.reverseBytes(value);
    }

    public int i32(int at) {
        int value = UnsafeApi.getInt(base, address + at);
        return NATIVE ? value : Integer.reverseBytes(value);
    }

    public int u16(int at) {
        short value = UnsafeApi.getShort(base, address + at);
        return (NATIVE ? value : Short.reverseBytes(value)) & 0xFFFF;
    }

    public int u8(int at) {
        return UnsafeApi.getByte(base, address + at) & 0xFF;
    }
}
