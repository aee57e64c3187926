package io.tidemark.engine.store;

import io.tidemark.engine.Fixed;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Distinct texts as dense numbers from 0, the empty text. Each knows its value as a number. One thread.
 */
public final class TextTable {
    private static final int REFERENCE = 0;
    private static final int NUMBER = 1;

    private final TextPool pool;
    private final RowTable rows = new RowTable(2);
    private HashIndex index = new HashIndex();
    private final Ascii digits = new Ascii();

    public TextTable(TextPool pool) {
        this.pool = pool;
        rows.set(rows.add(), NUMBER, Fixed.NONE);
    }

    public int size() {
        return rows.rows();
    }

    /** The number of a text, given its {@link TextHash}; adds it where it is new. */
    public int intern(long hash, DirectBuffer text, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        int row = find(hash, text, offset, length);
        if (row == HashIndex.NONE) {
            row = rows.add();
            int reference = pool.add(text, offset, length);
            rows.set(row, REFERENCE, reference);
            rows.set(row, NUMBER, parse(text, offset, length));
            index.put(hash, row);
        }
        return row;
    }

    /** The number of a text, or {@link HashIndex#NONE} where it is new. */
    public int find(long hash, DirectBuffer text, int offset, int length) {
        int row = index.first(hash);
        while (row != HashIndex.NONE && !pool.matches((int) rows.get(row, REFERENCE), text, offset, length)) {
            row = index.next();
        }
        return row;
    }

    /** {@link #intern} of a string; for the paths where speed is nothing. */
    public int intern(String text) {
        UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
        return intern(TextHash.of(bytes, 0, bytes.capacity()), bytes, 0, bytes.capacity());
    }

    /** {@link #find} of a string. */
    public int find(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
        return find(TextHash.of(bytes, 0, bytes.capacity()), bytes, 0, bytes.capacity());
    }

    public int reference(int row) {
        return (int) rows.get(row, REFERENCE);
    }

    public String text(int row) {
        return pool.text(reference(row));
    }

    /** The text as a number in units, or {@link Fixed#NONE}. */
    public long number(int row) {
        return rows.get(row, NUMBER);
    }

    public int compare(int a, int b) {
        return pool.compare(reference(a), reference(b));
    }

    /** A number is at most 20 characters; longer texts are not looked at. */
    private long parse(DirectBuffer text, int offset, int length) {
        if (length > 20) {
            return Fixed.NONE;
        }
        byte first = text.getByte(offset);
        if (first != '-' && (first < '0' || first > '9')) {
            return Fixed.NONE;
        }
        digits.buffer = text;
        digits.offset = offset;
        digits.length = length;
        return Fixed.parse(digits);
    }

    /** Bytes of a buffer as characters, so that parsing a number allocates nothing. */
    private static final class Ascii implements CharSequence {
        private DirectBuffer buffer;
        private int offset;
        private int length;

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            return (char) (buffer.getByte(offset + index) & 0xFF);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return toString().subSequence(start, end);
        }

        @Override
        public String toString() {
            return buffer.getStringWithoutLengthAscii(offset, length);
        }
    }

    /** What a snapshot holds of the table. */
    public Stored rows() {
        return rows;
    }

    /** Rebuilds what finds texts, once pool and rows were restored. */
    public void rebuild() {
        index = new HashIndex(rows.rows());
        for (int row = 1; row < rows.rows(); row++) {
            index.put(pool.hash(reference(row)), row);
        }
    }

    public long hash(long seed) {
        return rows.hash(seed);
    }
}
