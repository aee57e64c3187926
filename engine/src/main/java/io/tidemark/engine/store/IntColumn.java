package io.tidemark.engine.store;

/** One int per row, two in a long; rows that were never set read 0. */
public final class IntColumn {
    private final RowTable table = new RowTable(1);

    public int get(int row) {
        int pair = row >>> 1;
        if (pair >= table.rows()) {
            return 0;
        }
        long word = table.get(pair, 0);
        return (row & 1) == 0 ? (int) word : (int) (word >>> 32);
    }

    public void set(int row, int value) {
        int pair = row >>> 1;
        table.ensure(pair);
        if ((row & 1) == 0) {
            table.setLow(pair, 0, value);
        } else {
            table.setHigh(pair, 0, value);
        }
    }

    public long hash(long seed) {
        return table.hash(seed);
    }
}
