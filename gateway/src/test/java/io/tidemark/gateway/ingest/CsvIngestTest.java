package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CsvIngestTest {
    private static final Profile PLAIN = Profile.plain();
    private static final String HEADER = "id,date,rep,sku,quantity,amount\n";

    @Test
    void shouldReadAPlainFileWithoutAProfile() {
        Run run = Run.of(PLAIN, "ID,Date,Rep,SKU,Quantity,Amount,Territory,Color\n1,2020-05-31,282,A1,2,57.68,4,red\n");

        assertThat(run.table()).containsExactly("1 sale 2020-05-31 2 57.68 {rep=282} {Color=red, territory=4}");
        assertThat(run.activities.get(0).source()).isEqualTo("pos");
        assertThat(run.report.conservation().differences()).isEmpty();
    }

    @Test
    void shouldGiveAReasonPerBadLineAndLoseNoGoodLine() {
        Run run = Run.of(
                PLAIN,
                HEADER
                        + "g1,2020-05-01,7,A,1,10\n"
                        + "b1,31-02-2020,7,A,1,10\n"
                        + "b2,2020-05-01,7,A,1,ten\n"
                        + "b3,2020-05-01,7,A,1\n"
                        + "b4,2020-05-01,7,A,1,1.23456\n"
                        + "b5,2020-05-01,7,A,-3,-30\n"
                        + "g2,2020-05-02,7,A,1,10\n"
                        + "b6,2020-06-17,7,A,1,10\n"
                        + ",2020-05-02,7,A,1,10\n"
                        + "b7,2020-05-02,7,A,1,1000000000000.0001\n"
                        + "g3,2020-05-03,7,A,1,10");

        assertThat(run.ids()).containsExactly("g1", "g2", "g3");
        assertThat(run.lines).containsExactly(2L, 8L, 12L);
        assertThat(run.refused())
                .satisfiesExactly(
                        one -> assertThat(one)
                                .isEqualTo("3: date: column date: 31-02-2020 is not a date — write it as yyyy-MM-dd"),
                        one -> assertThat(one).startsWith("4: number: column amount: ten is not a number — "),
                        one -> assertThat(one).startsWith("5: ragged: the row has 5 fields, the header 6 — "),
                        one -> assertThat(one).startsWith("6: decimals: column amount: 1.23456 has more than four"),
                        one -> assertThat(one)
                                .startsWith("7: negative-sale: column quantity: a sale of -3 — make it a return"),
                        one -> assertThat(one)
                                .startsWith("7: negative-sale: column amount: a sale of -30 — make it a return"),
                        one -> assertThat(one)
                                .startsWith("9: dated-ahead: column date: 2020-06-17 (2020-06-17) lies more"),
                        one -> assertThat(one).startsWith("10: missing: column id: the row has no id"),
                        one -> assertThat(one)
                                .startsWith("11: out-of-range: column amount: 1000000000000.0001 is out of"));
        assertThat(run.report.conservation().differences()).isEmpty();
        assertThat(run.report.conservation().read().rows()).isEqualTo(11);
        assertThat(run.report.refusedByReason().toString())
                .isEqualTo(
                        "{date=1, dated-ahead=1, decimals=1, missing=1, negative-sale=1, number=1, out-of-range=1, ragged=1}");
        assertThat(run.refusals.get(1).raw()).isEqualTo("b2,2020-05-01,7,A,1,ten");
    }

    @Test
    void shouldTellAllErrorsOfARowAtOnce() {
        Run run = Run.of(PLAIN, HEADER + ",5/x,7,A,1.2.3,abc\n");

        assertThat(run.refusals).hasSize(1);
        assertThat(run.refused()).hasSize(4);
    }

    @Test
    void shouldFindDelimiterAndHeaderBelowTitles() {
        for (String delimiter : new String[] {",", ";", "\t", "|"}) {
            String text = "Sales of May\n\nprinted by,Bob;x\nid,date,quantity\n1,2020-05-01,4\n\n2,2020-05-02,5\n";
            Run run = Run.of(
                    PLAIN,
                    text.replace("id,date,quantity", String.join(delimiter, "id", "date", "quantity"))
                            .replace("1,2020-05-01,4", String.join(delimiter, "1", "2020-05-01", "4"))
                            .replace("2,2020-05-02,5", String.join(delimiter, "2", "2020-05-02", "5")));

            assertThat(run.ids()).containsExactly("1", "2");
            assertThat(run.lines).containsExactly(5L, 7L);
            assertThat(run.report.blankRows()).isEqualTo(1);
        }
    }

    @Test
    void shouldObeyASeparatorLine() {
        Run run = Run.of(PLAIN, "sep=;\r\nid;date;amount\r\n1;2020-05-01;5\r\n");

        assertThat(run.ids()).containsExactly("1");
        assertThat(run.lines).containsExactly(3L);
    }

    @Test
    void shouldReadEveryLineBreakAndCountPhysicalLines() {
        String text = "id,date,note\n1,2020-05-01,\"two\nlines\"\n2,2020-05-01,x\n3,bad,x\n";
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            Run run = Run.of(PLAIN, text.replace("\n", end));

            assertThat(run.ids()).containsExactly("1", "2");
            assertThat(run.lines).containsExactly(2L, 4L);
            assertThat(run.refusals.get(0).line()).isEqualTo(5);
            assertThat(run.activities.get(0).fields()).containsEntry("note", "two" + end + "lines");
        }
    }

    @Test
    void shouldReadBareQuotesAsPeopleSendThem() {
        Run run = Run.of(
                PLAIN,
                "id,date,note,amount\n"
                        + "1,2020-05-01,5\" pipe,1\n"
                        + "2,2020-05-01,\"the \"big\" one\",2\n"
                        + "3,2020-05-01,\"6 inch,3\n"
                        + "4,2020-05-01,\"said \"\"no\"\"\",4\n"
                        + "5,2020-05-01,\"a, b\" ,5\n"
                        + "6,2020-05-01,x,6\n");

        assertThat(run.refused()).isEmpty();
        assertThat(run.activities.stream().map(a -> a.fields().get("note")))
                .containsExactly("5\" pipe", "the \"big\" one", "\"6 inch", "said \"no\"", "a, b", "x");
        assertThat(run.lines).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void shouldLoseOneLineToAQuoteThatIsNeverClosed() {
        StringBuilder text = new StringBuilder("id,date,note,amount\n1,2020-05-01,\"open, and a comma,1\n");
        for (int i = 2; i < 9_000; i++) {
            text.append(i).append(",2020-05-01,x,1\n");
        }
        Run run = Run.of(PLAIN, text.toString());

        assertThat(run.refusals).hasSize(1);
        assertThat(run.refusals.get(0).line()).isEqualTo(2);
        assertThat(run.activities).hasSize(8_998);
        assertThat(run.lines.get(0)).isEqualTo(3);
        assertThat(run.lines.get(8_997)).isEqualTo(9_000);
    }

    @Test
    void shouldLoseOneLineToAQuoteThatMeetsAnotherOneLater() {
        Run run = Run.of(
                PLAIN,
                "id,date,note,amount\n1,2020-05-01,\"a, b,1\n2,2020-05-01,x,1\n3,2020-05-01,\"y\",1\n4,2020-05-01,\"z, \",1\n");

        assertThat(run.ids()).containsExactly("2", "3", "4");
        assertThat(run.refused())
                .singleElement()
                .asString()
                .startsWith("2: ragged: the row has 5 fields, the header 4");
    }

    @Test
    void shouldTolerateTrailingDelimitersAndSkipBlankRows() {
        Run run = Run.of(
                PLAIN, "id,date,amount,\n1,2020-05-01,5,\n2,2020-05-01,5\n,,,\n3,2020-05-01,5,,,\n4,2020-05-01,5,,x\n");

        assertThat(run.ids()).containsExactly("1", "2", "3");
        assertThat(run.report.blankRows()).isEqualTo(1);
        assertThat(run.refused())
                .singleElement()
                .asString()
                .startsWith("6: ragged: the row has 5 fields, the header 3");
    }

    @Test
    void shouldFindTheCharset() {
        String text = "id,date,rep\n1,2020-05-01,Müller\n";
        byte[] utf8 = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);

        assertThat(rep(Run.of(PLAIN, text))).isEqualTo("Müller");
        assertThat(rep(Run.of(PLAIN, utf8))).isEqualTo("Müller");
        assertThat(rep(Run.of(PLAIN, text, Charset.forName("windows-1252")))).isEqualTo("Müller");
        assertThat(rep(Run.of(PLAIN, "\uFEFF" + text, StandardCharsets.UTF_16LE)))
                .isEqualTo("Müller");
        assertThat(rep(Run.of(PLAIN, "\uFEFF" + text, StandardCharsets.UTF_16BE)))
                .isEqualTo("Müller");
        Profile dos = Run.profile(
                "profile: p\ncharset: ibm850\nfields: { id: id, date: date, rep: rep }\ndates: yyyy-MM-dd\n");
        assertThat(rep(Run.of(dos, text, Charset.forName("ibm850")))).isEqualTo("Müller");
    }

    private static String rep(Run run) {
        return run.activities.get(0).roles().get("rep");
    }

    @Test
    void shouldLookForTheCharsetToTheEndOfTheFile() {
        String text = "id,date,rep\n" + "1,2020-05-01,Ann\n".repeat(20_000) + "2,2020-05-01,Jürgen\n";

        Run run = Run.of(PLAIN, text, Charset.forName("windows-1252"));

        assertThat(run.activities.get(20_000).roles()).containsEntry("rep", "Jürgen");
    }

    @Test
    void shouldRefuseWhatIsNoText() {
        assertThat(Run.refusal(PLAIN, ""))
                .isEqualTo("pos.csv: the file is empty — a header row and at least one row are needed");
        assertThat(Run.refusal(PLAIN, "id,date\n1,\0\n")).startsWith("pos.csv:2: there is a NUL byte");
        assertThat(Run.refusal(PLAIN, new byte[] {'P', 'K', 3, 4, 0, 0})).startsWith("pos.csv: the archive is damaged");
        assertThat(Run.refusal(PLAIN, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}))
                .contains("this is an XLS workbook", "XLSX");
        assertThat(Run.refusal(PLAIN, "%PDF-1.7")).contains("this is a PDF document");
        assertThat(Run.refusal(PLAIN, "\n\n"))
                .isEqualTo("pos.csv: there is no row that could be a header — the header names the columns id, date");
        byte[] broken = "\uFEFFid,date\n1,2020-05-01\n?".getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 1] = (byte) 0xE4;
        assertThat(Run.refusal(PLAIN, broken)).startsWith("pos.csv:3: a byte here is not UTF-8");
    }

    @Test
    void shouldRefuseFoldersAndAbsentFiles(@org.junit.jupiter.api.io.TempDir Path folder) {
        assertThat(message(folder)).isEqualTo(folder + ": this is a folder — name a file in it");
        Path absent = folder.resolve("absent.csv");
        assertThat(message(absent)).isEqualTo(absent + ": there is no such file — check the name and the folder");
    }

    private static String message(Path file) {
        try {
            Run.read(PLAIN, file);
            return "read";
        } catch (IngestException refused) {
            return refused.getMessage();
        }
    }

    @Test
    void shouldRefuseAMappedColumnThatIsAbsent() {
        Profile profile = Run.profile("profile: p\nfields: { id: OrderNo, date: Day, amount: Sales }\n"
                + "skip: [ { when: { Total: blank } } ]\n");

        assertThat(Run.refusal(profile, "Title\nOrderNo,Day,Sale,Cost\n1,2020-05-01,5,4\n")
                        .split("\n"))
                .containsExactly(
                        "pos.csv:2: the header has no column Sales (the profile's amount) — did you mean Sale?",
                        "pos.csv:2: the header has no column Total (a condition of the profile) — known are OrderNo, Day, Sale, Cost");
    }

    @Test
    void shouldRefuseAMappedColumnThatStandsTwice() {
        Profile profile = Run.profile("profile: p\nfields: { id: No, date: Day, amount: Sales }\n");

        assertThat(Run.refusal(profile, "No,Day,Sales,x,x,Sales\n1,2020-05-01,5,,,5\n"))
                .startsWith("pos.csv:1: two columns are named Sales (the profile's amount)");
        assertThat(Run.refusal(PLAIN, "id,date,Id\n1,2020-05-01,5\n")).startsWith("pos.csv:1: two columns name id");
    }

    @Test
    void shouldTakeTheHeaderFromTheLineNamed() {
        Profile profile = Run.profile("profile: p\nheader: 3\nfields: { id: id, date: date }\n");

        assertThat(Run.of(profile, "id,date\nx,y\nid,date\n1,2020-05-01\n").ids())
                .containsExactly("1");
        assertThat(Run.refusal(profile, "id,date\n1,2\n")).startsWith("pos.csv: line 3 is no header row");
    }

    @Test
    void shouldMakeKindsSkipRowsAndTurnSigns() {
        Profile profile = Run.profile("""
                profile: p
                numbers: { symbol: $, group: ",", point: "." }
                fields: { id: [No, Sku], date: Day, sku: Sku, quantity: Qty, amount: { multiply: [Qty, Price] } }
                roles: { architect: Arch }
                attributes: { cost: Cost }
                defaults: { currency: USD, distributor: D1 }
                dates: [dd.MM.yyyy]
                kinds:
                  - { kind: warranty, when: { Type: [W, V] } }
                  - { kind: return, when: { Qty: negative }, negate: [Qty, Cost] }
                skip: [ { when: { No: Total } }, { when: { Sku: blank } } ]
                """);
        Run run = Run.of(profile, """
                No,Day,Sku,Qty,Price,Cost,Type,Arch
                1,01.05.2020,A,2,"$1,000.50","$1,234.5",S,Ann
                2,01.05.2020,A,-2,$3,(12),S,
                3,01.05.2020,B,1,$3,0123,W,
                x,01.05.2020,,1,$7,,,
                Total,,,99
                4,01.05.2020,B,1,$0.00015,1,S,
                """);

        assertThat(run.table())
                .containsExactly(
                        "1/A sale 2020-05-01 2 2001 {architect=Ann, distributor=D1} {cost=1234.5}",
                        "2/A return 2020-05-01 2 6 {distributor=D1} {cost=12}",
                        "3/B warranty 2020-05-01 1 3 {distributor=D1} {cost=0123}");
        assertThat(run.activities.get(0).currency()).isEqualTo("USD");
        assertThat(run.report.conservation().skipped().rows()).isEqualTo(2);
        assertThat(run.report.conservation().skipped().quantity()).isEqualTo(100 * 10_000L);
        assertThat(run.report.conservation().handedOn().quantity()).isEqualTo(10_000L);
        assertThat(run.refused()).singleElement().asString().startsWith("7: decimals: column Price: $0.00015 has more");
        assertThat(run.report.conservation().differences()).isEmpty();
    }

    @Test
    void shouldReadFunctionsAndRevisions() {
        Run run = Run.of(
                PLAIN,
                "id,date,function,revision,original,kind,invoice,serial,postal-code\n"
                        + "1,2020-05-01,,,,,,,\n"
                        + "2,2020-05-01,correct,3,0/9,return,I,S,Z\n"
                        + "3,2020-05-01,Void,x,,Sale,,,\n");

        assertThat(run.activities.get(1).revision()).isEqualTo(3);
        assertThat(run.activities.get(1).original()).isEqualTo("0/9");
        assertThat(run.activities.get(1).fields().toString()).isEqualTo("{invoice=I, postal-code=Z, serial=S}");
        assertThat(run.refused())
                .containsExactly(
                        "4: function: column function: Void is no function — original, correct or void",
                        "4: revision: column revision: x is no revision — a whole number from 0 to 999999999",
                        "4: kind: column kind: Sale is no kind — sale, return or a kind that a program declares, in small"
                                + " letters; other words go under kinds: in the profile");
    }

    @Test
    void shouldMakeIdsWhereTheProfileSaysSo() {
        Profile profile =
                Run.profile("profile: p\non-missing-id: hash\nfields: { id: id, date: date, amount: amount }\n");
        String text = "id,date,amount\n,2020-05-01,5\n,2020-05-01,5\n,2020-05-01,6\n9,2020-05-01,6\n";
        Run run = Run.of(profile, text);

        assertThat(run.ids()).doesNotHaveDuplicates().hasSize(4).contains("9");
        assertThat(run.ids().get(0)).endsWith("-1").hasSize(38);
        assertThat(run.ids().get(1)).isEqualTo(run.ids().get(0).replaceAll("-1$", "-2"));
        assertThat(Run.of(profile, text).ids()).isEqualTo(run.ids());
    }

    @Test
    void shouldRefuseWhatIsTooLong() {
        String wide = "x".repeat(IngestLimits.FIELD_CHARS + 1);
        Run run = Run.of(
                PLAIN,
                "id,date,note\n" + "i".repeat(257) + ",2020-05-01,\n2,2020-05-01," + "n".repeat(1_025)
                        + "\n3,2020-05-01," + wide + "\n" + "4,2020-05-01," + ",".repeat(2_000) + "\n5,2020-05-01,x\n");

        assertThat(run.ids()).containsExactly("5");
        assertThat(run.refusals)
                .extracting(Refusal::reason)
                .containsExactly(Reason.TEXT_TOO_LONG, Reason.TEXT_TOO_LONG, Reason.ROW_TOO_LONG, Reason.ROW_TOO_LONG);
        assertThat(run.refused().get(0)).contains("the id has 257 bytes — at most 256");
        assertThat(run.lines).containsExactly(6L);
    }

    @Test
    void shouldShortenAndCleanWhatARefusalRepeats() {
        Run run = Run.of(PLAIN, "id,date,amount\n1,2020-05-01,9\u001B[31m" + "9".repeat(5_000) + "\n");

        assertThat(run.refused().get(0))
                .hasSizeLessThan(400)
                .contains("9\u00B7[31m999")
                .contains("9… is not a number");
    }

    @Test
    void shouldTakeProductForSkuOnlyWhereNoColumnIsNamedSo() {
        assertThat(Run.of(PLAIN, "id,date,product\n1,2020-05-01,A\n")
                        .activities
                        .get(0)
                        .sku())
                .isEqualTo("A");
        Run both = Run.of(PLAIN, "id,date,sku,product\n1,2020-05-01,A,Pump\n");
        assertThat(both.activities.get(0).sku()).isEqualTo("A");
        assertThat(both.activities.get(0).fields()).containsEntry("product", "Pump");
    }
}
