package io.tidemark.engine;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Fixed-point numbers with four decimals, held as a count of ten-thousandths in a {@code long} ("units"). Amounts,
 * quantities, rates and points are all of this form.
 */
public final class Fixed {
    /** Units per whole. */
    public static final long ONE = 10_000;

    /** |amount| and |quantity| of one activity are at most 10^12. */
    public static final long MAX_ACTIVITY = 1_000_000_000_000L * ONE;

    /** Constants of a program are at most 10^9. */
    public static final long MAX_CONSTANT = 1_000_000_000L * ONE;

    /** Beyond ±9.2·10^14 a standing shows {@code out-of-range}. */
    public static final long MAX_SHOWN = 920_000_000_000_000L * ONE;

    /** What a number beyond {@link #MAX_SHOWN} is shown as. */
    public static final String OUT_OF_RANGE = "out-of-range";

    /** Stands for "not a number" where a long holds an optional number. */
    public static final long NONE = Long.MIN_VALUE;

    private static final BigInteger MAX_SHOWN_BIG = BigInteger.valueOf(MAX_SHOWN);

    private Fixed() {}

    /**
     * The units of a number's text, or {@link #NONE} where it is not of the form {@code -?\d+(\.\d{1,4})?} or lies
     * beyond what a long of units holds.
     */
    public static long parse(CharSequence text) {
        int length = text.length();
        int at = 0;
        boolean negative = length > 0 && text.charAt(0) == '-';
        if (negative) {
            at = 1;
        }
        long whole = 0;
        int start = at;
        while (at < length && isDigit(text.charAt(at))) {
            if (whole > (Long.MAX_VALUE / ONE - 9) / 10) {
                return NONE;
            }
            whole = whole * 10 + (text.charAt(at++) - '0');
        }
        if (at == start) {
            return NONE;
        }
        long units = whole * ONE;
        if (at < length) {
            if (text.charAt(at) != '.' || length - at < 2 || length - at > 5) {
                return NONE;
            }
            long scale = ONE;
            for (at++; at < length; at++) {
                if (!isDigit(text.charAt(at))) {
                    return NONE;
                }
                scale /= 10;
                units += (text.charAt(at) - '0') * scale;
            }
        }
        return negative ? -units : units;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether a text that {@link #parse} accepts is the plain notation of its number: what {@link #format} gives back. */
    public static boolean isPlain(CharSequence text) {
        int length = text.length();
        int first = text.charAt(0) == '-' ? 1 : 0;
        boolean leadingZero = length - first > 1 && text.charAt(first) == '0' && text.charAt(first + 1) != '.';
        boolean fraction = length >= 3 && indexOfPoint(text, first) >= 0;
        boolean trailingZero = fraction && text.charAt(length - 1) == '0';
        boolean negativeZero = first == 1 && length == 2 && text.charAt(1) == '0';
        return !leadingZero && !trailingZero && !negativeZero;
    }

    private static int indexOfPoint(CharSequence text, int from) {
        for (int k = from; k < text.length(); k++) {
            if (text.charAt(k) == '.') {
                return k;
            }
        }
        return -1;
    }

    /** Plain notation, at most four decimals, no trailing zeros. */
    public static String format(long units) {
        return BigDecimal.valueOf(units, 4)
                .add(BigDecimal.ZERO)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Plain notation, or {@link #OUT_OF_RANGE} beyond {@link #MAX_SHOWN}. */
    public static String format(BigInteger units) {
        if (units.abs().compareTo(MAX_SHOWN_BIG) > 0) {
            return OUT_OF_RANGE;
        }
        return format(units.longValueExact());
    }

    /** num / den rounded half-even to a whole number of units; den is not zero. */
    public static BigInteger divideHalfEven(BigInteger num, BigInteger den) {
        return new BigDecimal(num)
                .divide(new BigDecimal(den), 0, java.math.RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
    }
}
