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
    private static final int MAX_DEPTH = 32 - SEGMENT_BITS;

    /** Slots that a search of average length passes: brought along, they may lie in another line of memory. */
    private static final int AHEAD = 6;

    /** Segments by the high bits of the tag: slots with the tag in the high half and row + 1 in the low half; 0 is empty. */
    private long[][] directory;

    /** Number of each segment of the directory. */
    private int[] numbers;

    /** By number: full slots, bits of the tag that all of a segment agree in, number + 1 of the segment where it goes on. */
    private int[] used;

    private byte[] depths;
    private int[] more;
    private int segments;

    /** Segments where others go on whose tags no split can part: senders choose ids, and may choose them alike. */
    private long[][] further = {};

    private int[] furtherNumbers = {};

    /** The slots of a segment while it splits. */
    private final long[] moving = new long[SLOTS];

    private int depth;
    private int size;

    private long[] segment;
    private int number;
    private int slot;
    private int tag;

    public HashIndex() {
        this(0);
    }

    /** @param expected rows for which the index has room before its first segment splits */
    public HashIndex(int expected) {
        while (depth < MAX_DEPTH && (long) FULL << depth < expected) {
            depth++;
        }
        directory = new long[1 << depth][SLOTS];
        numbers = new int[1 << depth];
        segments = 1 << depth;
        used = new int[segments];
        depths = new byte[segments];
        more = new int[segments];
        Arrays.setAll(numbers, k -> k);
        Arrays.fill(depths, (byte) depth);
    }

    public int size() {
        return size;
    }

    /** The first candidate row for a hash, or {@link #NONE}. */
    public int first(long hash) {
        tag = tagOf(hash);
        int at = directoryIndex(tag);
        segment = directory[at];
        number = numbers[at];
        slot = (tag & SLOT_MASK) - 1;
        return next();
    }

    /** The next candidate after {@link #first} or {@link #next}, or {@link #NONE}. */
    public int next() {
        int wanted = tag;
        long[] slots = segment;
        int at = slot + 1 & SLOT_MASK;
        long word = slots[at];
        while (word != 0 && (int) (word >>> 32) != wanted) {
            at = at + 1 & SLOT_MASK;
            word = slots[at];
        }
        slot = at;
        return word != 0 || more[number] == 0 ? (int) word - 1 : nextBehind();
    }

    private int nextBehind() {
        int behind = more[number] - 1;
        segment = further[behind];
        number = furtherNumbers[behind];
        slot = (tag & SLOT_MASK) - 1;
        return next();
    }

    /**
     * Brings the slots of some hashes into the cache, ahead of their use. The loop is kept small: the fewer instructions lie
     * between two misses, the more misses overlap. The result means nothing.
     */
    public long touch(long[] hashes, int from, int until) {
        long[][] all = directory;
        int bits = 32 - depth;
        long sum = 0;
        for (int k = from; k < until; k++) {
            int ahead = tagOf(hashes[k]);
            long[] slots = all[(int) ((ahead & 0xFFFF_FFFFL) >>> bits)];
            sum += slots[ahead & SLOT_MASK] + slots[ahead + AHEAD & SLOT_MASK];
        }
        return sum;
    }

    /** {@link #first} of many hashes, independent of each other; leaves no place to go on from. */
    public void first(long[] hashes, int count, int[] rows) {
        long[][] all = directory;
        int bits = 32 - depth;
        for (int k = 0; k < count; k++) {
            int wanted = tagOf(hashes[k]);
            long[] slots = all[(int) ((wanted & 0xFFFF_FFFFL) >>> bits)];
            int at = wanted & SLOT_MASK;
            long word = slots[at];
            while (word != 0 && (int) (word >>> 32) != wanted) {
                at = at + 1 & SLOT_MASK;
                word = slots[at];
            }
            rows[k] = word != 0 || further.length == 0 ? (int) word - 1 : first(hashes[k]);
        }
    }

    /** Adds a row where the search that answered {@link #NONE} last ended; nothing was added since. */
    public void putHere(long hash, int row) {
        if (used[number] >= FULL) {
            put(hash, row);
            return;
        }
        segment[slot] = Words.pack(tag, row + 1);
        used[number]++;
        size++;
    }

    /** Adds a row under a hash. Many rows under one hash are not what this is for: they are looked at in turn. */
    public void put(long hash, int row) {
        int newTag = tagOf(hash);
        int at = directoryIndex(newTag);
        long[] target = directory[at];
        int into = numbers[at];
        while (used[into] >= FULL) {
            if (depths[into] < MAX_DEPTH) {
                split(directoryIndex(newTag));
                at = directoryIndex(newTag);
                target = directory[at];
                into = numbers[at];
            } else {
                int behind = behind(into);
                target = further[behind];
                into = furtherNumbers[behind];
            }
        }
        insert(target, Words.pack(newTag, row + 1));
        used[into]++;
        size++;
    }

    /** Place in {@link #further} of the segment where one that cannot split goes on. */
    private int behind(int full) {
        if (more[full] == 0) {
            further = Arrays.copyOf(further, further.length + 1);
            furtherNumbers = Arrays.copyOf(furtherNumbers, further.length);
            further[further.length - 1] = new long[SLOTS];
            furtherNumbers[further.length - 1] = newNumber(MAX_DEPTH);
            more[full] = further.length;
        }
        return more[full] - 1;
    }

    private int newNumber(int segmentDepth) {
        if (segments == used.length) {
            used = Arrays.copyOf(used, segments * 2);
            depths = Arrays.copyOf(depths, segments * 2);
            more = Arrays.copyOf(more, segments * 2);
        }
        depths[segments] = (byte) segmentDepth;
        return segments++;
    }

    private static int tagOf(long hash) {
        return (int) (hash >>> 32 ^ hash);
    }

    /** The directory goes by the high bits of the tag, the place in a segment by the low ones. */
    private int directoryIndex(int someTag) {
        return (int) ((someTag & 0xFFFF_FFFFL) >>> 32 - depth);
    }

    private static void insert(long[] target, long word) {
        int at = (int) (word >>> 32) & SLOT_MASK;
        while (target[at] != 0) {
            at = at + 1 & SLOT_MASK;
        }
        target[at] = word;
    }

    private void split(int index) {
        long[] low = directory[index];
        int lowNumber = numbers[index];
        int fullDepth = depths[lowNumber];
        if (fullDepth == depth) {
            doubleDirectory();
            index *= 2;
        }
        System.arraycopy(low, 0, moving, 0, SLOTS);
        Arrays.fill(low, 0);
        long[] high = new long[SLOTS];
        int highNumber = newNumber(fullDepth + 1);
        depths[lowNumber] = (byte) (fullDepth + 1);
        int highs = 0;
        for (int k = 0; k < SLOTS; k++) {
            long word = moving[k];
            if (word != 0) {
                boolean up = (word >>> 63 - fullDepth & 1) != 0;
                insert(up ? high : low, word);
                highs += up ? 1 : 0;
            }
        }
        used[lowNumber] -= highs;
        used[highNumber] = highs;
        int span = 1 << depth - fullDepth;
        int from = index / span * span;
        Arrays.fill(directory, from + span / 2, from + span, high);
        Arrays.fill(numbers, from + span / 2, from + span, highNumber);
    }

    private void doubleDirectory() {
        long[][] doubled = new long[directory.length * 2][];
        int[] doubledNumbers = new int[doubled.length];
        for (int k = 0; k < doubled.length; k++) {
            doubled[k] = directory[k >> 1];
            doubledNumbers[k] = numbers[k >> 1];
        }
        directory = doubled;
        numbers = doubledNumbers;
        depth++;
    }
}
