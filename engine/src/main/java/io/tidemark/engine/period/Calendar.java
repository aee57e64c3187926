package io.tidemark.engine.period;

import io.tidemark.engine.program.Program;

/**
 * Periods of a program over epoch days of the proleptic Gregorian calendar, by arithmetic alone. A period is known by
 * its ordinal; ordinals of one calendar are consecutive. A fiscal year is named by the year in which it ends. One
 * thread: the last period looked up is remembered.
 */
public final class Calendar {
    public static final int NONE = Integer.MIN_VALUE;

    private final Program.Every every;
    private final int months;
    /** Months by which the fiscal year begins after January; 0 for calendar months. */
    private final int shift;

    /** Ordinal of the first month of a fiscal year, of months. */
    private final int yearShift;

    private int lastOrdinal;
    private int lastFrom = Integer.MAX_VALUE;
    private int lastUntil = Integer.MIN_VALUE;

    public Calendar(Program.Every every, int fiscalStartMonth) {
        this.every = every;
        this.months = every == Program.Every.MONTH ? 1 : every == Program.Every.QUARTER ? 3 : 12;
        this.shift = every == Program.Every.MONTH ? 0 : fiscalStartMonth - 1;
        this.yearShift = every == Program.Every.MONTH ? fiscalStartMonth - 1 : 0;
    }

    /** The period that contains a day. */
    public int ordinal(int epochDay) {
        if (epochDay < lastFrom || epochDay >= lastUntil) {
            lastOrdinal = Math.floorDiv(monthOf(epochDay) - shift, months);
            lastFrom = firstDay(lastOrdinal);
            lastUntil = firstDay(lastOrdinal + 1);
        }
        return lastOrdinal;
    }

    /** Periods of a year. */
    public int perYear() {
        return 12 / months;
    }

    /** The first period of the fiscal year of a period. */
    public int firstOfYear(int ordinal) {
        return Math.floorDiv(ordinal - yearShift, perYear()) * perYear() + yearShift;
    }

    /** The first period of a window that ends with a period. */
    public int first(Program.Window window, int ordinal) {
        return window.span() == Program.Span.YEAR ? firstOfYear(ordinal) : ordinal - window.periods() + 1;
    }

    /** The last period whose window holds a period. */
    public int last(Program.Window window, int ordinal) {
        return window.span() == Program.Span.YEAR
                ? firstOfYear(ordinal) + perYear() - 1
                : ordinal + window.periods() - 1;
    }

    /** The period that a shifted measure reads in the place of a period. */
    public int shifted(Program.Shift shift, int ordinal) {
        return switch (shift) {
            case NONE -> ordinal;
            case PREVIOUS -> ordinal - 1;
            case LAST_YEAR -> ordinal - perYear();
        };
    }

    public int firstDay(int ordinal) {
        int month = ordinal * months + shift;
        return epochDay(Math.floorDiv(month, 12), Math.floorMod(month, 12));
    }

    /** The last day of a period that has come on a day; its first day where none has. */
    public int lastDayCome(int ordinal, int today) {
        return Math.max(firstDay(ordinal), Math.min(firstDay(ordinal + 1) - 1, today));
    }

    /** {@code 2019-12}, {@code 2019-Q4} or {@code 2019}. */
    public String id(int ordinal) {
        int perYear = 12 / months;
        int year = Math.floorDiv(ordinal, perYear) + (shift == 0 ? 0 : 1);
        int part = Math.floorMod(ordinal, perYear) + 1;
        String name = pad(year, 4);
        return switch (every) {
            case MONTH -> name + "-" + pad(part, 2);
            case QUARTER -> name + "-Q" + part;
            case YEAR -> name;
        };
    }

    /** The ordinal of a period's id, or {@link #NONE} where it is not an id of this calendar. */
    public int parse(String id) {
        String pattern = switch (every) {
            case MONTH -> "\\d{4}-(0[1-9]|1[0-2])";
            case QUARTER -> "\\d{4}-Q[1-4]";
            case YEAR -> "\\d{4}";
        };
        if (!id.matches(pattern)) {
            return NONE;
        }
        int year = Integer.parseInt(id.substring(0, 4)) - (shift == 0 ? 0 : 1);
        return switch (every) {
            case MONTH -> year * 12 + Integer.parseInt(id.substring(5)) - 1;
            case QUARTER -> year * 4 + id.charAt(6) - '1';
            case YEAR -> year;
        };
    }

    private static String pad(int number, int width) {
        String digits = Integer.toString(Math.abs(number));
        return (number < 0 ? "-" : "") + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /** Months since January of year 0. After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
    private static int monthOf(int epochDay) {
        long z = epochDay + 719_468L;
        long era = Math.floorDiv(z, 146_097L);
        long dayOfEra = z - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shifted = (5 * dayOfYear + 2) / 153;
        // `shifted` counts from March
        return (int) ((yearOfEra + era * 400) * 12 + shifted + 2);
    }

    /** Epoch day of the first of a month; months count from 0. */
    private static int epochDay(int year, int month) {
        long y = month < 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400L);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month < 2 ? month + 10 : month - 2) + 2) / 5;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (int) (era * 146_097 + dayOfEra - 719_468);
    }
}
