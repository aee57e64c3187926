package io.tidemark.engine.query;

import java.math.BigInteger;
import java.util.List;

/**
 * A page of one segment of a board in one period.
 *
 * @param state final where the board is as it was when the period was closed
 * @param segment the attribute's value, empty where the board has no segments
 * @param total members of the segment
 */
public record BoardView(
        String program,
        String board,
        String period,
        PeriodState state,
        String segment,
        long sequence,
        int total,
        List<Row> rows) {

    /**
     * @param value units of points or of the measure; of a ratio the numerator
     * @param over of a ratio the denominator's units, else null
     * @param tier the tier held, empty on boards of levels and without a ladder
     */
    public record Row(int rank, String participant, String name, BigInteger value, BigInteger over, String tier) {}
}
