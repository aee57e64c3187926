package io.tidemark.engine.store;

/**
 * Rows of a fixed number of longs, numbered from 0, in pages. New rows are all zero. One thread writes; fields are
 * named by constants of the table's owner.
 */
public final class RowTable extends Pages {
    // measured: larger pages have left the cache, zeroed, before they are written
    private static final int LONGS_PER_PAGE = 1 << 13;

    private final int stride;
    private final int shift;
    private final int mask;
    private int rows;

    /** @param stride longs per row, 1 to 4096 */
    public RowTable(int stride) {
        super(stride << shift(stride));
        this.stride = stride;
        this.shift = shift(stride);
        this.mask = (1 << shift) - 1;
    }

    /** Rows of a page as a power of two. */
    private static int shift(int stride) {
        return Math.max(0, 31 - Integer.numberOfLeadingZeros(LONGS_PER_PAGE / stride));
    }

    public int rows() {
        return rows;
    }

    public int stride() {
        return stride;
    }

    /** Adds a row of zeros and returns its number. */
    public int add() {
        int row = rows++;
        if (row >>> shift == pageCount()) {
            addPage();
        }
        return row;
    }

    /** Adds rows until {@code row} exists. */
    public void ensure(int row) {
        while (rows <= row) {
            add();
        }
    }

    public long get(int row, int field) {
        return readPage(row >>> shift)[(row & mask) * stride + field];
    }

    public void set(int row, int field, long value) {
        writePage(row >>> shift)[(row & mask) * stride + field] = value;
    }

    /** The page that holds a row, for reading several fields; index with {@link #offset}. */
    public long[] page(int row) {
        return readPage(row >>> shift);
    }

    /** The page that holds a row, for writing several fields; valid until the next {@link #freeze}. */
    public long[] pageForWrite(int row) {
        return writePage(row >>> shift);
    }

    /** Where a row begins in its page. */
    public int offset(int row) {
        return (row & mask) * stride;
    }

    /**
     * Brings rows into the cache, from their first word to a last one; for negative rows the first row. The result
     * means nothing.
     */
    public long touch(int[] some, int count, int lastField) {
        if (rows == 0) {
            return 0;
        }
        long sum = 0;
        for (int k = 0; k < count; k++) {
            int row = Math.max(some[k], 0);
            long[] page = readPage(row >>> shift);
            int at = (row & mask) * stride;
            sum += page[at] + page[at + lastField];
        }
        return sum;
    }

    /** The high 32 bits of a field. */
    public int high(int row, int field) {
        return (int) (get(row, field) >>> 32);
    }

    /** The low 32 bits of a field. */
    public int low(int row, int field) {
        return (int) get(row, field);
    }

    public void setHigh(int row, int field, int value) {
        long[] page = pageForWrite(row);
        int at = offset(row) + field;
        page[at] = Words.pack(value, (int) page[at]);
    }

    public void setLow(int row, int field, int value) {
        long[] page = pageForWrite(row);
        int at = offset(row) + field;
        page[at] = Words.pack((int) (page[at] >>> 32), value);
    }

    /** The rows as they are now, for another thread; the table goes on with copies of what it writes. */
    @Override
    public FrozenRows freeze() {
        return new FrozenRows(freezePages(), rows, stride, shift);
    }

    @Override
    public void restore(SnapshotSource from) {
        from.require("longs per row", stride);
        rows = from.count(stride * Long.BYTES);
        readPages(from, (long) rows * stride);
    }

    /** Folds every row into a hash of state. */
    public long hash(long seed) {
        long hash = Words.mix(seed ^ rows, stride);
        for (int row = 0; row < rows; row++) {
            long[] page = page(row);
            int at = offset(row);
            for (int k = 0; k < stride; k++) {
                hash = Words.mix(hash, page[at + k]);
            }
        }
        return hash;
    }
}
