package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Report;
import io.tidemark.engine.activity.Report.Span;
import io.tidemark.gateway.ingest.ReportLines.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file restates, and that the same file is the same report. */
class ReportLinesTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("sales.csv"), "id,date\n1,2026-01-05\n");
    }

    private static int day(String text) {
        return (int) LocalDate.parse(text).toEpochDay();
    }

    private static Activity line(String date, Map<String, String> roles) {
        return new Activity(
                "pos",
                "1",
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                day(date),
                new TreeMap<>(roles),
                "",
                null,
                null,
                "",
                "",
                new TreeMap<>());
    }

    private ReportLines lines(Wish wish, String purpose) throws IngestException {
        return ReportLines.of(file, "pos", wish, purpose);
    }

    private static Wish wish(String function, long number) {
        return new Wish(function, number, Wish.UNDECLARED, Wish.UNDECLARED);
    }

    @Test
    void shouldSpanEachPlaceFromItsFirstToItsLastDate() throws IngestException {
        ReportLines lines = lines(Wish.NONE, "replace");
        lines.add(line("2026-01-20", Map.of("location", "reno", "distributor", "d1")));
        lines.add(line("2026-01-05", Map.of("location", "reno", "distributor", "d2")));
        lines.add(line("2026-01-07", Map.of("distributor", "d1")));
        lines.add(line("2026-03-01", Map.of("rep", "ann")));
        Report whole = lines.whole("sales.csv");
        assertThat(whole.spans())
                .containsExactly(
                        new Span("", "", day("2026-03-01"), day("2026-03-02")),
                        new Span("distributor", "d1", day("2026-01-07"), day("2026-01-08")),
                        new Span("location", "reno", day("2026-01-05"), day("2026-01-21")));
        assertThat(whole.function()).isEqualTo(Report.Function.REPLACE);
        assertThat(lines.begins().spans()).isEmpty();
    }

    @Test
    void shouldTakeADeclaredSpanInsteadOfThatOfTheRows() throws IngestException {
        Wish declared = new Wish("replace", Report.NO_NUMBER, day("2026-01-01"), day("2026-02-01"));
        ReportLines lines = lines(declared, "original");
        assertThat(lines.speaksFor(line("2026-01-31", Map.of()))).isTrue();
        assertThat(lines.speaksFor(line("2026-02-01", Map.of()))).isFalse();
        lines.add(line("2026-01-31", Map.of("location", "reno")));
        assertThat(lines.whole("sales.csv").spans())
                .containsExactly(Span.everywhere(day("2026-01-01"), day("2026-02-01")));
    }

    @Test
    void shouldBeTheSameReportForTheSameFileAndPurposeOnly() throws IngestException, IOException {
        long key = lines(wish("replace", 1), "").begins().key();
        assertThat(lines(wish("", 1), "replace").begins().key()).isEqualTo(key);
        assertThat(lines(wish("replace", 2), "").begins().key()).isNotEqualTo(key);
        assertThat(lines(wish("cancel", 1), "").begins().key()).isNotEqualTo(key);
        assertThat(ReportLines.of(file, "other", wish("replace", 1), "")
                        .begins()
                        .key())
                .isNotEqualTo(key);
        Files.writeString(file, "id,date\n2,2026-01-05\n");
        assertThat(lines(wish("replace", 1), "").begins().key()).isNotEqualTo(key);
    }

    @Test
    void shouldBeNoReportOfItsOwnWhereItNeitherRestatesNorIsNumbered() throws IngestException {
        assertThat(lines(Wish.NONE, "")).isNull();
        assertThat(lines(Wish.NONE, "add")).isNull();
        assertThat(lines(wish("add", 7), "").begins().number()).isEqualTo(7);
        assertThat(lines(wish("original", Report.NO_NUMBER), "replace"))
                .as("what is wished for counts")
                .isNull();
    }

    @Test
    void shouldRefuseToRestateNothing() throws IngestException {
        ReportLines lines = lines(Wish.NONE, "cancel");
        assertThat(lines.hasLines()).isFalse();
        assertThatThrownBy(() -> lines.whole("sales.csv"))
                .hasMessageContaining("nothing says what it is to cancel")
                .hasMessageContaining("declare the span");
    }
}
