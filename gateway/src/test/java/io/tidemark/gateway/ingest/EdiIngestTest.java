package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Transmissions of X12 and EDIFACT, whole and otherwise. */
class EdiIngestTest {
    static final String ISA =
            "ISA*00*          *00*          *ZZ*ACMEDIST       *ZZ*MAKER          *200601*1200*U*00401*000000007*0*P*>~";

    /** An interchange around one transaction set; the SE is added with its count. */
    static String x12(String type, String group, String... segments) {
        StringBuilder text = new StringBuilder(
                ISA + "\nGS*" + group + "*ACME*MAKER*20200601*1200*7*X*004010~\nST*" + type + "*0001~\n");
        for (String segment : segments) {
            text.append(segment).append("~\n");
        }
        return text + "SE*" + (segments.length + 2) + "*0001~\nGE*1*7~\nIEA*1*000000007~\n";
    }

    static final String RESALE = x12(
            "867",
            "PT",
            "BPT*00*R1*20200601*01",
            "CUR*SE*USD",
            "N1*DS*Acme*92*D7",
            "N1*ST*Bob*92*IGNORED",
            "PTD*SS",
            "DTM*003*20200501",
            "REF*IV*INV-1",
            "N1*ST*End Inc*92*E1",
            "QTY*32*5*EA",
            "LIN**VP*0042*UP*012345678905",
            "UIT*EA*10.5",
            "REF*SE*S-1",
            "QTY*38*9*EA",
            "QTY*39*3*EA",
            "LIN**VP*43",
            "AMT*1*30",
            "PTD*BN",
            "DTM*003*20200502",
            "QTY*32*1*EA",
            "LIN**VP*0042",
            "UIT*EA*10.5",
            "PTD*SS",
            "DTM*003*20200503",
            "QTY*76*2*EA",
            "LIN**VP*44",
            "QTY*17*100*EA",
            "LIN**VP*44",
            "QTY*32*-4*EA",
            "LIN**VP*45",
            "PTD*SA",
            "QTY*32*7*EA",
            "LIN**VP*46",
            "CTT*7");

    static final String ACTIVITY = x12(
            "852",
            "PD",
            "XQ*H*20200401*20200430*WEEK18",
            "N1*DS*Acme*92*D7",
            "LIN**UP*111",
            "CTP**RES*2.5",
            "ZA*QS*10",
            "SDQ*EA*92*S1*6*S2*4",
            "ZA*QU*1",
            "SDQ*EA*92*S1*1",
            "ZA*QA*500",
            "LIN**UP*222",
            "ZA*QS*10",
            "ZA*QU*2",
            "ZA*Q1*8",
            "LIN**UP*333",
            "ZA*Q1*-3",
            "CTT*3");

    static final String SALES = """
            UNA:+.? '
            UNB+UNOC:3+DIST:14+MAKER:14+200601:1200+REF7'
            UNH+1+SLSRPT:D:96A:UN:EAN004'
            BGM+73E+REP?+1+9'
            DTM+356:20200531:102'
            NAD+SE+D7::92'
            CUX+2:EUR:4'
            LOC+162+SHOP1::92'
            LIN+1++4000001:EN'
            PIA+1+0042:SA'
            MOA+203:21,00'
            QTY+153:2'
            LIN+2++4000002:EN'
            PRI+AAA:3.5'
            QTY+153:4'
            QTY+61:1'
            LOC+162+SHOP2::92'
            DTM+356:20200530:102'
            LIN+3++4000003:EN'
            QTY+153:-2'
            QTY+17:50'
            UNT+20+1'
            UNZ+1+REF7'
            """;

    private static Run read(String text) {
        return Run.of(Profile.plain(), text);
    }

    private static String refusal(String text) {
        return Run.refusal(Profile.plain(), text);
    }

    @Test
    void shouldReadResales() {
        Run run = read(RESALE);

        assertThat(run.refused()).isEmpty();
        assertThat(run.table())
                .containsExactly(
                        "R1/1 sale 2020-05-01 5 52.5 {distributor=D7, end-customer=E1} {invoice=INV-1, serial=S-1}",
                        "R1/2 sale 2020-05-01 3 30 {distributor=D7, end-customer=E1} {invoice=INV-1}",
                        "R1/3 return 2020-05-02 1 10.5 {distributor=D7, end-customer=IGNORED} {}",
                        "R1/4 return 2020-05-03 2 - {distributor=D7, end-customer=IGNORED} {}",
                        "R1/6 return 2020-05-03 4 - {distributor=D7, end-customer=IGNORED} {}");
        assertThat(run.activities.get(0).sku()).isEqualTo("0042");
        assertThat(run.activities.get(0).currency()).isEqualTo("USD");
        assertThat(run.report.layout()).isEqualTo("x12 867, original, dates yyyy-MM-dd");
        assertThat(run.report.conservation().skipped().rows()).isEqualTo(2);
        assertThat(run.report.conservation().differences()).isEmpty();
        assertThat(run.report.reply())
                .contains(
                        "*ZZ*MAKER          *ZZ*ACMEDIST       *",
                        "AK1*PT*7~",
                        "AK2*867*0001~",
                        "AK5*A~",
                        "AK9*A*1*1*1~");
    }

    @Test
    void shouldReadActivityAtStoresAndNeverCountNetAndGrossBoth() {
        Run run = read(ACTIVITY);

        assertThat(run.table())
                .containsExactly(
                        "WEEK18/1 sale 2020-04-30 6 15 {distributor=D7, location=S1} {}",
                        "WEEK18/2 sale 2020-04-30 4 10 {distributor=D7, location=S2} {}",
                        "WEEK18/3 return 2020-04-30 1 2.5 {distributor=D7, location=S1} {}",
                        "WEEK18/7 sale 2020-04-30 8 - {distributor=D7} {}",
                        "WEEK18/8 return 2020-04-30 3 - {distributor=D7} {}");
        assertThat(run.report.conservation().skipped().rows()).isEqualTo(3);
    }

    @Test
    void shouldReadSalesReports() {
        Run run = read(SALES);

        assertThat(run.table())
                .containsExactly(
                        "REP+1/1 sale 2020-05-31 2 21 {distributor=D7, location=SHOP1} {}",
                        "REP+1/2 sale 2020-05-31 4 14 {distributor=D7, location=SHOP1} {}",
                        "REP+1/3 return 2020-05-31 1 3.5 {distributor=D7, location=SHOP1} {}",
                        "REP+1/4 return 2020-05-30 2 - {distributor=D7, location=SHOP2} {}");
        assertThat(run.activities).extracting("currency").containsOnly("EUR");
        assertThat(run.report.reply()).contains("UNB+UNOC:3+MAKER:14+DIST:14+", "UCI+REF7+DIST:14+MAKER:14+7'");
    }

    @Test
    void shouldReadPlacesBelowItems() {
        String turned = SALES.substring(0, SALES.indexOf("LOC+"))
                + "LIN+1++400:EN'LOC+162+A::92'QTY+153:2'QTY+61:1'LOC+162+B::92'QTY+153:5'UNT+12+1'UNZ+1+REF7'";

        assertThat(read(turned).table())
                .containsExactly(
                        "REP+1/1 sale 2020-05-31 2 - {distributor=D7, location=A} {}",
                        "REP+1/2 return 2020-05-31 1 - {distributor=D7, location=A} {}",
                        "REP+1/3 sale 2020-05-31 5 - {distributor=D7, location=B} {}");
    }

    @Test
    void shouldTakePathsFromAProfile() {
        Profile profile = Run.profile("""
                profile: resale
                format: x12
                fields: { id: [BPT02, line], date: date, rep: "N1[ST]02", sku: "LIN[UP]", quantity: quantity }
                kinds: [ { kind: return, when: { kind: return } } ]
                skip: [ { when: { "LIN[UP]": blank } } ]
                attributes: { unit: QTY03 }
                """);
        Run run = Run.of(profile, RESALE);

        assertThat(run.table()).containsExactly("R1/1 sale 2020-05-01 5 - {rep=End Inc} {unit=EA}");
        assertThat(run.activities.get(0).sku()).isEqualTo("012345678905");
        assertThat(Run.refusal(Run.profile("profile: p\nformat: x12\nfields: { id: BPT, date: date }\n"), RESALE))
                .startsWith("pos.csv: BPT (the profile's id) is no place in a transmission — ");
    }

    @Test
    void shouldReadUnusualDelimitersAndAnIsaThatIsNotPadded() {
        List<String> expected = read(RESALE).table();
        String odd = RESALE.replace("*", "|").replace(">~", "^~").replace("~\n", "\n");
        assertThat(read(odd).table()).isEqualTo(expected);
        assertThat(read(RESALE.replace("~\n", "~\r\n")).table()).isEqualTo(expected);
        assertThat(read(RESALE.replace("~\n", "~")).table()).isEqualTo(expected);
        assertThat(read(RESALE.replaceFirst(" +\\*00\\* +\\*ZZ\\*ACMEDIST +", "*00**ZZ*ACMEDIST")
                                .replaceFirst("MAKER +", "MAKER"))
                        .table())
                .isEqualTo(expected);
        assertThat(read(SALES.replace("UNA:+.? '\n", "").replace("'\n", "'")).table())
                .isEqualTo(read(SALES).table());
        assertThat(read(SALES.replace(":", "^")
                                .replace("+", "|")
                                .replace("?|", "?+")
                                .replace("?+", "+")
                                .replace("'", "~"))
                        .table())
                .isEqualTo(read(SALES).table());
    }

    @Test
    void shouldRefuseATransmissionWithAWrongCountOrControlNumber() {
        assertThat(refusal(RESALE.replace("SE*35*", "SE*1*")))
                .isEqualTo("pos.csv:segment 37: SE says the segments 1, found 35 — send it again, whole");
        assertThat(refusal(RESALE.replace("GE*1*7", "GE*2*7"))).contains("number of transaction sets 2, found 1");
        assertThat(refusal(RESALE.replace("IEA*1*000000007", "IEA*1*8"))).contains("control number 8, found 000000007");
        assertThat(refusal(SALES.replace("UNT+20", "UNT+21"))).contains("UNT says the segments 21, found 20");
        assertThat(refusal(SALES.replace("UNZ+1+REF7", "UNZ+1+REF8"))).contains("control reference REF8, found REF7");
    }

    @Test
    void shouldRefuseWhatIsNoReportOfSales() {
        assertThat(refusal(RESALE.replace("ST*867", "ST*850")))
                .isEqualTo("pos.csv:segment 3: this is an X12 850, a purchase order — 867 and 852 are read here");
        assertThat(refusal(SALES.replace("SLSRPT", "SLSFCT"))).contains("an EDIFACT SLSFCT, a forecast of sales");
        assertThat(refusal(SALES.replace("SLSRPT", "MSCONS"))).contains("a report of metered consumption");
        assertThat(refusal(x12("867", "PT", "BPT*00*R1*20200601", "PTD*PM", "QTY*QD*500*KH")))
                .contains("this reports no sales: quantity QD");
        assertThat(refusal(x12("867", "PT", "BPT*00*R1*20200601", "PTD*IA", "QTY*32*500*KH", "LIN**VP*1")))
                .contains("this reports no sales: transfer IA");
    }

    @Test
    void shouldRefuseReportsThatReplaceOthers() {
        assertThat(refusal(RESALE.replace("BPT*00", "BPT*05"))).contains("this report is to replace an earlier one");
        assertThat(refusal(SALES.replace("REP?+1+9", "REP?+1+1"))).contains("this report is to cancel an earlier one");
        assertThat(refusal(ACTIVITY.replace("*WEEK18", "*WEEK18*04"))).contains("the purpose 04 is not known");
        assertThat(read(RESALE.replace("BPT*00", "BPT*02")).report.layout()).startsWith("x12 867, add");
    }

    @Test
    void shouldRefuseALineAndSaySoInTheReply() {
        Run run = read(RESALE.replace("DTM*003*20200503", "DTM*003*20209903").replace("QTY*32*5*", "QTY*32*five*"));

        assertThat(run.refused())
                .containsExactly(
                        "segment 12: number: column quantity: five is not a number — a number such as 1234.5; symbol, group"
                                + " and point are set in the profile under numbers:",
                        "segment 27: date: column date: 2020-99-03 is not a date — write it as yyyy-MM-dd",
                        "segment 31: date: column date: 2020-99-03 is not a date — write it as yyyy-MM-dd");
        assertThat(run.report.reply()).contains("AK5*E*5~");
    }

    @Test
    void shouldAnswerADamagedTransmissionThatItIsRejected() {
        String damaged = RESALE.replace("SE*35*", "SE*1*");
        assertThat(Run.reply(damaged)).contains("AK5*R*4~", "AK9*R*1*1*0~");
        assertThat(Run.reply(SALES.replace("UNT+20", "UNT+1"))).contains("+4+29'");
        assertThat(Run.reply("id,date\na,2020-05-01\n")).isEmpty();
    }

    @Test
    void shouldRefuseWhatGrowsWithoutEnd() {
        assertThat(refusal(x12("867", "PT", "BPT*00*R1", "PTD*SS", "QTY*32*1", "REF*SE*" + "x".repeat(70_000))))
                .contains("a segment REF of more than 65536 characters");
        assertThat(refusal(x12("852", "PD", "XQ*H*20200401", "LIN**UP*1" + "~\nREF*SE*1".repeat(10_001))))
                .contains("an item has more than 10000 segments");
        assertThat(refusal("UNB+" + "a".repeat(100))).contains("cut off in a segment UNB");
    }
}
