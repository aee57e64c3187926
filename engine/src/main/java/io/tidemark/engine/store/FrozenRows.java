package io.tidemark.engine.store;

/** The rows of a table at one moment. Immutable, readable by any thread. */
public final class FrozenRows {
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
}
