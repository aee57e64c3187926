package io.tidemark.engine.store;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Texts eight bytes at a time: texts are short, so their last few bytes matter as much as the rest. */
final class TextWords {
    private TextWords() {}

    /** The next bytes as a word, at most eight, the first in its lowest bits; reads nothing behind {@code left} bytes. */
    static long word(DirectBuffer text, int at, int left) {
        return left >= 8 ? text.getLong(at, ByteOrder.LITTLE_ENDIAN) : tail(text, at, left);
    }

    /** The last bytes of a text of at least eight, those behind its last whole word: one access instead of several. */
    static long lastWord(DirectBuffer text, int at, int length) {
        int left = length & 7;
        return left == 0 ? 0 : text.getLong(at + length - 8, ByteOrder.LITTLE_ENDIAN) >>> 64 - 8 * left;
    }

    private static long tail(DirectBuffer text, int at, int left) {
        long word = 0;
        int bits = 0;
        int next = at;
        if ((left & 4) != 0) {
            word = text.getInt(next, ByteOrder.LITTLE_ENDIAN) & 0xFFFF_FFFFL;
            bits = 32;
            next += 4;
        }
        if ((left & 2) != 0) {
            word |= (text.getShort(next, ByteOrder.LITTLE_ENDIAN) & 0xFFFFL) << bits;
            bits += 16;
            next += 2;
        }
        return (left & 1) == 0 ? word : word | (text.getByte(next) & 0xFFL) << bits;
    }
}
