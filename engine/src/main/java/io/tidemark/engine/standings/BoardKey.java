package io.tidemark.engine.standings;

import io.tidemark.engine.store.TextPool;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * What a member is ranked by. {@link #value} decides; where values are equal, {@link #numerator} over {@link
 * #denominator} where both have one (a ratio, or a value beyond a long, of which {@code value} is a monotone image),
 * then the ties. Name and id, by code point, only order the rows of one rank. Mutable carrier.
 */
public final class BoardKey {
    /** Stands for a name and an id that are as the board has recorded them. */
    public static final int AS_RECORDED = -1;

    public long value;
    /** Exact value behind an image, or null where {@link #value} is exact. */
    public BigInteger numerator;

    public BigInteger denominator;
    public long[] ties;
    /** Reference into the pool of texts, or {@link #AS_RECORDED}. */
    public int name;

    public int id;

    public BoardKey(int tieCount) {
        ties = new long[tieCount];
    }

    /** Negative where this key ranks before the other, 0 where their ranks are equal. */
    int compareRank(BoardKey other) {
        int order = Long.compare(other.value, value);
        if (order == 0 && numerator != null && other.numerator != null) {
            order = other.numerator.multiply(denominator).compareTo(numerator.multiply(other.denominator));
        }
        for (int k = 0; order == 0 && k < ties.length; k++) {
            order = Long.compare(other.ties[k], ties[k]);
        }
        return order;
    }

    /** Order of the rows: rank, then name, then id. */
    int compareRow(BoardKey other, TextPool pool) {
        int order = compareRank(other);
        if (order == 0) {
            order = pool.compare(name, other.name);
        }
        return order == 0 ? pool.compare(id, other.id) : order;
    }

    @Override
    public String toString() {
        return value + " " + Arrays.toString(ties);
    }
}
