package io.tidemark.engine.standings;

import io.tidemark.engine.store.RowList;
import io.tidemark.engine.store.RowTable;

/**
 * What waits to be done to the standings of one table: marks in a word of each row, and the lists of the rows that have
 * them, so that a row is listed once. Core thread only.
 */
final class StandingMarks {
    static final int DIRTY = 1 << 16;
    /** What a board shows of the row may have changed. */
    static final int REFRESH = 1 << 17;

    static final int TIER_CHANGED = 1 << 18;
    /** Its levels do not have yet what its points and activities changed by. */
    static final int OWES = 1 << 19;
    /** On the list of rows that have levels to join. */
    private static final int MOVED = 1 << 20;

    private final RowTable rows;
    private final int field;
    private final RowList dirty = new RowList();
    private final RowList moved = new RowList();

    /** @param field the word of a row whose low half has the marks */
    StandingMarks(RowTable rows, int field) {
        this.rows = rows;
        this.field = field;
    }

    RowList dirty() {
        return dirty;
    }

    RowList moved() {
        return moved;
    }

    boolean has(int row, int mark) {
        return (rows.low(row, field) & mark) != 0;
    }

    /** @param page for writing, where the row begins at {@code at} */
    void dirty(int row, long[] page, int at) {
        long state = page[at + field];
        if ((state & DIRTY) == 0) {
            page[at + field] = state | DIRTY;
            dirty.add(row);
        }
    }

    void refresh(int row) {
        rows.setLow(row, field, rows.low(row, field) | REFRESH);
    }

    void moved(int row) {
        int state = rows.low(row, field);
        if ((state & MOVED) == 0) {
            rows.setLow(row, field, state | MOVED);
            moved.add(row);
        }
    }

    void allJoined() {
        clear(moved, MOVED);
    }

    void allClean() {
        clear(dirty, DIRTY | REFRESH | TIER_CHANGED);
    }

    private void clear(RowList list, int marks) {
        for (int k = 0; k < list.count(); k++) {
            int row = list.rows()[k];
            rows.pageForWrite(row)[rows.offset(row) + field] &= ~(long) marks;
        }
        list.clear();
    }
}
