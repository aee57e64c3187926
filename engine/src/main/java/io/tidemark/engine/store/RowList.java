package io.tidemark.engine.store;

import java.util.Arrays;

/** A list of rows that grows, read as an array: what loops over many rows takes. Core thread only. */
public final class RowList {
    private int[] rows = new int[64];
    private int count;

    public void add(int row) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, count * 2);
        }
        rows[count++] = row;
    }

    public int count() {
        return count;
    }

    /** The rows, the first {@link #count} of them; valid until the next is added. Read, never written. */
    public int[] rows() {
        return rows;
    }

    public void clear() {
        count = 0;
    }
}
