package io.tidemark.engine.store;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * 64-bit hash of UTF-8 text, the same on every machine. It finds rows and never decides equality by itself. Computed
 * before the journal and carried in the frame; a released format of frames fixes it for ever.
 */
public final class TextHash {
    /** What the hash of a text on its own begins with. */
    public static final long SEED = 0x5469_6465_6D61_726BL;

    private TextHash() {}

    public static long of(DirectBuffer text, int offset, int length) {
        return of(SEED, text, offset, length);
    }

    /** Continues a hash over a further text, so that ("ab", "c") and ("a", "bc") differ. */
    public static long of(long seed, DirectBuffer text, int offset, int length) {
        long hash = Words.mix(seed, length);
        int k = 0;
        for (; k + 8 <= length; k += 8) {
            hash = Words.mix(hash, text.getLong(offset + k, ByteOrder.LITTLE_ENDIAN));
        }
        return Words.mix(hash, TextWords.word(text, offset + k, length - k));
    }
}
