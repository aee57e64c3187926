package io.tidemark.engine.closing;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.ExactCells;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;

/**
 * Statements and their lines as they were published; none ever changes. A line says what it is by two small numbers, which
 * the program of the closing gives names. Core thread only.
 */
final class StatementTable {
    static final int NONE = -1;

    /** Participant (high), number of the closing (low). */
    private static final int KEY = 0;
    /** First line (high), lines (low). */
    private static final int LINES = 1;

    private static final int PAID = 2;

    /** Kind and first number (high), second number (low). */
    private static final int WHAT = 0;

    private static final int VALUE = 1;
    private static final int KIND_SHIFT = 24;
    private static final int NUMBER = (1 << KIND_SHIFT) - 1;

    private final RowTable rows = new RowTable(3);
    private final ExactCells paid = new ExactCells(rows);
    private final RowTable lines = new RowTable(2);
    private final ExactCells values = new ExactCells(lines);
    private HashIndex index = new HashIndex();

    int count() {
        return rows.rows();
    }

    int find(int participant, int closing) {
        long key = Words.pack(participant, closing);
        int row = index.first(Words.mix(key, 0));
        while (row != HashIndex.NONE && rows.get(row, KEY) != key) {
            row = index.next();
        }
        return row;
    }

    /** Begins the statement that the next lines belong to. */
    int begin(int participant, int closing) {
        int row = rows.add();
        long key = Words.pack(participant, closing);
        rows.set(row, KEY, key);
        rows.set(row, LINES, Words.pack(lines.rows(), 0));
        index.put(Words.mix(key, 0), row);
        return row;
    }

    /** Adds a line to the newest statement. */
    void line(LineKind kind, int first, int second, BigInteger value) {
        int line = lines.add();
        lines.set(line, WHAT, Words.pack(kind.ordinal() << KIND_SHIFT | first, second));
        values.set(line, VALUE, value);
        int row = rows.rows() - 1;
        rows.setLow(row, LINES, rows.low(row, LINES) + 1);
    }

    void end(BigInteger total) {
        paid.set(rows.rows() - 1, PAID, total);
    }

    int participant(int row) {
        return rows.high(row, KEY);
    }

    int closing(int row) {
        return rows.low(row, KEY);
    }

    BigInteger paid(int row) {
        return paid.exact(row, PAID);
    }

    int firstLine(int row) {
        return rows.high(row, LINES);
    }

    int lines(int row) {
        return rows.low(row, LINES);
    }

    LineKind kind(int line) {
        return LineKind.ALL[lines.high(line, WHAT) >>> KIND_SHIFT];
    }

    int first(int line) {
        return lines.high(line, WHAT) & NUMBER;
    }

    int second(int line) {
        return lines.low(line, WHAT);
    }

    BigInteger value(int line) {
        return values.exact(line, VALUE);
    }

    void list(Sections sections) {
        sections.add("statements", 1, rows)
                .add("statements-wide", 1, paid)
                .add("lines", 1, lines)
                .add("lines-wide", 1, values)
                .derive(this::rebuild);
    }

    private void rebuild() {
        index = new HashIndex(rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            index.put(Words.mix(rows.get(row, KEY), 0), row);
        }
    }

    long stateHash(long seed) {
        return values.hash(lines.hash(paid.hash(rows.hash(seed))));
    }
}
