package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.DateRange;
import io.tidemark.engine.program.Program.Periods;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/**
 * Periods by id, listed or by the calendar. Months are calendar months; quarters and years follow the fiscal year, which is named by the year in
 * which it ends: with a start in July, 2019-07-01 lies in {@code 2020-Q1} and {@code 2020}.
 */
final class Calendar {
    private Calendar() {}

    /** Null where no listed period contains the day. */
    static String periodOf(Periods periods, int epochDay) {
        if (periods.areListed()) {
            return periods.listed().stream()
                    .filter(period -> epochDay >= period.from() && epochDay < period.until())
                    .map(Program.Period::id)
                    .findFirst()
                    .orElse(null);
        }
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        // moving the calendar so that the fiscal year starts in January turns the rule into plain calendar arithmetic
        YearMonth moved = YearMonth.from(date).plusMonths(lead(periods));
        return switch (periods.every()) {
            case MONTH -> String.format(Locale.ROOT, "%04d-%02d", date.getYear(), date.getMonthValue());
            case QUARTER ->
                String.format(Locale.ROOT, "%04d-Q%d", moved.getYear(), (moved.getMonthValue() - 1) / 3 + 1);
            default -> String.format(Locale.ROOT, "%04d", moved.getYear());
        };
    }

    /** The period before, or null before the first that is listed. */
    static String before(Periods periods, String id) {
        if (periods.areListed()) {
            String before = null;
            for (Program.Period period : periods.listed()) {
                if (period.id().equals(id)) {
                    return before;
                }
                before = period.id();
            }
        }
        return periodOf(periods, range(periods, id).from() - 1);
    }

    /** Whether an id is one of a period of the calendar. */
    static boolean isPeriod(Periods periods, String id) {
        if (periods.areListed()) {
            return periods.listed().stream().anyMatch(period -> period.id().equals(id));
        }
        return id.matches(
                switch (periods.every()) {
                    case MONTH -> "\\d{4}-\\d\\d";
                    case QUARTER -> "\\d{4}-Q\\d";
                    default -> "\\d{4}";
                });
    }

    /** The fiscal year of a period, by name. */
    static String yearOf(Periods periods, String id) {
        if (periods.every() == Program.Every.WEEKS_4_4_5) {
            return id.substring(0, 4);
        }
        if (periods.every() == Program.Every.LISTED) {
            return "" + LocalDate.ofEpochDay(range(periods, id).until() - 1).getYear();
        }
        Periods yearly = new Periods(Program.Every.YEAR, periods.fiscalStartMonth(), 0, false, true);
        return periodOf(yearly, range(periods, id).from());
    }

    static int perYear(Periods periods) {
        return switch (periods.every()) {
            case MONTH, WEEKS_4_4_5 -> 12;
            case QUARTER -> 4;
            case YEAR -> 1;
            default -> throw new IllegalArgumentException("listed years are not alike");
        };
    }

    /** The days of a period. */
    static DateRange range(Periods periods, String id) {
        if (periods.areListed()) {
            return periods.listed().stream()
                    .filter(period -> period.id().equals(id))
                    .map(period -> new DateRange(period.from(), period.until()))
                    .findFirst()
                    .orElseThrow();
        }
        int year = Integer.parseInt(id.substring(0, 4));
        return switch (periods.every()) {
            case MONTH -> months(YearMonth.of(year, Integer.parseInt(id.substring(5))), 1);
            case QUARTER ->
                months(
                        YearMonth.of(year, Integer.parseInt(id.substring(6)) * 3 - 2)
                                .minusMonths(lead(periods)),
                        3);
            default -> months(YearMonth.of(year, 1).minusMonths(lead(periods)), 12);
        };
    }

    private static DateRange months(YearMonth first, int count) {
        return new DateRange((int) first.atDay(1).toEpochDay(), (int)
                first.plusMonths(count).atDay(1).toEpochDay());
    }

    /** Months by which the fiscal year runs ahead of the calendar year of the same name. */
    private static int lead(Periods periods) {
        return (13 - periods.fiscalStartMonth()) % 12;
    }

    /**
     * The last day of the period that has come: its last day, or today within it. Before its first day there is none;
     * the first day stands in.
     */
    static int lastDayThatHasCome(Periods periods, String id, int today) {
        DateRange range = range(periods, id);
        return Math.max(range.from(), Math.min(range.until() - 1, today));
    }
}
