package io.tidemark.engine.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.program.Program.Every;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Period arithmetic beside java.time. */
class CalendarProperties {
    private static final List<Every> BY_ARITHMETIC = List.of(Every.MONTH, Every.QUARTER, Every.YEAR);
    private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2200, 12, 31);

    @Provide
    Arbitrary<Every> byArithmetic() {
        return Arbitraries.of(BY_ARITHMETIC);
    }

    /** The first day of the period that contains a date. */
    private static LocalDate firstDay(Every every, int start, LocalDate date) {
        if (every == Every.MONTH) {
            return date.withDayOfMonth(1);
        }
        int months = every == Every.QUARTER ? 3 : 12;
        int since = Math.floorMod(date.getMonthValue() - start, months);
        return date.withDayOfMonth(1).minusMonths(since);
    }

    private static String id(Every every, int start, LocalDate date) {
        if (every == Every.MONTH) {
            return String.format(Locale.ROOT, "%04d-%02d", date.getYear(), date.getMonthValue());
        }
        // the fiscal year is named by the year of its last day
        LocalDate lastDay = firstDay(Every.YEAR, start, date).plusYears(1).minusDays(1);
        int quarter = Math.floorMod(date.getMonthValue() - start, 12) / 3 + 1;
        return String.format(Locale.ROOT, "%04d", lastDay.getYear()) + (every == Every.QUARTER ? "-Q" + quarter : "");
    }

    @Example
    void shouldPutEveryDayOfThreeCenturiesIntoItsPeriod() {
        for (Every every : BY_ARITHMETIC) {
            for (int start : List.of(1, 2, 4, 7, 10, 12)) {
                Calendar calendar = new Calendar(every, start);
                for (LocalDate date = FIRST; !date.isAfter(LAST); date = date.plusDays(1)) {
                    int ordinal = calendar.ordinal((int) date.toEpochDay());
                    if (calendar.firstDay(ordinal)
                            != firstDay(every, start, date).toEpochDay()) {
                        throw new AssertionError(every + " from " + start + " on " + date);
                    }
                }
            }
        }
    }

    @Property
    void shouldNamePeriodsAndFindThemByName(
            @ForAll("byArithmetic") Every every,
            @ForAll @IntRange(min = 1, max = 12) int start,
            @ForAll @IntRange(max = 109_000) int day,
            @ForAll @IntRange(max = 109_000) int before) {
        Calendar calendar = new Calendar(every, start);
        calendar.ordinal((int) FIRST.plusDays(before).toEpochDay());
        LocalDate date = FIRST.plusDays(day);
        int ordinal = calendar.ordinal((int) date.toEpochDay());
        assertThat(calendar.id(ordinal)).isEqualTo(id(every, start, date));
        assertThat(calendar.parse(calendar.id(ordinal))).isEqualTo(ordinal);
    }

    @Property
    void shouldKnowTheLastDayThatHasCome(
            @ForAll("byArithmetic") Every every,
            @ForAll @IntRange(min = 1, max = 12) int start,
            @ForAll @IntRange(max = 109_000) int day,
            @ForAll @IntRange(min = -800, max = 800) int later) {
        Calendar calendar = new Calendar(every, start);
        LocalDate date = FIRST.plusDays(day);
        LocalDate first = firstDay(every, start, date);
        int months = every == Every.MONTH ? 1 : every == Every.QUARTER ? 3 : 12;
        LocalDate last = first.plusMonths(months).minusDays(1);
        LocalDate today = date.plusDays(later);
        LocalDate come = today.isAfter(last) ? last : today.isBefore(first) ? first : today;
        int ordinal = calendar.ordinal((int) date.toEpochDay());
        assertThat(calendar.lastDayCome(ordinal, (int) today.toEpochDay())).isEqualTo((int) come.toEpochDay());
    }

    @Example
    void shouldNotTakeAnotherTextForAPeriod() {
        for (String text : List.of("", "2019-13", "2019-00", "2019-Q5", "2019-Q0", "19-01", "2019-1", "20190-01")) {
            for (Every every : BY_ARITHMETIC) {
                assertThat(new Calendar(every, 1).parse(text)).as(text).isEqualTo(Calendar.NONE);
            }
        }
        assertThat(new Calendar(Every.MONTH, 1).parse("2019-Q1")).isEqualTo(Calendar.NONE);
        assertThat(new Calendar(Every.QUARTER, 1).parse("2019")).isEqualTo(Calendar.NONE);
        assertThat(new Calendar(Every.YEAR, 1).parse("2019-01")).isEqualTo(Calendar.NONE);
    }
}
