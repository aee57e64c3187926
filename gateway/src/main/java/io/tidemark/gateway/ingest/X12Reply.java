package io.tidemark.gateway.ingest;

import io.tidemark.gateway.ingest.EdiFault.Level;
import java.util.List;

/**
 * Writes what the sender of X12 is answered: a 997 for each functional group, of version 004010, and a TA1 before them where
 * the interchange itself is at fault. A set is {@code A} accepted, {@code E} accepted but for some rows, {@code R} rejected:
 * all of them are where anything about the transmission is damaged. Of one thread.
 */
final class X12Reply {
    /** Of AK3: a segment has data elements in error. */
    private static final String ELEMENTS_IN_ERROR = "8";

    private final StringBuilder text = new StringBuilder();
    private final EdiSegment isa;
    private final List<EdiEnvelope.Group> groups;
    private final boolean damaged;
    private final EdiFault fault;
    private final EdiRefusals refusals;
    private long segments;

    /** @param fault what about the envelopes is damaged, or null */
    X12Reply(EdiSegment isa, List<EdiEnvelope.Group> groups, boolean damaged, EdiFault fault, EdiRefusals refusals) {
        this.isa = isa;
        this.groups = groups;
        this.damaged = damaged;
        this.fault = fault;
        this.refusals = refusals;
    }

    /** Empty where the sender cannot be told from what was received. */
    String write() {
        boolean interchange = fault != null && fault.level() == Level.INTERCHANGE;
        if (isa == null || groups.isEmpty() && !interchange) {
            return "";
        }
        String control = control(isa.text(13));
        segment(
                "ISA",
                "00",
                " ".repeat(10),
                "00",
                " ".repeat(10),
                isa.text(7),
                pad(isa.text(8)),
                isa.text(5),
                pad(isa.text(6)),
                isa.text(9),
                isa.text(10),
                "U",
                "00401",
                control,
                "0",
                isa.text(15).isEmpty() ? "P" : isa.text(15),
                ">");
        if (interchange) {
            segment("TA1", control, isa.text(9), isa.text(10), "R", fault.x12());
        }
        if (!groups.isEmpty()) {
            groups();
        }
        segment("IEA", groups.isEmpty() ? "0" : "1", control);
        return text.toString();
    }

    private void groups() {
        EdiSegment gs = groups.get(0).header;
        segment("GS", "FA", gs.text(3), gs.text(2), gs.text(4), gs.text(5), gs.text(6), "X", "004010");
        int number = 0;
        for (EdiEnvelope.Group group : groups) {
            group(group, String.format("%04d", ++number));
        }
        segment("GE", Integer.toString(number), gs.text(6));
    }

    private void group(EdiEnvelope.Group group, String control) {
        segments = 0;
        segment("ST", "997", control);
        segment("AK1", group.header.text(1), group.header.text(6));
        boolean rows = false;
        for (EdiSegment set : group.sets) {
            set(group, set);
            rows |= refusals.any(set.number());
        }
        boolean last = group == groups.get(groups.size() - 1);
        String status = damaged ? "R" : rows ? "E" : "A";
        segment(
                "AK9",
                status,
                group.said == null ? Long.toString(group.setCount) : group.said,
                Long.toString(group.setCount),
                Long.toString(damaged ? 0 : group.setCount),
                last ? code(Level.GROUP) : "");
        segment("SE", Long.toString(segments + 1), control);
    }

    private void set(EdiEnvelope.Group group, EdiSegment set) {
        segment("AK2", set.text(1), set.text(2));
        for (EdiRefusals.Place place : refusals.of(set.number())) {
            segment("AK3", place.tag(), Long.toString(place.position()), "", ELEMENTS_IN_ERROR);
        }
        boolean newest = group == groups.get(groups.size() - 1) && set == group.sets.get(group.sets.size() - 1);
        String code = newest ? code(Level.SET) : "";
        boolean rows = refusals.any(set.number());
        segment("AK5", damaged ? "R" : rows ? "E" : "A", code.isEmpty() && rows ? "5" : code);
    }

    /** What is read last is what is damaged. */
    private String code(Level level) {
        return fault != null && fault.level() == level ? fault.x12() : "";
    }

    /** Trailing elements that are empty are left out. */
    private void segment(String tag, String... elements) {
        text.append(tag);
        int count = elements.length;
        while (count > 0 && elements[count - 1].isEmpty()) {
            count--;
        }
        for (int k = 0; k < count; k++) {
            text.append('*').append(plain(elements[k]));
        }
        text.append("~\n");
        segments++;
    }

    /** X12 has no way to write a delimiter inside a text: the sender may use others. */
    private static String plain(String element) {
        return element.equals(">") ? element : element.replaceAll("[*~>\\p{Cntrl}]", " ");
    }

    private static String control(String number) {
        return number.length() >= 9 ? number : "0".repeat(9 - number.length()) + number;
    }

    private static String pad(String id) {
        return id.length() >= 15 ? id.substring(0, 15) : id + " ".repeat(15 - id.length());
    }
}
