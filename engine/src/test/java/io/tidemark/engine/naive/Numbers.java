package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/** Between units of ten-thousandths and exact decimals. */
final class Numbers {
    private Numbers() {}

    static BigDecimal of(long units) {
        return BigDecimal.valueOf(units, 4);
    }

    /** An absent number adds nothing. */
    static BigDecimal orZero(Long units) {
        return units == null ? BigDecimal.ZERO : of(units);
    }

    /** Half-even to four decimals: what happens once to every rule value and to every pro rata share. */
    static BigDecimal rounded(BigDecimal exact) {
        return exact.setScale(4, RoundingMode.HALF_EVEN);
    }

    /** The quotient, rounded once. */
    static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, 4, RoundingMode.HALF_EVEN);
    }

    static boolean isZero(BigDecimal value) {
        return value.signum() == 0;
    }

    /** Plain notation, or {@code out-of-range}. */
    static String shown(BigDecimal value) {
        return Fixed.format(value.setScale(4, RoundingMode.UNNECESSARY).unscaledValue());
    }

    /** The number a text is, or 0. */
    static BigDecimal parsed(String text) {
        long units = text == null ? Fixed.NONE : Fixed.parse(text);
        return units == Fixed.NONE ? BigDecimal.ZERO : of(units);
    }

    /** A measure, which may have more decimals where roles count by share: half-even to four decimals. */
    static String shownMeasure(BigDecimal value) {
        return shown(rounded(value));
    }

    /** The entries whose text is a number. */
    static Map<String, BigDecimal> among(Map<String, String> fields) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        fields.forEach((name, text) -> {
            long units = Fixed.parse(text);
            if (units != Fixed.NONE) {
                numbers.put(name, of(units));
            }
        });
        return numbers;
    }
}
