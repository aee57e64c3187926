package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;

/**
 * The text of an attribute. A text that is a number only in the profile's notation ({@code $3,796.19}, {@code (12)}, {@code
 * 1.234,50}) becomes plain ({@code 3796.19}), so that it can be summed; any other text, {@code 0123} and {@code 1.10}
 * among them, stays as written. Of one thread.
 */
final class AttributeText {
    private final NumberText numbers;
    private final TextCache cache;
    private final char[] plain = new char[24];

    AttributeText(NumberText numbers, TextCache cache) {
        this.numbers = numbers;
        this.cache = cache;
    }

    /** @param negate whether a number changes its sign; a text that is none stays */
    String text(Row row, int place, boolean negate) {
        if (row.isBlank(place)) {
            return "";
        }
        char[] chars = row.chars();
        int from = row.from(place);
        int to = row.to(place);
        if (negate || !isDigits(chars, from, to)) {
            long units = numbers.parse(chars, from, to);
            if (units != Fixed.NONE && (negate || numbers.decorated() || isLong(chars, from, to))) {
                int start = format(negate ? -units : units);
                return cache.text(plain, start, plain.length);
            }
        }
        return cache.text(chars, from, to);
    }

    /** Whether a number has more decimals than four: it was read because the profile names a rounding. */
    private static boolean isLong(char[] chars, int from, int to) {
        int at = from;
        while (at < to && chars[at] != '.') {
            at++;
        }
        return to - at > 5;
    }

    private static boolean isDigits(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            if (chars[i] < '0' || chars[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** Writes the number to the end of the buffer, without trailing zeros; answers where it starts. */
    private int format(long units) {
        long whole = Math.abs(units) / Fixed.ONE;
        int rest = (int) (Math.abs(units) % Fixed.ONE);
        int at = plain.length;
        for (int i = 0; i < 4; i++, rest /= 10) {
            if (at < plain.length || rest % 10 != 0) {
                plain[--at] = (char) ('0' + rest % 10);
            }
        }
        if (at < plain.length) {
            plain[--at] = '.';
        }
        do {
            plain[--at] = (char) ('0' + whole % 10);
            whole /= 10;
        } while (whole != 0);
        if (units < 0) {
            plain[--at] = '-';
        }
        return at;
    }
}
