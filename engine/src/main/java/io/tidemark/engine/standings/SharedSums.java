package io.tidemark.engine.standings;

import io.tidemark.engine.Wide;
import io.tidemark.engine.store.ExactCells;
import io.tidemark.engine.store.RowTable;
import java.math.BigInteger;

/**
 * Measures of a table whose sums are kept apart per share: a measure is the sum of share times sum, in hundred-millionths, never
 * rounded. Core thread only.
 */
final class SharedSums {
    private final RowTable rows;
    private final ExactCells exact;
    private final int first;
    private final int measures;
    private final long[] shares;

    /**
     * @param first the cell of the first measure under the first share; then the others, then those under the next share
     * @param shares units
     */
    SharedSums(RowTable rows, ExactCells exact, int first, int measures, long[] shares) {
        this.rows = rows;
        this.exact = exact;
        this.first = first;
        this.measures = measures;
        this.shares = shares;
    }

    /** A measure, or {@link ExactCells#WIDE}. */
    long sum(int row, int measure) {
        long sum = 0;
        for (int k = 0; k < shares.length; k++) {
            long cell = rows.get(row, first + k * measures + measure);
            long part = cell == ExactCells.WIDE ? Wide.NEEDS_EXACT : Wide.multiply(cell, shares[k]);
            long next = sum + part;
            if (part == Wide.NEEDS_EXACT || ((sum ^ next) & (part ^ next)) < 0 || next == ExactCells.WIDE) {
                return ExactCells.WIDE;
            }
            sum = next;
        }
        return sum;
    }

    BigInteger exact(int row, int measure) {
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < shares.length; k++) {
            sum = sum.add(exact.exact(row, first + k * measures + measure).multiply(BigInteger.valueOf(shares[k])));
        }
        return sum;
    }
}
