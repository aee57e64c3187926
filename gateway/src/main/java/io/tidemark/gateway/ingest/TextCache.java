package io.tidemark.gateway.ingest;

/**
 * Makes strings of characters and hands out the same instance for a text that was seen lately: the ids, SKUs and
 * territories of a file repeat. Fixed size, a later text takes an earlier one's slot. Of one thread.
 */
final class TextCache {
    private static final int SLOTS = 1 << 15;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final String[] slots = new String[SLOTS];
    /** Of the text in each slot, so that one that differs is told without a look at it, which would be far away in memory. */
    private final int[] hashes = new int[SLOTS];

    String text(char[] chars, int from, int to) {
        int length = to - from;
        if (length <= 0) {
            return "";
        }
        long hash = length;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + chars[i];
        }
        hash *= MULTIPLIER;
        int slot = (int) (hash >>> 49);
        int mark = (int) (hash >>> 16) | 1;
        if (hashes[slot] == mark && same(slots[slot], chars, from, length)) {
            return slots[slot];
        }
        String made = new String(chars, from, length);
        slots[slot] = made;
        hashes[slot] = mark;
        return made;
    }

    private static boolean same(String held, char[] chars, int from, int length) {
        if (held.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (held.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }
}
