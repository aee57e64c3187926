package io.tidemark.engine.naive;

import java.math.BigDecimal;

/**
 * One row of a board.
 *
 * @param name the participant's name in force, or empty
 * @param value points or the measure; for a ratio its numerator
 * @param over for a ratio its denominator, else null
 */
public record BoardRow(int rank, Who who, String name, BigDecimal value, BigDecimal over) {

    /** {@code 1 rep-id 100}, or {@code 1 rep-id 90/120} for a ratio. */
    @Override
    public String toString() {
        return rank + " " + who.id() + " "
                + (over == null ? Numbers.shownMeasure(value) : exact(value) + "/" + exact(over));
    }

    private static String exact(BigDecimal side) {
        return side.stripTrailingZeros().toPlainString();
    }
}
