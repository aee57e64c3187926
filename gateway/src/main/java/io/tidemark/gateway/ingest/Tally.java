package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import java.math.BigInteger;

/**
 * Rows with the exact sums of their quantities and amounts, in units and in the file's own signs. A row whose number
 * cannot be read counts as a row, and is said. Of one thread.
 */
public final class Tally {
    private long rows;
    private long unreadable;
    private final ExactSum quantity = new ExactSum();
    private final ExactSum amount = new ExactSum();

    /** Counts a row; {@link Fixed#NONE} adds nothing. */
    void add(long rowQuantity, long rowAmount) {
        rows++;
        if (rowQuantity != Fixed.NONE) {
            quantity.add(rowQuantity);
        }
        if (rowAmount != Fixed.NONE) {
            amount.add(rowAmount);
        }
    }

    void addUnreadable() {
        unreadable++;
    }

    public long rows() {
        return rows;
    }

    /** Rows among them whose quantity or amount could not be read, so that the sums are without it. */
    public long unreadable() {
        return unreadable;
    }

    /** Units. */
    public BigInteger quantity() {
        return quantity.total();
    }

    /** Units. */
    public BigInteger amount() {
        return amount.total();
    }
}
