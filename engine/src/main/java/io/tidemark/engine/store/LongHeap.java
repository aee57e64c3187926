package io.tidemark.engine.store;

/**
 * Records of any length in pages of longs. A record lies within one page; its address is the number of its first long
 * and never changes. Address 0 is never handed out and stands for "none". One thread writes.
 */
public final class LongHeap extends Pages {
    private static final int SHIFT = 16;
    private static final int MASK = (1 << SHIFT) - 1;

    /** The longest record. */
    public static final int MAX_RECORD = 1 << SHIFT;

    private int next = 1;

    public LongHeap() {
        super(1 << SHIFT);
    }

    /** Reserves {@code length} zeroed longs and returns the record's address. */
    public int allocate(int length) {
        int address = next;
        if ((address & MASK) + length > MASK + 1 || address >>> SHIFT == pageCount()) {
            if ((address & MASK) + length > MASK + 1) {
                address = (address >>> SHIFT) + 1 << SHIFT;
            }
            while (pageCount() <= address >>> SHIFT) {
                addPage();
            }
        }
        next = address + length;
        return address;
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
