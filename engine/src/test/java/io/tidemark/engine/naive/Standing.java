package io.tidemark.engine.naive;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Where one participant stands on one track in one period.
 *
 * @param place whose standing, where and when
 * @param measures exact, every measure of the program
 * @param rules counted values, four decimals, every rule of the track in its order
 * @param points the sum of the rules
 * @param held the total with every {@code needs} open, less the total
 * @param tier the tier's name, empty without a ladder
 * @param gaps per condition of the next tier
 * @param activities standing activities credited here
 */
public record Standing(
        Place place,
        Map<String, BigDecimal> measures,
        Map<String, BigDecimal> rules,
        BigDecimal points,
        BigDecimal held,
        String tier,
        List<Gap> gaps,
        int activities) {

    /** Whether some measure is other than zero. */
    public boolean isSomething() {
        return measures.values().stream().anyMatch(value -> value.signum() != 0);
    }
}
