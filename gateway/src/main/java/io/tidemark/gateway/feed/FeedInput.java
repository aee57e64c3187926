package io.tidemark.gateway.feed;

import io.netty.buffer.ByteBuf;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a connection read and did not take yet: each byte is copied here once, into an array, where a message lies in one piece
 * and is checked in place. Grows to what one read brings and what was left before. One thread.
 */
final class FeedInput {
    private static final int FIRST = 8_192;

    private byte[] bytes = new byte[FIRST];
    private final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    private int from;
    private int until;

    void add(ByteBuf read) {
        int length = read.readableBytes();
        makeRoom(length);
        read.readBytes(bytes, until, length);
        until += length;
    }

    private void makeRoom(int length) {
        if (bytes.length - until >= length) {
            return;
        }
        byte[] into = bytes.length >= readable() + length ? bytes : new byte[powerOfTwo(readable() + length)];
        System.arraycopy(bytes, from, into, 0, readable());
        if (into != bytes) {
            bytes = into;
            buffer.wrap(into);
        }
        until = readable();
        from = 0;
    }

    private static int powerOfTwo(int least) {
        return Integer.highestOneBit(least - 1) << 1;
    }

    int readable() {
        return until - from;
    }

    /** Where the next message begins. */
    int from() {
        return from;
    }

    /** The next message's length, which stands in front of it. */
    long length() {
        return buffer.getInt(from, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
    }

    /** Valid until bytes are added. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    void skip(int length) {
        from += length;
        if (from == until) {
            clear();
        }
    }

    void clear() {
        from = 0;
        until = 0;
    }
}
