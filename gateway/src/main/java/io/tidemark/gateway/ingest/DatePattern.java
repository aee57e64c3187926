package io.tidemark.gateway.ingest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One way to write a date, compiled from a pattern: {@code yyyy yy MM M MMM MMMM dd d HH H hh h a mm m ss s S XXX}, text in
 * single quotes, any other character as itself. Strict: 31-02 is no date, {@code dd} wants two digits, {@code d} takes one or
 * two; two-digit years only where the pattern says {@code yy} (2000 to 2099). Month names are English. Immutable parser,
 * but of one thread while it reads.
 */
final class DatePattern {
    /** Not a date in this pattern. */
    static final int NONE = Integer.MIN_VALUE;

    private static final String[] MONTHS = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december"
    };

    private record Part(char letter, int width, char literal) {}

    private final String pattern;
    private final Part[] parts;
    private final boolean zoned;

    private char[] text;
    private int at;
    private int end;
    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private boolean twelve;
    private boolean afternoon;
    private int offsetSeconds;
    private boolean beyondYears;

    private DatePattern(String pattern, List<Part> parts) {
        this.pattern = pattern;
        this.parts = parts.toArray(new Part[0]);
        this.zoned = has(parts, 'X');
    }

    /**
     * Compiles a pattern.
     *
     * @throws IllegalArgumentException with a sentence for the person who wrote it
     */
    static DatePattern of(String pattern) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            char c = pattern.charAt(at);
            if (c == '\'') {
                at = quoted(pattern, at, parts);
            } else if (isLetter(c)) {
                int from = at;
                while (at < pattern.length() && pattern.charAt(at) == c) {
                    at++;
                }
                parts.add(part(pattern, c == 'u' ? 'y' : c, at - from));
            } else {
                parts.add(new Part('\0', 1, c));
                at++;
            }
        }
        for (char needed : new char[] {'y', 'M', 'd'}) {
            if (!has(parts, needed)) {
                throw new IllegalArgumentException("the pattern '" + pattern + "' has no " + needed
                        + "; a date needs year (yyyy), month (MM) and day (dd)");
            }
        }
        if (has(parts, 'h') != has(parts, 'a')) {
            throw new IllegalArgumentException("the pattern '" + pattern + "' needs both hh and a, or HH alone");
        }
        return new DatePattern(pattern, parts);
    }

    private static int quoted(String pattern, int from, List<Part> parts) {
        int close = pattern.indexOf('\'', from + 1);
        if (close < 0) {
            throw new IllegalArgumentException("the pattern \"" + pattern + "\" has a single quote that is not closed");
        }
        if (close == from + 1) {
            parts.add(new Part('\0', 1, '\''));
        }
        for (int i = from + 1; i < close; i++) {
            parts.add(new Part('\0', 1, pattern.charAt(i)));
        }
        return close + 1;
    }

    private static Part part(String pattern, char letter, int width) {
        boolean known = switch (letter) {
            case 'y' -> width == 2 || width == 4;
            case 'M' -> width <= 4;
            case 'd', 'H', 'h', 'm', 's' -> width <= 2;
            case 'a' -> width == 1;
            case 'S' -> width <= 9;
            case 'X' -> width <= 3;
            default -> false;
        };
        if (!known) {
            String wrong = String.valueOf(letter).repeat(width);
            String hint = letter == 'Y' || letter == 'D' || letter == 'm'
                    ? "write yyyy for the year, MM for the month and dd for the day"
                    : "the parts are yyyy yy MM M MMM MMMM dd d HH H hh h a mm m ss s S XXX";
            throw new IllegalArgumentException(
                    "'" + wrong + "' in the pattern '" + pattern + "' is not known; " + hint);
        }
        return new Part(letter, width, '\0');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean has(List<Part> parts, char letter) {
        return parts.stream().anyMatch(part -> part.letter == letter);
    }

    /** The pattern as written. */
    String pattern() {
        return pattern;
    }

    /** The epoch day of a text, or {@link #NONE}; an instant (pattern with a zone) gives its day in {@code zone}. */
    int day(char[] chars, int from, int to, ZoneId zone) {
        text = chars;
        at = from;
        end = to;
        hour = 0;
        minute = 0;
        second = 0;
        twelve = false;
        afternoon = false;
        offsetSeconds = 0;
        beyondYears = false;
        for (Part part : parts) {
            if (!read(part)) {
                return NONE;
            }
        }
        return at == end && valid() ? resolve(zone) : NONE;
    }

    private boolean valid() {
        if (twelve) {
            if (hour < 1 || hour > 12) {
                return false;
            }
            hour = hour % 12 + (afternoon ? 12 : 0);
        }
        boolean sound = month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(LocalDate.of(year, 1, 1).isLeapYear())
                && hour < 24
                && minute < 60
                && second < 60;
        boolean inYears = year >= IngestLimits.FIRST_YEAR && year <= IngestLimits.LAST_YEAR;
        beyondYears = sound && !inYears;
        return sound && inYears;
    }

    /** Whether the text read last is a date, but of a year that is not taken. */
    boolean isBeyondYears() {
        return beyondYears;
    }

    private int resolve(ZoneId zone) {
        LocalDate date = LocalDate.of(year, month, day);
        if (!zoned) {
            return (int) date.toEpochDay();
        }
        LocalDateTime local = date.atTime(hour, minute, second);
        Instant instant = Instant.ofEpochSecond(local.toEpochSecond(ZoneOffset.ofTotalSeconds(offsetSeconds)));
        return (int) instant.atZone(zone).toLocalDate().toEpochDay();
    }

    private boolean read(Part part) {
        int width = part.width;
        return switch (part.letter) {
            case '\0' -> literal(part.literal);
            case 'y' -> (year = number(width, width) + (width == 2 ? 2000 : 0)) >= 0;
            case 'M' -> width > 2 ? monthName(width == 3) : (month = digits(width)) >= 0;
            case 'd' -> (day = digits(width)) >= 0;
            case 'H' -> (hour = digits(width)) >= 0;
            case 'h' -> (twelve = true) && (hour = digits(width)) >= 0;
            case 'm' -> (minute = digits(width)) >= 0;
            case 's' -> (second = digits(width)) >= 0;
            case 'S' -> number(1, 9) >= 0;
            case 'a' -> halfOfDay();
            default -> offset();
        };
    }

    private boolean literal(char c) {
        return at < end && text[at++] == c;
    }

    private int digits(int width) {
        return number(width, 2);
    }

    /** Between {@code least} and {@code most} digits; far below zero where there are fewer. */
    private int number(int least, int most) {
        int value = 0;
        int from = at;
        while (at < end && at - from < most && text[at] >= '0' && text[at] <= '9') {
            value = value * 10 + (text[at++] - '0');
        }
        return at - from < least ? -100_000 : value;
    }

    private boolean monthName(boolean brief) {
        for (int i = 0; i < MONTHS.length; i++) {
            String name = brief ? MONTHS[i].substring(0, 3) : MONTHS[i];
            if (word(name)) {
                month = i + 1;
                return true;
            }
        }
        return false;
    }

    private boolean halfOfDay() {
        afternoon = word("pm");
        return afternoon || word("am");
    }

    private boolean word(String small) {
        int length = small.length();
        if (end - at < length
                || !new String(text, at, length).toLowerCase(Locale.ROOT).equals(small)) {
            return false;
        }
        at += length;
        return true;
    }

    /** {@code Z}, {@code +05}, {@code +0530} or {@code +05:30}. */
    private boolean offset() {
        if (at < end && (text[at] == 'Z' || text[at] == 'z')) {
            at++;
            return true;
        }
        if (at >= end || (text[at] != '+' && text[at] != '-')) {
            return false;
        }
        int sign = text[at++] == '-' ? -1 : 1;
        int hours = number(2, 2);
        if (at < end && text[at] == ':') {
            at++;
        }
        int minutes = at < end ? number(2, 2) : 0;
        offsetSeconds = sign * (hours * 3600 + minutes * 60);
        return hours >= 0 && hours <= 18 && minutes >= 0 && minutes < 60 && hours * 60 + minutes <= 18 * 60;
    }
}
