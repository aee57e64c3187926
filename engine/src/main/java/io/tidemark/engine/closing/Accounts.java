package io.tidemark.engine.closing;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.ExactCells;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;

/**
 * What was paid to each participant for each closed period so far, of which points, and what was decided for it once: its
 * prizes and its left-over unit of the budget. Core thread only.
 */
final class Accounts {
    static final int NONE = -1;

    /** Participant (high), number of the closed period (low). */
    private static final int KEY = 0;
    /** Points of the rules when it was looked at last. */
    private static final int POINTS = 1;

    private static final int PRIZES = 2;
    private static final int PAID = 3;
    private static final int FLAGS = 4;
    private static final int FIELDS = 5;

    private static final int OWING = 1;
    private static final int EXTRA_UNIT = 2;

    private final RowTable rows = new RowTable(FIELDS);
    private final ExactCells exact = new ExactCells(rows);
    private HashIndex index = new HashIndex();

    int count() {
        return rows.rows();
    }

    int find(int participant, int period) {
        long key = Words.pack(participant, period);
        int row = index.first(Words.mix(key, 0));
        while (row != HashIndex.NONE && rows.get(row, KEY) != key) {
            row = index.next();
        }
        return row;
    }

    int resolve(int participant, int period) {
        int found = find(participant, period);
        if (found != NONE) {
            return found;
        }
        int row = rows.add();
        long key = Words.pack(participant, period);
        rows.set(row, KEY, key);
        index.put(Words.mix(key, 0), row);
        return row;
    }

    int participant(int row) {
        return rows.high(row, KEY);
    }

    int period(int row) {
        return rows.low(row, KEY);
    }

    BigInteger points(int row) {
        return exact.exact(row, POINTS);
    }

    BigInteger prizes(int row) {
        return exact.exact(row, PRIZES);
    }

    BigInteger paid(int row) {
        return exact.exact(row, PAID);
    }

    boolean hasExtraUnit(int row) {
        return (rows.low(row, FLAGS) & EXTRA_UNIT) != 0;
    }

    /** Whether something was left unpaid, to be paid with more. */
    boolean isOwing(int row) {
        return (rows.low(row, FLAGS) & OWING) != 0;
    }

    void decide(int row, BigInteger prizes, boolean extraUnit) {
        exact.set(row, PRIZES, prizes);
        rows.setLow(row, FLAGS, extraUnit ? EXTRA_UNIT : 0);
    }

    void settle(int row, BigInteger points, BigInteger paid, boolean owing) {
        exact.set(row, POINTS, points);
        exact.set(row, PAID, paid);
        rows.setLow(row, FLAGS, rows.low(row, FLAGS) & ~OWING | (owing ? OWING : 0));
    }

    void list(Sections sections) {
        sections.add("accounts", 1, rows).add("accounts-wide", 1, exact).derive(this::rebuild);
    }

    private void rebuild() {
        index = new HashIndex(rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            index.put(Words.mix(rows.get(row, KEY), 0), row);
        }
    }

    long stateHash(long seed) {
        return exact.hash(rows.hash(seed));
    }
}
