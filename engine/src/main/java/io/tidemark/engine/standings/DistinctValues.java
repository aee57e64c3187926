package io.tidemark.engine.standings;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.ExactCells;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;

/**
 * What is net of every value of the fields that measures count the values of, for each standing of one table; and how many values
 * have something. Core thread only.
 */
public final class DistinctValues {
    /** Standing's row (high), measure (low). */
    private static final int OWNER = 0;

    private static final int VALUE = 1;
    private static final int FURTHER = 2;
    /** Next of the owner's values, row + 1 (high); of the owner's first row: how many values have something (low). */
    private static final int NEXT_COUNT = 3;

    private static final int NET = 4;
    private static final int STRIDE = 5;

    /** Stands for the value in an owner's first row, which is none. */
    private static final long NO_VALUE = Long.MIN_VALUE;

    private final RowTable rows = new RowTable(STRIDE);
    private final ExactCells exact = new ExactCells(rows);
    private final HashIndex index = new HashIndex();

    /** Told of a value and what is net of it. */
    public interface Each {
        void value(long value, long further, BigInteger net);
    }

    private int find(long owner, long value, long further) {
        int row = index.first(hash(owner, value, further));
        while (row != HashIndex.NONE && !is(row, owner, value, further)) {
            row = index.next();
        }
        return row;
    }

    private boolean is(int row, long owner, long value, long further) {
        return rows.get(row, OWNER) == owner && rows.get(row, VALUE) == value && rows.get(row, FURTHER) == further;
    }

    private static long hash(long owner, long value, long further) {
        return Words.mix(Words.mix(owner, value), further);
    }

    private int put(long owner, long value, long further) {
        int row = rows.add();
        rows.set(row, OWNER, owner);
        rows.set(row, VALUE, value);
        rows.set(row, FURTHER, further);
        index.put(hash(owner, value, further), row);
        return row;
    }

    /** Adds to what is net of a value of a standing. */
    public void add(int standing, int measure, long value, long further, BigInteger weight) {
        long owner = Words.pack(standing, measure);
        int first = find(owner, NO_VALUE, 0);
        first = first < 0 ? put(owner, NO_VALUE, 0) : first;
        int row = find(owner, value, further);
        if (row < 0) {
            row = put(owner, value, further);
            rows.setHigh(row, NEXT_COUNT, rows.high(first, NEXT_COUNT));
            rows.setHigh(first, NEXT_COUNT, row + 1);
        }
        int before = exact.exact(row, NET).signum();
        exact.add(row, NET, weight);
        int change = Math.max(exact.exact(row, NET).signum(), 0) - Math.max(before, 0);
        rows.setLow(first, NEXT_COUNT, rows.low(first, NEXT_COUNT) + change);
    }

    /** How many values of a standing have something. */
    public int count(int standing, int measure) {
        int first = find(Words.pack(standing, measure), NO_VALUE, 0);
        return first < 0 ? 0 : rows.low(first, NEXT_COUNT);
    }

    /** Every value of a standing, also those of which nothing is net. */
    public void each(int standing, int measure, Each each) {
        int first = find(Words.pack(standing, measure), NO_VALUE, 0);
        for (int at = first < 0 ? 0 : rows.high(first, NEXT_COUNT); at != 0; at = rows.high(at - 1, NEXT_COUNT)) {
            each.value(rows.get(at - 1, VALUE), rows.get(at - 1, FURTHER), exact.exact(at - 1, NET));
        }
    }

    public void list(Sections sections) {
        sections.add("distinct", 1, rows).add("distinct-wide", 1, exact).derive(this::rebuild);
    }

    private void rebuild() {
        for (int row = 0; row < rows.rows(); row++) {
            index.put(hash(rows.get(row, OWNER), rows.get(row, VALUE), rows.get(row, FURTHER)), row);
        }
    }

    public long stateHash(long seed) {
        return exact.hash(rows.hash(seed));
    }
}
