package io.tidemark.gateway.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What senders are answered, read by code of its own and held against the standards' tables of elements. */
class AcknowledgementTest {
    /** Of 997 (004010) and its envelopes: by segment, per element whether it must be there, and its characters as a pattern. */
    private static final Map<String, List<String>> X12 = Map.ofEntries(
            Map.entry(
                    "ISA",
                    List.of(
                            "00", " {10}", "00", " {10}", "..", ".{15}", "..", ".{15}", "\\d{6}", "\\d{4}", "U",
                            "00401", "\\d{9}", "[01]", "[PT]", ">")),
            Map.entry("TA1", List.of("\\d{9}", "\\d{6}", "\\d{4}", "[AER]", "\\d{3}")),
            Map.entry("GS", List.of("FA", ".{2,15}", ".{2,15}", "\\d{8}", "\\d{4,8}", "\\d{1,9}", "X", "004010")),
            Map.entry("ST", List.of("997", ".{4,9}")),
            Map.entry("AK1", List.of("[A-Z]{2}", "\\d{1,9}")),
            Map.entry("AK2", List.of("\\d{3}", ".{4,9}")),
            Map.entry("AK3", List.of("[A-Z0-9]{2,3}", "\\d{1,6}", ".{0,4}", "8")),
            Map.entry("AK5", List.of("[AER]", "?([1-7]|1\\d|2[0-7])")),
            Map.entry("AK9", List.of("[AER]", "\\d{1,6}", "\\d{1,6}", "\\d{1,6}", "?[1-6]")),
            Map.entry("SE", List.of("\\d{1,10}", ".{4,9}")),
            Map.entry("GE", List.of("\\d{1,6}", "\\d{1,9}")),
            Map.entry("IEA", List.of("\\d{1,5}", "\\d{9}")));

    private static List<List<String>> segments(String text, String end, String between) {
        List<List<String>> segments = new ArrayList<>();
        for (String segment : text.split(end)) {
            if (!segment.isBlank()) {
                segments.add(Arrays.asList(segment.strip().split(between)));
            }
        }
        return segments;
    }

    /** The 997's segments from AK1 to AK9, once everything around them was checked. */
    private static List<String> checked(String reply) {
        List<List<String>> segments = segments(reply, "~", "\\*");
        List<String> inside = new ArrayList<>();
        int since = 0;
        int sets = 0;
        int groups = 0;
        String set = "";
        for (List<String> segment : segments) {
            checkElements(segment);
            since++;
            switch (segment.get(0)) {
                case "ST" -> {
                    since = 1;
                    sets++;
                    set = segment.get(2);
                }
                case "SE" -> assertThat(segment).containsExactly("SE", "" + since, set);
                case "GS" -> groups++;
                case "GE" -> assertThat(segment.get(1)).isEqualTo("" + sets);
                case "IEA" ->
                    assertThat(segment)
                            .containsExactly("IEA", "" + groups, segments.get(0).get(13));
                default -> inside.add(String.join("*", segment));
            }
        }
        return inside.subList(1, inside.size()); // the first is ISA
    }

    private static void checkElements(List<String> segment) {
        List<String> elements = X12.get(segment.get(0));
        assertThat(elements).as(segment.toString()).isNotNull();
        assertThat(segment.size() - 1).as(segment.toString()).isLessThanOrEqualTo(elements.size());
        for (int k = 0; k < elements.size(); k++) {
            boolean optional = elements.get(k).startsWith("?");
            String text = k + 1 < segment.size() ? segment.get(k + 1) : "";
            if (!optional || !text.isEmpty()) {
                assertThat(text)
                        .as(segment + " element " + (k + 1))
                        .matches(elements.get(k).replaceFirst("^\\?", ""));
            }
        }
    }

    private static List<String> x12(String sent) {
        return checked(Run.reply(sent));
    }

    private static final String WHOLE = EdiIngestTest.RESALE;

    @Test
    void shouldAcceptWhatIsWhole() {
        assertThat(x12(WHOLE)).containsExactly("AK1*PT*7", "AK2*867*0001", "AK5*A", "AK9*A*1*1*1");
    }

    @Test
    void shouldSayWhichSetHasRowsAtFaultAndWhere() {
        String second = "ST*867*0002~\nBPT*00*R2*20200601~\nPTD*SS~\nDTM*003*20200501~\nQTY*32*five~\nLIN**VP*1~\n"
                + "QTY*32*2~\nLIN**VP*2~\nSE*9*0002~\n";
        String sent = WHOLE.replace("GE*1*", second + "GE*2*");
        assertThat(x12(sent))
                .containsExactly(
                        "AK1*PT*7", "AK2*867*0001", "AK5*A", "AK2*867*0002", "AK3*QTY*5**8", "AK5*E*5", "AK9*E*2*2*2");
    }

    @Test
    void shouldRejectAllWithTheCodeOfWhatIsWrong() {
        assertThat(x12(WHOLE.replace("SE*35*", "SE*1*"))).contains("AK5*R*4", "AK9*R*1*1*0");
        assertThat(x12(WHOLE.replace("*0001~\nGE", "*0009~\nGE"))).contains("AK5*R*3", "AK9*R*1*1*0");
        assertThat(x12(WHOLE.replace("GE*1*", "GE*5*"))).contains("AK5*R", "AK9*R*5*1*0*5");
        assertThat(x12(WHOLE.replace("GE*1*7", "GE*1*8"))).contains("AK5*R", "AK9*R*1*1*0*4");
        assertThat(x12(WHOLE.replace("ST*867", "ST*850"))).contains("AK2*850*0001", "AK5*R*1", "AK9*R*1*1*0");
        assertThat(x12(WHOLE.substring(0, WHOLE.indexOf("CTT")))).contains("AK5*R*2", "AK9*R*1*1*0");
        assertThat(x12(WHOLE.substring(0, WHOLE.indexOf("GE*")))).contains("AK5*R", "AK9*R*1*1*0*3");
    }

    @Test
    void shouldAnswerForTheInterchangeWhereThatIsAtFault() {
        assertThat(x12(WHOLE.replace("IEA*1*000000007", "IEA*1*000000008")))
                .startsWith("TA1*000000007*200601*1200*R*001")
                .contains("AK9*R*1*1*0");
        assertThat(x12(WHOLE.replace("IEA*1*", "IEA*2*"))).startsWith("TA1*000000007*200601*1200*R*021");
        assertThat(x12(WHOLE.substring(0, WHOLE.indexOf("IEA")))).startsWith("TA1*000000007*200601*1200*R*023");
        assertThat(x12(EdiIngestTest.ISA)).containsExactly("TA1*000000007*200601*1200*R*023");
    }

    @Test
    void shouldRejectWhatIsAllOrNothing() {
        Profile profile =
                Run.profile("profile: p\nformat: x12\nall-or-nothing: true\nfields: { id: id, line: line, date: date,"
                        + " quantity: quantity }\n");
        assertThat(checked(Run.reply(profile, WHOLE.replace("QTY*32*5*", "QTY*32*five*"))))
                .contains("AK3*QTY*10**8", "AK5*R*5", "AK9*R*1*1*0");
    }

    @Test
    void shouldKeepItsOwnDelimitersOutOfWhatItRepeats() {
        String odd = WHOLE.replace('*', '|').replace("~\n", "\n").replace("ACMEDIST ", "ACME*DIST");
        assertThat(x12(odd)).containsExactly("AK1*PT*7", "AK2*867*0001", "AK5*A", "AK9*A*1*1*1");
    }

    private static List<List<String>> control(String sent) {
        List<List<String>> segments = segments(Run.reply(sent), "(?<!\\?)'", "(?<!\\?)\\+");
        assertThat(segments.get(0))
                .startsWith("UNB", "UNOC:3", "MAKER:14", "DIST:14")
                .endsWith("REF7");
        assertThat(segments.get(1)).containsExactly("UNH", "1", "CONTRL:D:3:UN");
        int count = segments.size();
        assertThat(segments.get(count - 2)).containsExactly("UNT", "" + (count - 2), "1");
        assertThat(segments.get(count - 1)).containsExactly("UNZ", "1", "REF7");
        return segments.subList(2, count - 2);
    }

    @Test
    void shouldAnswerEachMessageOfEdifact() {
        String message = "UCM+1+SLSRPT:D:96A:UN:EAN004+";
        String whole = EdiIngestTest.SALES;
        assertThat(texts(whole)).containsExactly("UCI+REF7+DIST:14+MAKER:14+7", message + "7");
        assertThat(texts(whole.replace("UNT+20", "UNT+1")))
                .containsExactly("UCI+REF7+DIST:14+MAKER:14+4", message + "4+29");
        assertThat(texts(whole.replace("UNT+20+1", "UNT+20+2"))).endsWith(message + "4+28");
        assertThat(texts(whole.replace("UNZ+1", "UNZ+2")))
                .containsExactly("UCI+REF7+DIST:14+MAKER:14+4+29", message + "4");
        assertThat(texts(whole.replace("UNZ+1+REF7", "UNZ+1+REF8"))).startsWith("UCI+REF7+DIST:14+MAKER:14+4+28");
        assertThat(texts(whole.substring(0, whole.indexOf("UNZ")))).startsWith("UCI+REF7+DIST:14+MAKER:14+4+13");
        assertThat(texts(whole.replace("SLSRPT:", "ORDERS:"))).endsWith("UCM+1+ORDERS:D:96A:UN:EAN004+4+14");
    }

    private static List<String> texts(String sent) {
        return control(sent).stream().map(segment -> String.join("+", segment)).toList();
    }
}
