package io.tidemark.engine.store;

/**
 * Records of any length in pages of longs. A record lies within one page; its address is the number of its first long
 * and never changes. Address 0 is never handed out and stands for "none". One thread writes.
 */
public final class LongHeap extends Pages {
    // measured: larger pages have left the cache, zeroed, before they are written
    private static final int SHIFT = 13;
    private static final int MASK = (1 << SHIFT) - 1;

    /** The longest record. */
    public static final int MAX_RECORD = 1 << SHIFT;

    private int next = 1;
    /** Longs left in the newest page. */
    private int room;

    public LongHeap() {
        super(1 << SHIFT);
    }

    /** Reserves {@code length} zeroed longs and returns the record's address. */
    public int allocate(int length) {
        while (length > room) {
            turnPage(length);
        }
        int address = next;
        next += length;
        room -= length;
        return address;
    }

    private void turnPage(int length) {
        if (length > MAX_RECORD) {
            throw new IllegalArgumentException("a record of " + length + " longs is longer than " + MAX_RECORD);
        }
        addPage();
        next = Math.max(1, pageCount() - 1 << SHIFT);
        room = (pageCount() << SHIFT) - next;
    }

    /** The page of the record allocated last, for writing; index with {@link #offset}. */
    public long[] newestPage() {
        return writePage(pageCount() - 1);
    }

    public long get(int address, int field) {
        return readPage(address >>> SHIFT)[(address & MASK) + field];
    }

    public void set(int address, int field, long value) {
        writePage(address >>> SHIFT)[(address & MASK) + field] = value;
    }

    public int high(int address, int field) {
        return (int) (get(address, field) >>> 32);
    }

    public int low(int address, int field) {
        return (int) get(address, field);
    }

    /** The page of a record, for reading several fields; index with {@link #offset}. */
    public long[] page(int address) {
        return readPage(address >>> SHIFT);
    }

    public long[] pageForWrite(int address) {
        return writePage(address >>> SHIFT);
    }

    public int offset(int address) {
        return address & MASK;
    }

    @Override
    public Frozen freeze() {
        long[][] frozen = freezePages();
        int longs = size();
        return to -> {
            to.put(SHIFT);
            to.put(longs);
            write(frozen, longs == 1 ? 0 : longs, 1 << SHIFT, to);
        };
    }

    @Override
    public void restore(SnapshotSource from) {
        from.require("pages of two to the", SHIFT);
        long longs = from.get();
        if (longs < 1 || longs > 1 && longs > from.left() / Long.BYTES) {
            throw new SnapshotException("says that " + longs + " longs follow");
        }
        next = (int) longs;
        readPages(from, longs == 1 ? 0 : longs);
        room = longs == 1 ? 0 : (pageCount() << SHIFT) - next;
    }

    /** Longs handed out so far, with the gaps at the ends of pages. */
    public int size() {
        return next;
    }

    /** Folds everything into a hash of state. */
    public long hash(long seed) {
        long hash = Words.mix(seed, next);
        for (int address = 1; address < next; address++) {
            hash = Words.mix(hash, get(address, 0));
        }
        return hash;
    }
}
