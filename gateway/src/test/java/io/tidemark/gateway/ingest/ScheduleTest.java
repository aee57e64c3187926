package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.language.Problems;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final String FIELDS = "profile: p\nfields: { id: Id, date: Day }\n";

    @ParameterizedTest
    @CsvSource({
        "month, 5, 2026-03-05, 2026-01-01, 2026-01-31, 2026-02-05",
        "month, 5, 2026-03-06, 2026-02-01, 2026-02-28, 2026-03-05",
        "month, 40, 2026-03-06, 2025-12-01, 2025-12-31, 2026-02-09",
        "quarter, 10, 2026-04-10, 2025-10-01, 2025-12-31, 2026-01-10",
        "quarter, 10, 2026-04-11, 2026-01-01, 2026-03-31, 2026-04-10",
        "week, 2, 2026-03-03, 2026-02-16, 2026-02-22, 2026-02-24",
        "week, 2, 2026-03-04, 2026-02-23, 2026-03-01, 2026-03-03",
    })
    void shouldSayWhatIsDue(String every, int by, LocalDate today, LocalDate first, LocalDate last, LocalDate day) {
        assertThat(new Schedule(Schedule.Every.of(every), by).due(today)).isEqualTo(new Schedule.Due(first, last, day));
    }

    @Property
    void shouldNeverBeDueBeforeItsDayAndAlwaysAfter(
            @ForAll Schedule.Every every,
            @ForAll @IntRange(min = 1, max = Schedule.MOST_DAYS) int by,
            @ForAll @IntRange(min = 10_000, max = 30_000) int today) {
        Schedule.Due due = new Schedule(every, by).due(LocalDate.ofEpochDay(today));

        assertThat(due.day())
                .isBefore(LocalDate.ofEpochDay(today))
                .isEqualTo(due.last().plusDays(by));
        assertThat(new Schedule(every, by).due(due.day().plusDays(1))).isEqualTo(due);
        assertThat(new Schedule(every, by).due(due.day()).first()).isBefore(due.first());
    }

    @Test
    void shouldBeOpenUntilSomethingOfItsDaysOrLaterCame() {
        Schedule.Due due = new Schedule(Schedule.Every.MONTH, 5).due(LocalDate.of(2026, 3, 6));

        assertThat(due.isOpen("")).isTrue();
        assertThat(due.isOpen("2026-01-31")).isTrue();
        assertThat(due.isOpen("2026-02-01")).isFalse();
        assertThat(due.isOpen("2026-03-02")).isFalse();
    }

    @Test
    void shouldBeReadFromAProfile() {
        assertThat(Run.profile(FIELDS + "expected: { every: month, by: 5 }\n").expected())
                .isEqualTo(new Schedule(Schedule.Every.MONTH, 5));
        assertThat(Run.profile(FIELDS + "expected: { every: week }\n").expected())
                .isEqualTo(new Schedule(Schedule.Every.WEEK, 1));
        assertThat(Run.profile(FIELDS).expected()).isNull();
    }

    @Test
    void shouldSayWhatIsWrongWithIt() {
        assertThat(problems("expected: { every: year }")).contains("month");
        assertThat(problems("expected: { by: 5 }"))
                .contains("expected does not say how often — every: week, month or quarter");
        assertThat(problems("expected: { every: month, by: 0 }")).isNotEmpty();
    }

    private static String problems(String more) {
        Problems problems = new Problems();
        ProfileReader.read("profile.yaml", FIELDS + more + "\n", problems);
        return problems.toString();
    }
}
