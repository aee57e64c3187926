package io.tidemark.engine.store;

/** Two ints in a long, and the mixing of longs into hashes. */
public final class Words {
    private static final long K1 = 0x9E37_79B9_7F4A_7C15L;
    private static final long K2 = 0xD6E8_FEB8_6659_FD93L;

    private Words() {}

    public static long pack(int high, int low) {
        return (long) high << 32 | low & 0xFFFF_FFFFL;
    }

    public static int high(long word) {
        return (int) (word >>> 32);
    }

    public static int low(long word) {
        return (int) word;
    }

    /** Folds a word into a hash; every bit of both reaches every bit of the result. */
    public static long mix(long hash, long word) {
        long x = (hash ^ word) * K1;
        x ^= x >>> 32;
        x = (x + K2) * K2;
        return x ^ x >>> 29;
    }
}
