package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What distributors' systems really write, one oddity at a time: read as it was meant, or refused with its place. */
class HostileFilesTest {
    private static final String PROFILE = """
            profile: odd
            dates: [dd.MM.yyyy]
            numbers: { group: ".", point: "," }
            fields: { id: Nr, date: Tag, rep: Verkäufer, sku: Artikel, quantity: Stück, amount: Netto }
            kinds: [ { kind: return, when: { Stück: negative }, negate: [Stück, Netto] } ]
            skip: [ { when: { Nr: [blank, Total] } }, { when: { Nr: blank } } ]
            """;
    private static final String HEADER = "Nr;Tag;Verkäufer;Artikel;Stück;Netto\n";
    private static final String SALE = "1;05.01.2020;jürgen;0042;2;1.234,50\n";
    private static final String READ = "1 sale 2020-01-05 2 1234.5 {rep=jürgen} {}";

    private Run run;

    private Run read(String text) {
        run = Run.of(Run.profile(PROFILE), text);
        return run;
    }

    @AfterEach
    void everyRowIsAccountedFor() {
        if (run != null) {
            assertThat(run.report.conservation().differences()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "windows-1252"})
    void shouldFindTheCharset(String charset) {
        run = Run.of(Run.profile(PROFILE), HEADER + SALE, Charset.forName(charset));
        assertThat(run.table()).containsExactly(READ);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ibm850", "utf-16le", "iso-8859-1"})
    void shouldTakeTheCharsetThatTheProfileNames(String charset) {
        run = Run.of(Run.profile(PROFILE + "charset: " + charset + "\n"), HEADER + SALE, Charset.forName(charset));
        assertThat(run.table()).containsExactly(READ);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.234,50|1234.5",
                "(1.234,50)|-1234.5",
                "1.234,50-|-1234.5",
                "-1.234,50|-1234.5",
                "12-|-12",
                "0012|12",
                "12,0000|12"
            })
    void shouldReadNumbersAsPeopleWriteThem(String written, String meant) {
        boolean isReturn = meant.startsWith("-");
        String line = "1;05.01.2020;ann;0042;" + (isReturn ? "-1" : "1") + ";" + written + "\n";
        assertThat(read(HEADER + line).table())
                .containsExactly("1 " + (isReturn ? "return" : "sale") + " 2020-01-05 1 " + meant.replace("-", "")
                        + " {rep=ann} {}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,234.50", "12,34,567", "NA", "#N/A", "1e3", "1.23", "--12", "12--"})
    void shouldRefuseWhatIsNoNumberOfTheProfile(String written) {
        assertThat(read(HEADER + "1;05.01.2020;ann;0042;1;" + written + "\n" + SALE)
                        .refused())
                .singleElement()
                .asString()
                .startsWith("2: number: column Netto: " + written);
        assertThat(run.table()).containsExactly(READ);
    }

    @Test
    void shouldKeepLeadingZerosAndTakeNaForATextWhereATextStands() {
        assertThat(read(HEADER + "007;05.01.2020;NA;0042;1;1\n").activities)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.id()).isEqualTo("007");
                    assertThat(one.sku()).isEqualTo("0042");
                    assertThat(one.roles()).containsEntry("rep", "NA");
                });
    }

    @Test
    void shouldFindTheHeaderInRowFiveBelowTitlesAndPassOverTotalsAndBlankLines() {
        Run found =
                read("Sales of January\n\nBranch;North\n;;;\n" + HEADER + SALE + "\n;;;;;\nTotal;;;;2;1.234,50\n\n");
        assertThat(found.table()).containsExactly(READ);
        assertThat(found.report.layout()).contains("header on line 5");
        assertThat(found.refused()).isEmpty();
        assertThat(found.report.conservation().skipped().rows()).isEqualTo(4);
    }

    @Test
    void shouldRefuseRaggedRowsAndReadTheOthers() {
        Run found = read(
                HEADER + "9;05.01.2020;ann\n" + SALE + "8;05.01.2020;ann;42;1;1;more\n7;05.01.2020;ann;42;1;1;;;\n");
        assertThat(found.refused()).hasSize(2).allSatisfy(one -> assertThat(one).contains("ragged"));
        assertThat(found.ids()).containsExactly("1", "7");
    }

    @Test
    void shouldReadLineBreaksWithinQuotes() {
        Run found = read(HEADER.replace("Artikel", "\"Artikel\"") + "1;05.01.2020;\"jürgen\";\"0042\";2;\"1.234,50\"\n"
                + "2;05.01.2020;ann;\"two\nlines\";1;1\n" + "3;05.01.2020;ann;42;1;1\n");
        assertThat(found.ids()).containsExactly("1", "3");
        assertThat(found.refused()).singleElement().asString().startsWith("3: control-character: ");
    }

    @Test
    void shouldRefuseAHeaderThatNamesAMappedColumnTwiceAndNoOther() {
        assertThat(Run.refusal(Run.profile(PROFILE), HEADER.strip() + ";Netto\n1;05.01.2020;a;b;1;1;1\n"))
                .contains("two columns are named Netto");
        assertThat(read(HEADER.strip() + ";Notiz;Notiz\n" + SALE.strip() + ";x;y\n")
                        .table())
                .containsExactly(READ);
    }

    @Test
    void shouldNotGuessBetweenTwoShapesOfDates() {
        run = Run.of(
                Run.profile(PROFILE.replace("[dd.MM.yyyy]", "[dd.MM.yyyy, yyyy-MM-dd]")),
                HEADER + SALE + "2;2020-01-06;ann;42;1;1\n3;01/07/2020;ann;42;1;1\n");
        assertThat(run.ids()).containsExactly("1", "2");
        assertThat(run.refused()).singleElement().asString().contains("01/07/2020 is not a date");
        assertThat(Run.refusal(Profile.plain(), "id,date\n1,05/07/2020\n2,06/08/2020\n"))
                .contains("5 July 2020")
                .contains("7 May 2020");
    }

    @Test
    void shouldReadTheBeginningOfEveryFileOrSayWhatIsWrong() {
        byte[] whole = (HEADER + SALE + "2;05.01.2020;\"a;b\";42;1;\"1,5\"\n").getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] beginning = java.util.Arrays.copyOf(whole, length);
            try {
                Run some = Run.read(Run.profile(PROFILE), beginning);
                assertThat(some.report.conservation().differences()).isEmpty();
            } catch (IngestException refused) {
                assertThat(refused.problems()).isNotEmpty();
            }
        }
    }

    @Test
    void shouldCountASaleOnceThatTwoFilesOfAFeedHold() {
        List<String> first = read(HEADER + SALE).table();
        assertThat(read(HEADER + SALE + SALE).table())
                .as("the core tells them apart by their ids")
                .hasSize(2);
        assertThat(run.activities.get(0)).isEqualTo(run.activities.get(1));
        assertThat(first).containsExactly(READ);
    }
}
