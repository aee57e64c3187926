package io.tidemark.engine.store;

/** The rows of a table at one moment. Immutable, readable by any thread. */
public final class FrozenRows implements Frozen {
    private final long[][] pages;
    private final int rows;
    private final int stride;
    private final int shift;

    FrozenRows(long[][] pages, int rows, int stride, int shift) {
        this.pages = pages;
        this.rows = rows;
        this.stride = stride;
        this.shift = shift;
    }

    public int rows() {
        return rows;
    }

    public long get(int row, int field) {
        return pages[row >>> shift][(row & ((1 << shift) - 1)) * stride + field];
    }

    /** Longs per row, rows, then the rows. */
    @Override
    public void write(SnapshotSink to) {
        to.put(stride);
        to.put(rows);
        Pages.write(pages, (long) rows * stride, stride << shift, to);
    }
}
