package io.tidemark.engine.store;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Short texts kept inside a row, eight bytes a word, so that finding a row by its id reads no other memory. */
public final class InlineText {
    private InlineText() {}

    /** Whether {@code words} words hold a text of so many bytes. */
    public static boolean fits(int length, int words) {
        return length <= 8 * words;
    }

    /** Writes a text that fits; the words beyond it are zero already. */
    public static void put(long[] page, int at, DirectBuffer text, int offset, int length) {
        for (int k = 0; k < length; k += 8) {
            page[at + (k >> 3)] = word(text, offset + k, length - k);
        }
    }

    /** Whether a text that fits equals bytes of a buffer of the same length. */
    public static boolean matches(long[] page, int at, DirectBuffer text, int offset, int length) {
        for (int k = 0; k < length; k += 8) {
            if (page[at + (k >> 3)] != word(text, offset + k, length - k)) {
                return false;
            }
        }
        return true;
    }

    private static long word(DirectBuffer text, int offset, int left) {
        if (left >= 8) {
            return text.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        }
        long word = 0;
        for (int k = 0; k < left; k++) {
            word |= (text.getByte(offset + k) & 0xFFL) << 8 * k;
        }
        return word;
    }
}
