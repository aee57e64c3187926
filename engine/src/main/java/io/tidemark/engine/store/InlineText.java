package io.tidemark.engine.store;

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
            page[at + (k >> 3)] = TextWords.word(text, offset + k, length - k);
        }
    }

    /** Whether a text that fits equals bytes of a buffer of the same length. */
    public static boolean matches(long[] page, int at, DirectBuffer text, int offset, int length) {
        if (length < 8) {
            return page[at] == TextWords.word(text, offset, length);
        }
        int words = length >> 3;
        for (int k = 0; k < words; k++) {
            if (page[at + k] != TextWords.word(text, offset + 8 * k, 8)) {
                return false;
            }
        }
        return (length & 7) == 0 || page[at + words] == TextWords.lastWord(text, offset, length);
    }
}
