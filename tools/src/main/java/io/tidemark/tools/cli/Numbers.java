package io.tidemark.tools.cli;

import io.tidemark.engine.Fixed;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers as people and programs read them. */
public final class Numbers {
    private static final int DECIMALS = 4;

    private Numbers() {}

    /** {@code 57,851}. */
    public static String grouped(long number) {
        return grouped(Long.toString(number));
    }

    /** {@code 57,851 rows}, {@code 1 row}. */
    public static String rows(long number) {
        return grouped(number) + (number == 1 ? " row" : " rows");
    }

    /** Units with separators: {@code 161,605.3222}. */
    public static String grouped(BigInteger units) {
        return grouped(Fixed.format(units));
    }

    /** An exact sum of any size with separators. */
    public static String groupedExactly(BigInteger units) {
        return grouped(new BigDecimal(units, DECIMALS).stripTrailingZeros().toPlainString());
    }

    /** Puts separators into the whole part of a plain number; any other text stays as it is. */
    public static String grouped(String plain) {
        int first = plain.startsWith("-") ? 1 : 0;
        int point = plain.indexOf('.');
        int end = point < 0 ? plain.length() : point;
        if (end == first || !Character.isDigit(plain.charAt(first))) {
            return plain;
        }
        StringBuilder text = new StringBuilder(plain);
        for (int at = end - 3; at > first; at -= 3) {
            text.insert(at, ',');
        }
        return text.toString();
    }
}
