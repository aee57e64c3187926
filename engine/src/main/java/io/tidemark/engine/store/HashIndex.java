package io.tidemark.engine.store;

import java.util.Arrays;

/**
 * From 64-bit hashes to row numbers, by extendible hashing: a directory over segments of a fixed size. A full segment
 * splits in two; the work of one insertion is bounded by a segment (and by a copy of the directory's references each
 * time that doubles). The index answers candidates: rows stored under a hash that agrees in 32 bits; the caller compares the key.
 *
 * <p>{@link #first} and {@link #next} keep their place inside the index: one thread, one search at a time. An index is
 * derived from the rows it points to, and is no part of any hash of state.
 */
public final class HashIndex {
    /** A candidate that is none. */
    public static final int NONE = -1;

    private static final int SEGMENT_BITS = 10;
    private static final int SLOTS = 1 << SEGMENT_BITS;
    private static final int SLOT_MASK = SLOTS - 1;
    private static final int FULL = SLOTS * 3 / 4;

    /** Where a segment keeps its depth and its count, behind its slots. */
    private static final int DEPTH = SLOTS;

    private static final int USED = SLOTS + 1;
    /** Number of the segment where it goes on, 0 where it does not. */
    private static final int MORE = SLOTS + 2;

    private static final int LONGS = SLOTS + 3;
    private static final int MAX_DEPTH = 32 - SEGMENT_BITS;

    /** Segments: slots with the tag in the high half and row + 1 in the low half; 0 is an empty slot. */
    private long[][] directory = {new long[LONGS]};

    /** The slots of a segment while it splits. */
    private final long[] moving = new long[SLOTS];

    /** Segments, from number 1, for rows whose tags no split can part: senders choose ids, and may choose them alike. */
    private long[][] further = {};

    private int depth;
    private int size;

    private long[] segment;
    private int slot;
    private int tag;

    public int size() {
        return size;
    }

    /** The first candidate row for a hash, or {@link #NONE}. */
    public int first(long hash) {
        tag = tagOf(hash);
        segment = directory[directoryIndex(tag)];
        slot = (tag & SLOT_MASK) - 1;
        return next();
    }

    /** The next candidate after {@link #first} or {@link #next}, or {@link #NONE}. */
    public int next() {
        long[] slots = segment;
        while (true) {
            slot = slot + 1 & SLOT_MASK;
            long word = slots[slot];
            if (word == 0) {
                if (further.length == 0 || slots[MORE] == 0) {
                    return NONE;
                }
                slots = further[(int) slots[MORE] - 1];
                segment = slots;
                slot = (tag & SLOT_MASK) - 1;
                continue;
            }
            if ((int) (word >>> 32) == tag) {
                return (int) word - 1;
            }
        }
    }

    /** Brings the slot of a hash into the cache, ahead of its use. The result means nothing. */
    public long touch(long hash) {
        int ahead = tagOf(hash);
        return directory[directoryIndex(ahead)][ahead & SLOT_MASK];
    }

    /** Adds a row under a hash. Many rows under one hash are not what this is for: they are looked at in turn. */
    public void put(long hash, int row) {
        int newTag = tagOf(hash);
        long[] target = directory[directoryIndex(newTag)];
        while (target[USED] >= FULL) {
            if (target[DEPTH] < MAX_DEPTH) {
                split(directoryIndex(newTag));
                target = directory[directoryIndex(newTag)];
            } else {
                target = behind(target);
            }
        }
        insert(target, Words.pack(newTag, row + 1));
        size++;
    }

    /** The segment where one that cannot split goes on. */
    private long[] behind(long[] full) {
        if (full[MORE] == 0) {
            further = Arrays.copyOf(further, further.length + 1);
            further[further.length - 1] = new long[LONGS];
            further[further.length - 1][DEPTH] = MAX_DEPTH;
            full[MORE] = further.length;
        }
        return further[(int) full[MORE] - 1];
    }

    private static int tagOf(long hash) {
        return (int) (hash >>> 32 ^ hash);
    }

    /** The directory goes by the high bits of the tag, the place in a segment by the low ones. */
    private int directoryIndex(int someTag) {
        return depth == 0 ? 0 : someTag >>> 32 - depth;
    }

    private static void insert(long[] target, long word) {
        int at = (int) (word >>> 32) & SLOT_MASK;
        while (target[at] != 0) {
            at = at + 1 & SLOT_MASK;
        }
        target[at] = word;
        target[USED]++;
    }

    private void split(int index) {
        long[] full = directory[index];
        int fullDepth = (int) full[DEPTH];
        if (fullDepth == depth) {
            doubleDirectory();
            index *= 2;
        }
        System.arraycopy(full, 0, moving, 0, SLOTS);
        long[] low = full;
        Arrays.fill(low, 0);
        long[] high = new long[LONGS];
        low[DEPTH] = fullDepth + 1;
        high[DEPTH] = fullDepth + 1;
        for (int k = 0; k < SLOTS; k++) {
            long word = moving[k];
            if (word != 0) {
                boolean up = (word >>> 63 - fullDepth & 1) != 0;
                insert(up ? high : low, word);
            }
        }
        int span = 1 << depth - fullDepth;
        int from = index / span * span;
        Arrays.fill(directory, from, from + span / 2, low);
        Arrays.fill(directory, from + span / 2, from + span, high);
    }

    private void doubleDirectory() {
        long[][] doubled = new long[directory.length * 2][];
        for (int k = 0; k < doubled.length; k++) {
            doubled[k] = directory[k >> 1];
        }
        directory = doubled;
        depth++;
    }
}
