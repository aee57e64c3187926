package io.tidemark.gateway.ingest;

/**
 * Makes strings of characters and hands out the same instance for a text that was seen lately: the ids, SKUs and
 * territories of a file repeat. Fixed size, a later text takes an earlier one's slot. Of one thread.
 */
final class TextCache {
    private static final int SLOTS = 1 << 14;

    private final String[] slots = new String[SLOTS];

    String text(char[] chars, int from, int to) {
        int length = to - from;
        if (length <= 0) {
            return "";
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + chars[i];
        }
        int slot = (hash ^ (hash >>> 14)) & (SLOTS - 1);
        String held = slots[slot];
        if (held != null && held.length() == length && same(held, chars, from)) {
            return held;
        }
        String made = new String(chars, from, length);
        slots[slot] = made;
        return made;
    }

    private static boolean same(String held, char[] chars, int from) {
        for (int i = 0, n = held.length(); i < n; i++) {
            if (held.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }
}
