package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.closing.Statement;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.engine.naive.ProgramText;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last moment that counts, to the millisecond, where days begin at other moments than in UTC. */
class CloseInZonesTest {
    private static final int HOUR_MS = 3_600_000;

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }

    /** By itself, in New York: winter days begin at 05:00 UTC, those from the day behind the change at 04:00. */
    private static Program program(String every, boolean carriesLate) {
        Program program = ProgramText.parse("program demo " + every + "\nmeasure volume sum amount\ntrack reps rep\n"
                + "rule base rate by=volume points=1\n");
        List<Program.DayStart> starts = List.of(
                new Program.DayStart(day("2025-11-03"), 5 * HOUR_MS),
                new Program.DayStart(day("2026-03-09"), 4 * HOUR_MS),
                new Program.DayStart(day("2026-11-02"), 5 * HOUR_MS));
        Program.Periods periods = new Program.Periods(
                program.periods().every(),
                1,
                0,
                true,
                carriesLate,
                program.periods().listed(),
                starts);
        return program.with(periods, program.boards(), null, Program.EVER);
    }

    private static Activity sale(String id, int date, long units) {
        TreeMap<String, String> roles = new TreeMap<>();
        roles.put("rep", "r1");
        return new Activity(
                "pos",
                id,
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                date,
                roles,
                "pump",
                10_000L,
                units * 10_000,
                "",
                "",
                new TreeMap<>());
    }

    @ParameterizedTest
    @CsvSource({
        // the end of a quarter in summer time
        "quarter, 2026-03-31, 2026-04-01T04:00:00Z",
        // in winter
        "quarter, 2026-12-31, 2027-01-01T05:00:00Z",
        // a period that ends before the day of 23 hours, and one that ends behind it
        "list=a:2026-03-01:2026-03-08, 2026-03-07, 2026-03-08T05:00:00Z",
        "list=a:2026-03-01:2026-03-09, 2026-03-08, 2026-03-09T04:00:00Z",
        // and the day of 25 hours
        "list=a:2026-10-01:2026-11-01, 2026-10-31, 2026-11-01T04:00:00Z",
        "list=a:2026-10-01:2026-11-02, 2026-11-01, 2026-11-02T05:00:00Z",
    })
    void shouldCountTheLastSecondAndNoMore(String every, String lastDay, String end) {
        for (boolean carriesLate : new boolean[] {true, false}) {
            long endMs = Instant.parse(end).toEpochMilli();
            LocalHost host = new LocalHost(EngineLimits.DEFAULT, endMs - 40L * HOUR_MS, 1);
            host.publish(program(every, carriesLate));
            host.advance(endMs - 1);
            host.activity(sale("S1", day(lastDay), 10));
            host.settle();
            assertThat(host.core().closings("demo").closings()).isEmpty();
            host.advance(endMs);
            host.activity(sale("S2", day(lastDay), 5));
            host.settle();
            assertThat(Closes.statements(host.core(), "demo"))
                    .extracting(Statement::participant, Statement::paid)
                    .containsExactly(tuple("distributor-rep:r1", BigInteger.valueOf(100_000)));
        }
    }
}
