package io.tidemark.engine;

import io.tidemark.engine.store.TextHash;
import io.tidemark.engine.store.Words;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Little-endian words and hashes of text in an array, for those who read what strangers sent: an offset that is wrong throws
 * {@link IndexOutOfBoundsException}, whatever the flags. Any thread.
 */
public final class TextBytes {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private TextBytes() {}

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    static int u16(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at) & 0xFFFF;
    }

    static int i32(byte[] bytes, int at) {
        return (int) INTS.get(bytes, at);
    }

    static long i64(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /** What {@link TextHash} gives. At least 7 bytes stand before the text: its last bytes are read as the end of a word. */
    public static long hash(byte[] bytes, int offset, int length) {
        return hash(TextHash.SEED, bytes, offset, length);
    }

    /** Continues a hash over a further text, as {@link TextHash} does. At least 7 bytes stand before the text. */
    public static long hash(long seed, byte[] bytes, int offset, int length) {
        long hash = Words.mix(seed, length);
        int end = offset + length;
        int at = offset;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            hash = Words.mix(hash, i64(bytes, at));
        }
        long tail = at == end ? 0 : i64(bytes, end - Long.BYTES) >>> 8 * (Long.BYTES - (end - at));
        return Words.mix(hash, tail);
    }

    public static boolean isAscii(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        long high = 0;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            high |= i64(bytes, at);
        }
        for (; at < end; at++) {
            high |= bytes[at];
        }
        return (high & HIGH_BITS) == 0;
    }
}
