package io.tidemark.engine.directory;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;

/** Values by key, each in force from a day until the next one of its key. The last one put for a day stands. Core thread only. */
public final class DatedValues {
    public static final int NONE = -1;

    private static final int KEY = 0;
    /** The rest of the key (high), 1 where the row is the newest of its key (low). */
    private static final int MORE_NEWEST = 1;
    /** First day (high), row + 1 of the one before (low). */
    private static final int FROM_OLDER = 2;

    private static final int VALUE = 3;

    private final RowTable rows = new RowTable(4);
    private final HashIndex index = new HashIndex();

    public boolean isEmpty() {
        return rows.rows() == 0;
    }

    private int newest(long key, int more) {
        int row = index.first(Words.mix(key, more));
        while (row != HashIndex.NONE && !isNewest(row, key, more)) {
            row = index.next();
        }
        return row;
    }

    private boolean isNewest(int row, long key, int more) {
        return rows.get(row, KEY) == key && rows.get(row, MORE_NEWEST) == Words.pack(more, 1);
    }

    /** The row in force on a day, or {@link #NONE}. */
    public int on(long key, int more, int day) {
        int row = newest(key, more);
        while (row >= 0 && rows.high(row, FROM_OLDER) > day) {
            row = rows.low(row, FROM_OLDER) - 1;
        }
        return row;
    }

    public long value(int row) {
        return rows.get(row, VALUE);
    }

    /** The last day on which a value of a key comes into force; {@link Integer#MIN_VALUE} where there is none. */
    public int lastDay(long key, int more) {
        int row = newest(key, more);
        return row < 0 ? Integer.MIN_VALUE : rows.high(row, FROM_OLDER);
    }

    /** Puts a value in force. Answers whether anything changed. */
    public boolean put(long key, int more, int from, long value) {
        int newer = NONE;
        int at = newest(key, more);
        while (at >= 0 && rows.high(at, FROM_OLDER) > from) {
            newer = at;
            at = rows.low(at, FROM_OLDER) - 1;
        }
        if (at >= 0 && rows.high(at, FROM_OLDER) == from) {
            boolean changes = rows.get(at, VALUE) != value;
            rows.set(at, VALUE, value);
            return changes;
        }
        int row = rows.add();
        rows.set(row, KEY, key);
        rows.set(row, MORE_NEWEST, Words.pack(more, newer == NONE ? 1 : 0));
        rows.set(row, FROM_OLDER, Words.pack(from, at + 1));
        rows.set(row, VALUE, value);
        if (newer != NONE) {
            rows.setLow(newer, FROM_OLDER, row + 1);
        } else if (at >= 0) {
            rows.setLow(at, MORE_NEWEST, 0);
        }
        index.put(Words.mix(key, more), row);
        return true;
    }

    /** @param name of the section, stable */
    public void list(Sections sections, String name) {
        sections.add(name, 1, rows).derive(this::rebuild);
    }

    private void rebuild() {
        for (int row = 0; row < rows.rows(); row++) {
            index.put(Words.mix(rows.get(row, KEY), rows.high(row, MORE_NEWEST)), row);
        }
    }

    public long stateHash(long seed) {
        return rows.hash(seed);
    }
}
