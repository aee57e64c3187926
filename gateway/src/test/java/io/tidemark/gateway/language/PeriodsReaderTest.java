package io.tidemark.gateway.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Program;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodsReaderTest {
    private static final String TRACKS = "\ntracks: { d: { kind: dealer, credit: dealer, rules: {} } }\n";

    private static Calendar calendar(String zone, String periods) {
        Problems problems = new Problems();
        Program program = ProgramReader.read(
                "p.yaml", "program: p\ntimezone: " + zone + "\nperiods: " + periods + TRACKS, problems);
        assertThat(problems.toString().lines().filter(line -> !line.contains("warning")))
                .isEmpty();
        return new Calendar(program.periods());
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    /** The year from 2024-02-04 has 52 weeks, the one behind it 52, the one from 2026-02-01 has 53. */
    @ParameterizedTest
    @CsvSource({
        "2025-P01, 2024-02-04, 2024-03-03",
        "2025-P02, 2024-03-03, 2024-03-31",
        "2025-P03, 2024-03-31, 2024-05-05",
        "2025-P04, 2024-05-05, 2024-06-02",
        "2025-P12, 2024-12-29, 2025-02-02",
        "2026-P01, 2025-02-02, 2025-03-02",
        "2026-P12, 2025-12-28, 2026-02-01",
        "2027-P11, 2026-11-29, 2026-12-27",
        "2027-P12, 2026-12-27, 2027-02-07",
        "2028-P01, 2027-02-07, 2027-03-07",
        "2028-P12, 2028-01-02, 2028-02-06",
    })
    void shouldCountWeeks(String id, String from, String until) {
        Calendar calendar =
                calendar("UTC", "{ every: 4-4-5, starts: [2024-02-04, 2025-02-02, 2026-02-01, 2027-02-07] }");

        int ordinal = calendar.parse(id);
        assertThat(calendar.firstDay(ordinal)).isEqualTo(day(from));
        assertThat(calendar.until(ordinal)).isEqualTo(day(until));
        assertThat(calendar.ordinal(day(from))).isEqualTo(ordinal);
        assertThat(calendar.ordinal(day(until) - 1)).isEqualTo(ordinal);
        assertThat(calendar.ordinal(day(from) - 1)).isEqualTo(id.equals("2025-P01") ? Calendar.NONE : ordinal - 1);
        assertThat(calendar.year(ordinal)).isEqualTo(Integer.parseInt(id.substring(0, 4)));
    }

    @Test
    void shouldLeaveDaysBetweenListedPeriodsOut() {
        Calendar calendar = calendar(
                "UTC",
                "{ list: [ { id: spring, from: 2026-03-01, until: 2026-06-01 }, { id: fall, from: 2026-09-01, until: 2026-12-01 } ] }");

        assertThat(calendar.parse("spring")).isZero();
        assertThat(calendar.ordinal(day("2026-05-31"))).isZero();
        assertThat(calendar.ordinal(day("2026-06-01"))).isEqualTo(Calendar.NONE);
        assertThat(calendar.ordinal(day("2026-02-28"))).isEqualTo(Calendar.NONE);
        assertThat(calendar.nearest(day("2026-02-28"))).isZero();
        assertThat(calendar.nearest(day("2026-08-31"))).isZero();
        assertThat(calendar.nearest(day("2026-09-01"))).isEqualTo(1);
        assertThat(calendar.ordinal(day("2026-12-01"))).isEqualTo(Calendar.NONE);
    }

    @Test
    void shouldSayWhatBecomesOfLateFacts() {
        for (String late : List.of("carry", "set-aside")) {
            String json = "{\"program\": \"p\", \"periods\": {\"late\": \"" + late
                    + "\"}, \"tracks\": {\"d\": {\"kind\": \"dealer\", \"credit\": \"dealer\"}}}";
            assertThat(ProgramReader.read("p.json", json, new Problems())
                            .periods()
                            .carriesLate())
                    .isEqualTo(late.equals("carry"));
            assertThat(ProgramSchemaTest.errors(json)).isEmpty();
        }
    }

    /** Winter, summer, both changes, a change at midnight, and a day's beginning after a year had none. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-04-01T00:00:00Z, 0",
        "America/Chicago, 2026-04-01T05:00:00Z, 0",
        "America/Chicago, 2026-04-11T05:00:00Z, 10",
        "Asia/Tokyo, 2026-03-31T15:00:00Z, 0",
        "America/Santiago, 2026-04-01T03:00:00Z, 0",
    })
    void shouldKnowWhenAPeriodIsOver(String zone, String instant, int grace) {
        Calendar calendar = calendar(zone, "{ every: quarter, grace: " + grace + " }");

        int first = calendar.parse("2026-Q1");
        assertThat(Instant.ofEpochMilli(calendar.closesMs(first))).isEqualTo(Instant.parse(instant));
        assertThat(calendar.endsMs(first)).isEqualTo(calendar.closesMs(first) - 86_400_000L * grace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"America/Chicago", "America/Santiago", "Asia/Beirut", "Pacific/Apia", "Europe/Berlin", "UTC"})
    void shouldBeginEveryDayOfThisCenturyAsTheZoneSays(String zone) {
        Calendar calendar = calendar(zone, "{ every: month }");
        ZoneId rules = ZoneId.of(zone);
        for (LocalDate day = LocalDate.of(2000, 1, 1); day.getYear() < 2100; day = day.plusDays(1)) {
            long expected = day.atStartOfDay(rules).toInstant().toEpochMilli();
            if (calendar.beginsMs((int) day.toEpochDay()) != expected) {
                throw new AssertionError(zone + " on " + day);
            }
        }
    }

    @Test
    void shouldSayTheSameInJson() {
        Problems problems = new Problems();
        String tracks = "\"tracks\": {\"d\": {\"kind\": \"dealer\", \"credit\": \"dealer\"}}";
        for (String periods : List.of(
                "{\"every\": \"4-4-5\", \"starts\": [\"2026-02-01\"]}",
                "{\"list\": [{\"id\": \"a\", \"from\": \"2026-01-01\", \"until\": \"2026-02-01\"}], \"grace\": 3}")) {
            String json = "{\"program\": \"p\", \"periods\": " + periods + ", " + tracks + "}";
            assertThat(ProgramReader.read("p.json", json, problems)).isNotNull();
            assertThat(ProgramSchemaTest.errors(json)).isEmpty();
        }
    }
}
