package io.tidemark.gateway.ingest;

import io.tidemark.gateway.ingest.EdiFault.Level;
import java.util.List;

/**
 * Writes what the sender of EDIFACT is answered: a CONTRL with what became of the interchange (UCI) and of each message (UCM).
 * {@code 7} is acknowledged, {@code 4} rejected, with the code of what is wrong. Of one thread.
 */
final class ControlReply {
    private static final String ACKNOWLEDGED = "7";
    private static final String REJECTED = "4";

    private final EdiSegment unb;
    private final List<EdiEnvelope.Group> groups;
    private final boolean damaged;
    private final EdiFault fault;
    private final StringBuilder text = new StringBuilder();
    private int segments;

    /** @param fault what about the envelopes is damaged, or null */
    ControlReply(EdiSegment unb, List<EdiEnvelope.Group> groups, boolean damaged, EdiFault fault) {
        this.unb = unb;
        this.groups = groups;
        this.damaged = damaged;
        this.fault = fault;
    }

    /** Empty where the sender cannot be told from what was received. */
    String write() {
        if (unb == null || unb.text(5).isEmpty()) {
            return "";
        }
        String reference = escaped(unb.text(5));
        segment("UNB", parts(unb, 1), parts(unb, 3), parts(unb, 2), parts(unb, 4), reference);
        segments = 0;
        segment("UNH", "1", "CONTRL:D:3:UN");
        boolean below = fault != null && fault.level() == Level.SET;
        String status = damaged ? REJECTED : ACKNOWLEDGED;
        segment("UCI", reference, parts(unb, 2), parts(unb, 3), status, damaged && !below ? code() : "");
        List<EdiSegment> messages =
                groups.stream().flatMap(group -> group.sets.stream()).toList();
        for (int k = 0; k < messages.size(); k++) {
            boolean newest = below && k == messages.size() - 1;
            EdiSegment unh = messages.get(k);
            segment("UCM", escaped(unh.text(1)), parts(unh, 2), status, newest ? code() : "");
        }
        segment("UNT", Integer.toString(segments + 1), "1");
        segment("UNZ", "1", reference);
        return text.toString();
    }

    /** Where nothing else is known: an error that is not specified. */
    private String code() {
        return fault == null ? "18" : fault.edifact();
    }

    private void segment(String tag, String... elements) {
        text.append(tag);
        int count = elements.length;
        while (count > 0 && elements[count - 1].isEmpty()) {
            count--;
        }
        for (int k = 0; k < count; k++) {
            text.append('+').append(elements[k]);
        }
        text.append("'\n");
        segments++;
    }

    private static String parts(EdiSegment segment, int element) {
        if (element > segment.elements().size()) {
            return "";
        }
        return String.join(
                ":",
                segment.elements().get(element - 1).stream()
                        .map(ControlReply::escaped)
                        .toList());
    }

    private static String escaped(String text) {
        return text.strip()
                .replaceAll("\\p{Cntrl}", " ")
                .replace("?", "??")
                .replace("+", "?+")
                .replace(":", "?:")
                .replace("'", "?'");
    }
}
