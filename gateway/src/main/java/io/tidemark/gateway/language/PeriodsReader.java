package io.tidemark.gateway.language;

import io.tidemark.engine.program.Program.DayStart;
import io.tidemark.engine.program.Program.Every;
import io.tidemark.engine.program.Program.Period;
import io.tidemark.engine.program.Program.Periods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The key {@code periods}: which there are, and how they close. */
final class PeriodsReader {
    static final List<String> EVERY = List.of("month", "quarter", "year", "4-4-5");
    private static final int WEEK = 7;
    private static final int WEEKS = 52;
    private static final int[] WEEKS_OF_QUARTER = {4, 4, 5};

    private final Problems problems;

    PeriodsReader(Problems problems) {
        this.problems = problems;
    }

    /** @param timezone in which a period is over */
    Periods periods(MappingReader root, String timezone) {
        List<DayStart> dayStarts = DayStarts.of(timezone);
        MappingReader periods = root.mapping("periods", "{ every: quarter }");
        if (periods == null) {
            return new Periods(Every.QUARTER, 1, 0, true, true, List.of(), dayStarts);
        }
        Integer start = periods.whole("fiscal-start-month", 1, 12);
        Integer grace = periods.whole("grace", 0, ProgramLimits.DAYS);
        boolean manual = "manual".equals(periods.choice("close", SettingsReader.words("automatic", "manual")));
        boolean setAside = "set-aside".equals(periods.choice("late", SettingsReader.words("carry", "set-aside")));
        Every every = every(periods);
        List<Period> listed =
                every == Every.LISTED ? listed(periods) : every == Every.WEEKS_4_4_5 ? weeks(periods) : List.of();
        onlyWhereItMeansSomething(periods, every);
        periods.unknownKeys();
        return new Periods(
                listed.isEmpty() && isListed(every) ? Every.QUARTER : every,
                Objects.requireNonNullElse(start, 1),
                Objects.requireNonNullElse(grace, 0),
                !manual,
                !setAside,
                listed,
                dayStarts);
    }

    private static boolean isListed(Every every) {
        return every == Every.LISTED || every == Every.WEEKS_4_4_5;
    }

    private Every every(MappingReader periods) {
        Map<String, Every> words = new LinkedHashMap<>();
        words.put(EVERY.get(0), Every.MONTH);
        words.put(EVERY.get(1), Every.QUARTER);
        words.put(EVERY.get(2), Every.YEAR);
        words.put(EVERY.get(3), Every.WEEKS_4_4_5);
        Every every = periods.choice("every", words);
        if (!periods.has("list")) {
            return Objects.requireNonNullElse(every, Every.QUARTER);
        }
        if (periods.has("every")) {
            problems.error(periods.position("list"), "periods have every and list", "keep one of them");
        }
        return Every.LISTED;
    }

    private void onlyWhereItMeansSomething(MappingReader periods, Every every) {
        if (periods.has("starts") && every != Every.WEEKS_4_4_5) {
            problems.error(
                    periods.position("starts"),
                    "starts means nothing without every: 4-4-5",
                    "add every: 4-4-5, or leave it out");
        }
        if (periods.has("fiscal-start-month") && isListed(every)) {
            problems.error(
                    periods.position("fiscal-start-month"),
                    "fiscal-start-month means nothing here",
                    "leave it out: the dates given say when a year begins");
        }
    }

    private List<Period> listed(MappingReader periods) {
        List<Period> listed = new ArrayList<>();
        List<SourceNode> items = periods.list("list");
        if (items.isEmpty() || items.size() > ProgramLimits.PERIODS) {
            problems.error(
                    periods.position("list"),
                    "list has " + items.size() + " periods",
                    "give 1 to " + ProgramLimits.PERIODS
                            + ", e.g. [ { id: spring, from: 2026-02-01, until: 2026-06-01 } ]");
        }
        for (SourceNode item : items) {
            MappingReader reader = MappingReader.of(
                    "the period", item, "{ id: spring, from: 2026-02-01, until: 2026-06-01 }", problems);
            Period period = reader == null ? null : period(reader);
            if (period != null && follows(period, listed, item)) {
                listed.add(period);
            }
        }
        return List.copyOf(listed);
    }

    private Period period(MappingReader reader) {
        String id = reader.requiredId("id", "id: spring");
        reader.required("from", "from: 2026-02-01");
        reader.required("until", "until: 2026-06-01");
        LocalDate from = reader.date("from");
        LocalDate until = reader.date("until");
        reader.unknownKeys();
        if (id == null || from == null || until == null) {
            return null;
        }
        if (!until.isAfter(from)) {
            problems.error(
                    reader.node("until"),
                    "until " + until + " is not after from " + from,
                    "until is the first day that no longer belongs to it, e.g. " + from.plusMonths(3));
            return null;
        }
        return new Period(id, (int) from.toEpochDay(), (int) until.toEpochDay());
    }

    private boolean follows(Period period, List<Period> before, SourceNode at) {
        Period last = before.isEmpty() ? null : before.get(before.size() - 1);
        if (last != null && period.from() < last.until()) {
            problems.error(
                    at,
                    "the period " + period.id() + " begins before the period " + last.id() + " ends",
                    "list periods in order of time; until is the first day that no longer belongs to one");
            return false;
        }
        if (before.stream().anyMatch(other -> other.id().equals(period.id()))) {
            problems.error(at, "two periods are called " + period.id(), "give each an id of its own");
            return false;
        }
        return true;
    }

    /** Years of 52 or 53 weeks; the twelfth period takes a 53rd. The last year given has 52. */
    private List<Period> weeks(MappingReader periods) {
        List<LocalDate> starts = starts(periods);
        List<Period> listed = new ArrayList<>();
        for (int k = 0; k < starts.size(); k++) {
            LocalDate from = starts.get(k);
            LocalDate until = k + 1 < starts.size() ? starts.get(k + 1) : from.plusWeeks(WEEKS);
            String year = String.format(
                    java.util.Locale.ROOT, "%04d", until.minusDays(1).getYear());
            if (listed.stream().anyMatch(period -> period.id().startsWith(year))) {
                problems.error(
                        periods.position("starts"),
                        "two years would be called " + year + ", by the year of their last day",
                        "list the periods under names of your own: list: [ { id, from, until } ]");
                return listed;
            }
            addYear(year, from, until, listed);
        }
        return List.copyOf(listed);
    }

    private static void addYear(String year, LocalDate from, LocalDate until, List<Period> listed) {
        LocalDate begins = from;
        for (int part = 1; part <= 12; part++) {
            LocalDate ends = part == 12 ? until : begins.plusWeeks(WEEKS_OF_QUARTER[(part - 1) % 3]);
            String id = year + "-P" + (part < 10 ? "0" : "") + part;
            listed.add(new Period(id, (int) begins.toEpochDay(), (int) ends.toEpochDay()));
            begins = ends;
        }
    }

    private List<LocalDate> starts(MappingReader periods) {
        List<LocalDate> starts = new ArrayList<>();
        List<SourceNode> items = periods.list("starts");
        if (items.isEmpty() || items.size() > ProgramLimits.PERIODS / 12) {
            problems.error(
                    periods.has("starts") ? periods.position("starts") : periods.position(),
                    "4-4-5 has " + items.size() + " starts",
                    "give the first day of each year, 1 to " + ProgramLimits.PERIODS / 12
                            + " of them, e.g. starts: [2026-02-01, 2027-01-31]");
        }
        for (SourceNode item : items) {
            LocalDate start = Scalars.date(item, "starts", problems);
            if (start != null && isWholeYear(starts, start, item)) {
                starts.add(start);
            }
        }
        return starts;
    }

    private boolean isWholeYear(List<LocalDate> before, LocalDate start, SourceNode at) {
        if (before.isEmpty()) {
            return true;
        }
        LocalDate last = before.get(before.size() - 1);
        long days = start.toEpochDay() - last.toEpochDay();
        if (days == WEEKS * WEEK || days == (WEEKS + 1) * WEEK) {
            return true;
        }
        problems.error(
                at,
                "the year from " + last + " would have " + days + " days",
                "a year has 52 or 53 weeks: the next begins on " + last.plusWeeks(WEEKS) + " or "
                        + last.plusWeeks(WEEKS + 1));
        return false;
    }
}
