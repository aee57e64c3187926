package io.tidemark.engine.period;

import io.tidemark.engine.program.Program;
import java.util.List;

/**
 * Periods of a program over epoch days of the proleptic Gregorian calendar: by arithmetic alone, or as listed. A period is
 * known by its ordinal; ordinals of one calendar are consecutive. A fiscal year is named by the year in which it ends. One
 * thread: the last period looked up is remembered.
 */
public final class Calendar {
    public static final int NONE = Integer.MIN_VALUE;

    private static final long MS_PER_DAY = 86_400_000L;

    private final Program.Every every;
    private final int months;
    /** Months by which the fiscal year begins after January; 0 for calendar months. */
    private final int shift;

    /** In order of time; null where periods follow from the calendar. */
    private final List<Program.Period> listed;

    private final List<Program.DayStart> dayStarts;
    private final int graceDays;

    /** Ordinal of the first month of a fiscal year, of months. */
    private final int yearShift;

    private int lastOrdinal;
    private int lastFrom = Integer.MAX_VALUE;
    private int lastUntil = Integer.MIN_VALUE;

    public Calendar(Program.Every every, int fiscalStartMonth) {
        this(new Program.Periods(every, fiscalStartMonth, 0, true, true));
    }

    public Calendar(Program.Periods periods) {
        this.every = periods.every();
        this.months = every == Program.Every.MONTH ? 1 : every == Program.Every.QUARTER ? 3 : 12;
        this.shift = every == Program.Every.MONTH ? 0 : periods.fiscalStartMonth() - 1;
        this.yearShift = every == Program.Every.MONTH ? periods.fiscalStartMonth() - 1 : 0;
        this.listed = periods.areListed() ? periods.listed() : null;
        this.dayStarts = periods.dayStarts();
        this.graceDays = periods.graceDays();
    }

    /** The period that contains a day, or {@link #NONE} where no listed one does. */
    public int ordinal(int epochDay) {
        if (epochDay < lastFrom || epochDay >= lastUntil) {
            return listed == null ? byArithmetic(epochDay) : listed(epochDay);
        }
        return lastOrdinal;
    }

    private int byArithmetic(int epochDay) {
        lastOrdinal = Math.floorDiv(monthOf(epochDay) - shift, months);
        lastFrom = firstDay(lastOrdinal);
        lastUntil = until(lastOrdinal);
        return lastOrdinal;
    }

    private int listed(int epochDay) {
        int at = begunBy(epochDay);
        if (at < 0 || epochDay >= listed.get(at).until()) {
            return NONE;
        }
        lastOrdinal = at;
        lastFrom = listed.get(at).from();
        lastUntil = listed.get(at).until();
        return at;
    }

    /** The last listed period that begins by a day, or -1. */
    private int begunBy(int epochDay) {
        int low = -1;
        int high = listed.size() - 1;
        while (low < high) {
            int middle = low + high + 1 >> 1;
            if (listed.get(middle).from() <= epochDay) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The period that contains a day; where none does the last one before it, or else the first. */
    public int nearest(int epochDay) {
        int ordinal = ordinal(epochDay);
        return ordinal != NONE ? ordinal : Math.max(0, begunBy(epochDay));
    }

    /** Periods of a year, where every year has as many. */
    public int perYear() {
        return every == Program.Every.WEEKS_4_4_5 ? 12 : 12 / months;
    }

    /** The first period of the fiscal year of a period. */
    public int firstOfYear(int ordinal) {
        if (listed == null) {
            return Math.floorDiv(ordinal - yearShift, perYear()) * perYear() + yearShift;
        }
        int first = ordinal;
        while (first > 0 && holds(ordinal) && year(first - 1) == year(ordinal)) {
            first--;
        }
        return first;
    }

    private int lastOfYear(int ordinal) {
        if (listed == null) {
            return firstOfYear(ordinal) + perYear() - 1;
        }
        int last = ordinal;
        while (holds(last + 1) && holds(ordinal) && year(last + 1) == year(ordinal)) {
            last++;
        }
        return last;
    }

    /** The first period of a window that ends with a period; of listed periods it may lie before the first. */
    public int first(Program.Window window, int ordinal) {
        if (!holds(ordinal)) {
            return ordinal;
        }
        int first = window.span() == Program.Span.YEAR ? firstOfYear(ordinal) : ordinal - window.periods() + 1;
        return listed == null ? first : Math.max(first, 0);
    }

    /** The last period whose window holds a period; of listed periods it may lie behind the last. */
    public int last(Program.Window window, int ordinal) {
        return window.span() == Program.Span.YEAR ? lastOfYear(ordinal) : ordinal + window.periods() - 1;
    }

    /** How many periods back a shifted measure looks. */
    public int back(Program.Shift shift) {
        return switch (shift) {
            case NONE -> 0;
            case PREVIOUS -> 1;
            case LAST_YEAR -> perYear();
        };
    }

    public int firstDay(int ordinal) {
        if (listed != null) {
            return listed.get(ordinal).from();
        }
        int month = ordinal * months + shift;
        return epochDay(Math.floorDiv(month, 12), Math.floorMod(month, 12));
    }

    /** The first day behind a period. */
    public int until(int ordinal) {
        return listed != null ? listed.get(ordinal).until() : firstDay(ordinal + 1);
    }

    /** Whether there is a period of an ordinal. */
    public boolean holds(int ordinal) {
        return listed == null ? ordinal != NONE : ordinal >= 0 && ordinal < listed.size();
    }

    /** The last day of a period that has come on a day; its first day where none has. */
    public int lastDayCome(int ordinal, int today) {
        return Math.max(firstDay(ordinal), Math.min(until(ordinal) - 1, today));
    }

    /** The instant at which a local day begins, in epoch milliseconds. */
    public long beginsMs(int epochDay) {
        int utcMs = 0;
        for (int k = dayStarts.size() - 1; k >= 0; k--) {
            if (dayStarts.get(k).from() <= epochDay || k == 0) {
                utcMs = dayStarts.get(k).utcMs();
                break;
            }
        }
        return epochDay * MS_PER_DAY + utcMs;
    }

    /** The instant at which a period is over. */
    public long endsMs(int ordinal) {
        return beginsMs(until(ordinal));
    }

    /** The instant at which a period's grace is over. */
    public long closesMs(int ordinal) {
        return beginsMs(until(ordinal) + graceDays);
    }

    /** The year a period belongs to, by which the year is called. */
    public int year(int ordinal) {
        if (every == Program.Every.LISTED) {
            return Math.floorDiv(monthOf(until(ordinal) - 1), 12);
        }
        return every == Program.Every.WEEKS_4_4_5
                ? Integer.parseInt(id(ordinal).substring(0, 4))
                : Math.floorDiv(ordinal - yearShift, 12 / months) + (shift + yearShift == 0 ? 0 : 1);
    }

    /** {@code 2019-12}, {@code 2019-Q4}, {@code 2019}, {@code 2019-P03}, or as listed. */
    public String id(int ordinal) {
        if (listed != null) {
            return listed.get(ordinal).id();
        }
        int part = Math.floorMod(ordinal, 12 / months) + 1;
        if (every == Program.Every.MONTH) {
            return pad(Math.floorDiv(ordinal, 12), 4) + "-" + pad(part, 2); // months keep their calendar names
        }
        String name = pad(year(ordinal), 4);
        return every == Program.Every.QUARTER ? name + "-Q" + part : name;
    }

    /** The ordinal of a period's id, or {@link #NONE} where it is not an id of this calendar. */
    public int parse(String id) {
        if (listed != null) {
            return listedAs(id);
        }
        String pattern = every == Program.Every.MONTH
                ? "\\d{4}-(0[1-9]|1[0-2])"
                : every == Program.Every.QUARTER ? "\\d{4}-Q[1-4]" : "\\d{4}";
        if (!id.matches(pattern)) {
            return NONE;
        }
        int year = Integer.parseInt(id.substring(0, 4)) - (shift == 0 ? 0 : 1);
        return every == Program.Every.MONTH
                ? year * 12 + Integer.parseInt(id.substring(5)) - 1
                : every == Program.Every.QUARTER ? year * 4 + id.charAt(6) - '1' : year;
    }

    private int listedAs(String id) {
        for (int k = 0; k < listed.size(); k++) {
            if (listed.get(k).id().equals(id)) {
                return k;
            }
        }
        return NONE;
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
