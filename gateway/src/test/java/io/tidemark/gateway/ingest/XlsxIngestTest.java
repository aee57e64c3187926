package io.tidemark.gateway.ingest;

import static io.tidemark.gateway.ingest.Workbook.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Workbooks as people make them, and as nobody should. */
class XlsxIngestTest {
    private static final String HEADER = row(1, "id", "date", "sku", "quantity", "amount");

    private static Run read(Workbook book) {
        return Run.of(Profile.plain(), book.bytes());
    }

    private static String refusal(Workbook book) {
        return Run.refusal(Profile.plain(), book.bytes());
    }

    private static Workbook book() {
        return new Workbook()
                .format("14")
                .format("00000")
                .format("0.00")
                .format("\"No \"000-000")
                .format("yyyy\\-mm\\-dd hh:mm");
    }

    @Test
    void shouldReadDatesNumbersAndTextsAsTheyAreShown() {
        Run run = read(book().sheet(
                        "Orders",
                        HEADER
                                + row(2, "a", "1@43952", "2@42", "2", "3@731.9399999999999")
                                + row(3, "b", "5@43952.573611111", "0042", "1E+2", "0.1")
                                + row(
                                        4,
                                        "c",
                                        "2020-05-03",
                                        "4@12345",
                                        "<c r=\"D4\" t=\"str\"><f>1+1</f><v>2</v></c>",
                                        "3")));

        assertThat(run.refused()).isEmpty();
        assertThat(run.table())
                .containsExactly(
                        "a sale 2020-05-01 2 731.94 {} {}",
                        "b sale 2020-05-01 100 0.1 {} {}",
                        "c sale 2020-05-03 2 3 {} {}");
        assertThat(run.activities).extracting("sku").containsExactly("00042", "0042", "No 012-345");
        assertThat(run.report.layout())
                .isEqualTo("xlsx, sheet Orders, header in row 1, dates yyyy-MM-dd or yyyy-MM-dd HH:mm:ss");
    }

    @Test
    void shouldKnowBothEpochsAndTheDayThatNeverWas() {
        String rows = HEADER + row(2, "a", "1@59") + row(3, "b", "1@61") + row(4, "c", "1@60");
        Run run = read(book().sheet("S", rows));

        assertThat(run.table()).containsExactly("a sale 1900-02-28 - - {} {}", "b sale 1900-03-01 - - {} {}");
        assertThat(run.refused())
                .containsExactly(
                        "S!4: date: column date: 1900-02-29 is not a date — write it as yyyy-MM-dd or yyyy-MM-dd HH:mm:ss");
        assertThat(read(book().from1904().sheet("S", HEADER + row(2, "a", "1@0") + row(3, "b", "1@42490")))
                        .table())
                .containsExactly("a sale 1904-01-01 - - {} {}", "b sale 2020-05-01 - - {} {}");
    }

    @Test
    void shouldReadDatesThatAreTextsBesideDatesThatAreNumbers() {
        String rows = HEADER + row(2, "a", "1@43952") + row(3, "b", "31.12.2019");

        assertThat(read(book().sheet("S", rows)).table())
                .containsExactly("a sale 2020-05-01 - - {} {}", "b sale 2019-12-31 - - {} {}");
    }

    @Test
    void shouldFindTheHeaderBelowTitles() {
        String rows = row(1, "Sales of May")
                + row(3, "", "confidential")
                + HEADER.replace("1\"", "5\"")
                + row(7, "a", "1@43952")
                + row(9, "", "", "", "");
        Run run = read(book().sheet("S", rows));

        assertThat(run.lines).containsExactly(7L);
        assertThat(run.report.blankRows()).isEqualTo(1);
    }

    @Test
    void shouldFindTheSheetOrAsk() {
        Workbook two = book().sheet("About", row(1, "read me")).sheet("Orders", HEADER + row(2, "a", "1@43952"));
        assertThat(read(two).ids()).containsExactly("a");

        Workbook same =
                book().sheet("Jan", HEADER + row(2, "a", "1@43952")).sheet("Feb", HEADER + row(2, "b", "1@43953"));
        assertThat(refusal(same))
                .isEqualTo(
                        "pos.csv: the sheets Jan and Feb both have the columns — say which in the profile, e.g. sheet: Jan");
        Profile february = Run.profile("profile: p\nsheet: Feb\nfields: { id: id, date: date }\n");
        assertThat(Run.of(february, same.bytes()).ids()).containsExactly("b");
        assertThat(Run.refusal(Run.profile("profile: p\nsheet: Fab\nfields: { id: id, date: date }\n"), same.bytes()))
                .startsWith("pos.csv: the workbook has no sheet Fab — ")
                .contains("Feb");
    }

    @Test
    void shouldReadSharedTexts() {
        Workbook shared = book().shared("a", "b</t><rPh><t>x</t></rPh><t>c")
                .sheet(
                        "S",
                        HEADER
                                + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" s=\"1\"><v>43952</v></c></row>");
        assertThat(read(shared).ids()).containsExactly("bc");
    }

    @Test
    void shouldReadAWorkbookInAnArchive() {
        byte[] book = book().sheet("S", HEADER + row(2, "a", "1@43952")).bytes();

        assertThat(Run.of(Profile.plain(), ArchiveTest.gzip(book)).ids()).containsExactly("a");
        assertThat(Run.of(Profile.plain(), ArchiveTest.zip(book, "s.xlsx")).ids())
                .containsExactly("a");
    }

    @Test
    void shouldRefuseRowsThatDoNotFit() {
        String rows = HEADER + row(2, "a", "1@43952", "", "", "", "", "note") + row(3, "b", "1@43952", "", "two", "");
        Run run = read(book().sheet("S", rows));

        assertThat(run.refused())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("S!2: ragged: the row has 7 fields, the header 5");
        assertThat(run.report.conservation().differences()).isEmpty();
    }

    @Test
    void shouldRefuseWhatNoSpreadsheetHas() {
        assertThat(refusal(book().sheet("S", HEADER + "<row r=\"2\"><c r=\"AAAAAAA2\"><v>1</v></c></row>")))
                .startsWith("pos.csv:S!2: the sheet has a cell at AAAAAAA2");
        assertThat(refusal(book().sheet("S", HEADER + "<row r=\"2000000000\"/>")))
                .contains("1048576 rows");
        assertThat(refusal(book().sheet("S", HEADER + row(3, "a") + row(2, "b"))))
                .contains("2 after row 3");
        assertThat(refusal(book().sheet("S", HEADER + "<row><c t=\"s\"><v>2147483647</v></c></row>")))
                .contains("text number 2147483647");
        assertThat(refusal(book().sheet("S", HEADER + "<a>".repeat(100)))).contains("within each other");
        assertThat(refusal(book().sheet(
                                "S", HEADER + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>" + "x".repeat(65_537) + "</v>")))
                .contains("a cell has more than 65536 characters");
        assertThat(refusal(book().sheet(
                                "S",
                                HEADER + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>" + "x".repeat(2_000_000) + "</v>")))
                .contains("a tag or a text of more than");
        assertThat(refusal(book().sheet("S", HEADER + "<row r=\"2\" spans=\"" + "x".repeat(2_000_000) + "\"/>")))
                .contains("a tag or a text of more than");
        assertThat(refusal(book().sheet("S", "<!DOCTYPE a [<!ENTITY b \"bb\">]>" + HEADER)))
                .contains("damaged");
        Workbook bomb = book().sheet("S", HEADER + "<x/>".repeat(10_000_000));
        assertThat(refusal(bomb)).contains("unpacks to more than");
    }

    @Test
    void shouldRefuseAWorkbookThatIsCutOffOrDamagedAnywhere() {
        byte[] whole = book().sheet("S", HEADER + row(2, "a", "1@43952")).bytes();
        for (int length = 4; length < whole.length; length += 7) {
            assertThat(Run.refusal(Profile.plain(), Arrays.copyOf(whole, length)))
                    .contains(" — ");
        }
    }
}
