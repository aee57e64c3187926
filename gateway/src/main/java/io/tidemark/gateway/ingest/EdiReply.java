package io.tidemark.gateway.ingest;

import java.util.List;

/** Writes what a sender is answered: a 997 for X12, a CONTRL for EDIFACT. Stateless. */
final class EdiReply {
    private EdiReply() {}

    /** @return empty where the sender cannot be told from what was received */
    static String x12(EdiSegment isa, List<EdiEnvelope.Group> groups, boolean damaged, boolean anyRefused) {
        if (isa == null || groups.isEmpty()) {
            return "";
        }
        String status = damaged ? "R" : anyRefused ? "E" : "A";
        StringBuilder text = new StringBuilder();
        text.append("ISA*00*          *00*          *")
                .append(isa.text(7))
                .append('*')
                .append(pad(isa.text(8)))
                .append('*')
                .append(isa.text(5))
                .append('*')
                .append(pad(isa.text(6)))
                .append('*')
                .append(isa.text(9))
                .append('*')
                .append(isa.text(10))
                .append("*U*00401*")
                .append(isa.text(13))
                .append("*0*")
                .append(isa.text(15).isEmpty() ? "P" : isa.text(15))
                .append("*>~\n");
        EdiSegment gs = groups.get(0).header;
        text.append("GS*FA*")
                .append(gs.text(3))
                .append('*')
                .append(gs.text(2))
                .append('*')
                .append(gs.text(4))
                .append('*')
                .append(gs.text(5))
                .append('*')
                .append(gs.text(6))
                .append("*X*004010~\n");
        int number = 0;
        for (EdiEnvelope.Group group : groups) {
            acknowledged(text, group, ++number, status);
        }
        return text.append("GE*")
                .append(number)
                .append('*')
                .append(gs.text(6))
                .append("~\nIEA*1*")
                .append(isa.text(13))
                .append("~\n")
                .toString();
    }

    private static void acknowledged(StringBuilder text, EdiEnvelope.Group group, int number, String status) {
        String control = String.format("%04d", number);
        int segments = 4;
        text.append("ST*997*")
                .append(control)
                .append("~\nAK1*")
                .append(group.header.text(1))
                .append('*')
                .append(group.header.text(6))
                .append("~\n");
        for (EdiSegment set : group.sets) {
            text.append("AK2*")
                    .append(set.text(1))
                    .append('*')
                    .append(set.text(2))
                    .append("~\nAK5*")
                    .append(status)
                    .append("~\n");
            segments += 2;
        }
        long taken = status.equals("R") ? 0 : group.setCount;
        text.append("AK9*")
                .append(status)
                .append('*')
                .append(group.setCount)
                .append('*')
                .append(group.setCount)
                .append('*')
                .append(taken)
                .append("~\nSE*")
                .append(segments)
                .append('*')
                .append(control)
                .append("~\n");
    }

    private static String pad(String text) {
        return text.length() >= 15 ? text.substring(0, 15) : text + " ".repeat(15 - text.length());
    }

    /** @return empty where the sender cannot be told from what was received */
    static String edifact(EdiSegment unb, boolean damaged) {
        if (unb == null || unb.text(5).isEmpty()) {
            return "";
        }
        String reference = escaped(unb.text(5));
        return "UNB+" + parts(unb, 1) + "+" + parts(unb, 3) + "+" + parts(unb, 2) + "+" + parts(unb, 4) + "+"
                + reference
                + "'\nUNH+1+CONTRL:D:3:UN'\nUCI+" + reference + "+" + parts(unb, 2) + "+" + parts(unb, 3) + "+"
                + (damaged ? "4" : "7") + "'\nUNT+3+1'\nUNZ+1+" + reference + "'\n";
    }

    private static String parts(EdiSegment segment, int element) {
        if (element > segment.elements().size()) {
            return "";
        }
        return String.join(
                ":",
                segment.elements().get(element - 1).stream()
                        .map(EdiReply::escaped)
                        .toList());
    }

    private static String escaped(String text) {
        return text.strip()
                .replace("?", "??")
                .replace("+", "?+")
                .replace(":", "?:")
                .replace("'", "?'");
    }
}
