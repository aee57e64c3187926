package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;

/**
 * Reads numbers as people write them: a currency symbol, grouped thousands, either decimal point, parentheses or a
 * trailing minus for negatives. The result is in units of ten-thousandths; nothing is rounded unless a rounding is
 * named. Works on characters in place and allocates nothing. Of one thread: what the last call found is kept.
 */
final class NumberText {
    /** Why a text is not a number here. */
    enum Fault {
        NOT_A_NUMBER,
        GROUPS,
        DECIMALS,
        RANGE
    }

    private static final long MAX_WHOLE = IngestLimits.NUMBER_UNITS / Fixed.ONE;

    private final String symbol;
    private final char group;
    private final char point;
    private final DecimalRounding rounding;

    private Fault fault;
    private boolean decorated;

    private char[] text;
    private int at;
    private int end;
    private boolean signed;
    private boolean negative;

    NumberText(Profile.Numbers numbers) {
        this.symbol = numbers.symbol();
        this.group = numbers.group().isEmpty() ? 0 : numbers.group().charAt(0);
        this.point = numbers.point().charAt(0);
        this.rounding = numbers.rounding();
    }

    /** Units of the number in {@code [from, to)}, or {@link Fixed#NONE}; then {@link #fault()} says why. */
    long parse(char[] chars, int from, int to) {
        text = chars;
        at = from;
        end = to;
        fault = null;
        decorated = false;
        signed = false;
        negative = false;
        trim();
        if (!parentheses() || !prefix() || !suffix()) {
            return fail(Fault.NOT_A_NUMBER);
        }
        return digits();
    }

    DecimalRounding rounding() {
        return rounding;
    }

    /** How a number is written here, as a refusal says it. */
    String wanted() {
        String whole = group == 0 ? "1234" : "1" + group + "234";
        String example = symbol + whole + point + "5";
        return "a number such as " + example + "; symbol, group and point are set in the profile under numbers:";
    }

    /** Why the last text was not a number. */
    Fault fault() {
        return fault;
    }

    /** Whether the last number is one only by the profile's notation (symbol, groups, point, parentheses, signs). */
    boolean decorated() {
        return decorated;
    }

    private long fail(Fault why) {
        fault = why;
        return Fixed.NONE;
    }

    private void trim() {
        while (at < end && Row.isSpace(text[at])) {
            at++;
        }
        while (at < end && Row.isSpace(text[end - 1])) {
            end--;
        }
    }

    private boolean parentheses() {
        if (at < end && text[at] == '(') {
            if (text[end - 1] != ')') {
                return false;
            }
            at++;
            end--;
            signed = true;
            negative = true;
            decorated = true;
            trim();
        }
        return at < end;
    }

    private boolean prefix() {
        boolean symbolSeen = false;
        while (at < end) {
            char c = text[at];
            if (isSign(c)) {
                if (!sign(c, c != '-')) {
                    return false;
                }
                at++;
            } else if (!symbolSeen && symbolAt(at)) {
                symbolSeen = true;
                decorated = true;
                at += symbol.length();
            } else if (Row.isSpace(c)) {
                decorated = true;
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private boolean suffix() {
        boolean symbolSeen = false;
        while (at < end) {
            char c = text[end - 1];
            if (isSign(c)) {
                if (!sign(c, true)) {
                    return false;
                }
                end--;
            } else if (!symbolSeen && symbolAt(end - symbol.length())) {
                symbolSeen = true;
                decorated = true;
                end -= symbol.length();
            } else if (Row.isSpace(c)) {
                end--;
            } else {
                return true;
            }
        }
        return false;
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+' || c == '\u2212';
    }

    private boolean sign(char c, boolean unusual) {
        if (signed) {
            return false;
        }
        signed = true;
        negative = c != '+';
        decorated |= unusual;
        return true;
    }

    private boolean symbolAt(int from) {
        int length = symbol.length();
        if (length == 0 || from < at || from + length > end) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[from + i] != symbol.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private long digits() {
        long whole = 0;
        int run = 0;
        int count = 0;
        boolean grouped = false;
        boolean groupsFit = true;
        for (; at < end; at++) {
            char c = text[at];
            if (isDigit(c)) {
                // beyond the range the exact value no longer matters, only that it is beyond
                whole = whole > MAX_WHOLE ? whole : whole * 10 + (c - '0');
                run++;
                count++;
            } else if (isGroup(c)) {
                groupsFit &= run <= 3 && run > 0 && (!grouped || run == 3);
                grouped = true;
                run = 0;
            } else {
                break;
            }
        }
        groupsFit &= !grouped || run == 3;
        decorated |= grouped;
        return fraction(whole, count, groupsFit);
    }

    private long fraction(long whole, int wholeDigits, boolean groupsFit) {
        long units = 0;
        int count = 0;
        int next = 0;
        boolean more = false;
        if (at < end && text[at] == point) {
            decorated |= point != '.';
            for (at++; at < end && isDigit(text[at]); at++, count++) {
                int digit = text[at] - '0';
                if (count < 4) {
                    units = units * 10 + digit;
                } else if (count == 4) {
                    next = digit;
                } else {
                    more |= digit != 0;
                }
            }
            for (int i = count; i < 4; i++) {
                units *= 10;
            }
        }
        if (at < end || wholeDigits + count == 0) {
            return fail(Fault.NOT_A_NUMBER);
        }
        if (!groupsFit) {
            return fail(Fault.GROUPS);
        }
        if (rounding == DecimalRounding.NONE && (next != 0 || more)) {
            return fail(Fault.DECIMALS);
        }
        return whole > MAX_WHOLE ? fail(Fault.RANGE) : finish(whole * Fixed.ONE + units, next, more);
    }

    private long finish(long units, int next, boolean more) {
        long magnitude = units + (rounding.up((units & 1) == 1, next, more) ? 1 : 0);
        if (magnitude > IngestLimits.NUMBER_UNITS) {
            return fail(Fault.RANGE);
        }
        return negative ? -magnitude : magnitude;
    }

    private boolean isGroup(char c) {
        if (group == 0) {
            return false;
        }
        return c == group || (group == ' ' && Row.isSpace(c)) || (group == '\'' && c == '\u2019');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
