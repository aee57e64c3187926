package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dd-MM-yyyy                  | 31-05-2020            | 2020-05-31
                    dd-MM-yyyy                  | 31-02-2020            | none
                    dd-MM-yyyy                  | 29-02-2020            | 2020-02-29
                    dd-MM-yyyy                  | 29-02-2019            | none
                    dd-MM-yyyy                  | 1-05-2020             | none
                    dd-MM-yyyy                  | 31-05-20              | none
                    dd-MM-yyyy                  | 31-05-2020 x          | none
                    dd-MM-yyyy                  | 31-13-2020            | none
                    d/M/yyyy                    | 1/5/2020              | 2020-05-01
                    dd.MM.yy                    | 31.05.20              | 2020-05-31
                    yyyyMMdd                    | 20200531              | 2020-05-31
                    dd-MMM-yyyy                 | 31-May-2020           | 2020-05-31
                    d MMMM yyyy                 | 1 MARCH 2020          | 2020-03-01
                    M/d/yyyy h:mm a             | 5/31/2020 11:59 PM    | 2020-05-31
                    M/d/yyyy h:mm a             | 5/31/2020 13:59 PM    | none
                    yyyy-MM-dd HH:mm:ss         | 2020-05-31 23:59:59   | 2020-05-31
                    yyyy-MM-dd HH:mm:ss         | 2020-05-31 24:00:00   | none
                    yyyy-MM-dd'T'HH:mm:ssXXX    | 2020-06-01T04:59:59Z  | 2020-05-31
                    yyyy-MM-dd'T'HH:mm:ssXXX    | 2020-06-01T05:00:00Z  | 2020-06-01
                    yyyy-MM-dd'T'HH:mm:ssXXX    | 2020-05-31T23:00:00-07:00 | 2020-06-01
                    yyyy-MM-dd'T'HH:mm:ss.SSSXXX | 2020-05-31T23:00:00.123+0200 | 2020-05-31
                    yyyy-MM-dd                  | 0020-05-31            | none
                    """)
    void shouldReadStrictly(String pattern, String text, String expected) {
        int day = DatePattern.of(pattern).day(text.toCharArray(), 0, text.length(), ZoneId.of("America/Chicago"));

        assertThat(day == DatePattern.NONE ? "none" : LocalDate.ofEpochDay(day).toString())
                .isEqualTo(expected);
    }

    @Test
    void shouldExplainAPatternThatIsNone() {
        assertThatThrownBy(() -> DatePattern.of("DD-MM-YYYY"))
                .hasMessageContaining("'DD'")
                .hasMessageContaining("write yyyy");
        assertThatThrownBy(() -> DatePattern.of("dd-MM")).hasMessageContaining("has no y");
        assertThatThrownBy(() -> DatePattern.of("yyyy-MM-dd'T")).hasMessageContaining("not closed");
    }

    private static String file(String... dates) {
        return "id,date\n"
                + Stream.of(dates).map(date -> "x,\"" + date + "\"\n").collect(Collectors.joining());
    }

    private static String days(String... dates) {
        return Run.of(Profile.plain(), file(dates)).activities.stream()
                .map(a -> LocalDate.ofEpochDay(a.date()).toString())
                .collect(Collectors.joining(" "));
    }

    @Test
    void shouldFindTheOneReadingOfAColumn() {
        assertThat(days("05-07-2019", "25-07-2019")).isEqualTo("2019-07-05 2019-07-25");
        assertThat(days("05/07/2019", "05/27/2019")).isEqualTo("2019-05-07 2019-05-27");
        assertThat(days("n/a", "20190507")).isEqualTo("2019-05-07");
        assertThat(days("05-05-2019", "06-06-2019")).isEqualTo("2019-05-05 2019-06-06");
        assertThat(days("May 7, 2019")).isEqualTo("2019-05-07");
    }

    @Test
    void shouldAskWhereAColumnCanBeReadTwoWays() {
        assertThat(Run.refusal(Profile.plain(), file("05/05/2019", "05/07/2019", "11/12/2019")))
                .isEqualTo(
                        "pos.csv:3: is 05/07/2019 in column date 5 July 2019 (d/M/yyyy) or 7 May 2019 (M/d/yyyy)? Every date of"
                                + " the column can be read both ways — say which in a profile: dates: [d/M/yyyy] or dates: [M/d/yyyy]");
    }

    @Test
    void shouldAskWhereAColumnIsWrittenInTwoWays() {
        assertThat(Run.refusal(Profile.plain(), file("25/05/2019", "05/07/2019", "11/27/2019")))
                .startsWith(
                        "pos.csv:4: the dates of column date are written in more than one way: 25/05/2019 on line 2 and"
                                + " 11/27/2019 on line 4 — ");
    }

    @Test
    void shouldTakePatternsInOrderOfPreference() {
        Profile profile = Run.profile("profile: p\ndates: [d/M/yyyy, M/d/yyyy]\nfields: { id: id, date: date }\n");

        assertThat(Run.of(profile, file("05/07/2019", "05/27/2019")).table())
                .containsExactly("x sale 2019-07-05 - - {} {}", "x sale 2019-05-27 - - {} {}");
    }
}
