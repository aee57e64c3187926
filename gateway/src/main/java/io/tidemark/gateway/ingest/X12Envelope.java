package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.util.Map;

/** The envelopes of X12: ISA and IEA, GS and GE, ST and SE. */
final class X12Envelope extends EdiEnvelope {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("810", "an invoice"),
            Map.entry("820", "a payment order"),
            Map.entry("830", "a forecast"),
            Map.entry("832", "a price catalogue"),
            Map.entry("844", "a claim for rebates"),
            Map.entry("846", "an inventory report"),
            Map.entry("849", "an answer to a claim for rebates"),
            Map.entry("850", "a purchase order"),
            Map.entry("855", "an answer to a purchase order"),
            Map.entry("856", "a ship notice"),
            Map.entry("997", "an acknowledgement"),
            Map.entry("999", "an acknowledgement"));

    private final String file;
    private Group group;

    X12Envelope(String file) {
        this.file = file;
    }

    @Override
    boolean accept(EdiSegment segment) throws IOException, IngestException {
        switch (segment.tag()) {
            case "ISA" -> opened(segment);
            case "IEA" -> {
                require(isOpen() && group == null, segment, "a trailer in the wrong place");
                counts(segment, "number of groups", groupCount);
                controls(segment, "control number", interchange.text(13));
                closed();
            }
            case "GS" -> {
                require(isOpen() && group == null, segment, "a header in the wrong place");
                group = new Group(segment);
                groups.add(group);
                groupCount++;
            }
            case "GE" -> {
                require(group != null && set == null, segment, "a trailer in the wrong place");
                group.said = segment.text(1);
                counts(segment, "number of transaction sets", group.setCount);
                controls(segment, "control number", group.header.text(6));
                group = null;
            }
            case "ST" -> {
                require(group != null && set == null, segment, "a header in the wrong place");
                openSet(segment);
                refuseOthers(segment);
            }
            case "SE" -> closeSet(segment, set == null ? "" : set.text(2));
            default -> {
                boolean acknowledged = segment.is("TA1") && isOpen() && group == null;
                require(acknowledged || set != null, segment, "a segment outside of any transaction set");
                countSegment();
                return !acknowledged;
            }
        }
        return false;
    }

    private void refuseOthers(EdiSegment st) throws IngestException {
        String type = st.text(1);
        if (!type.equals("867") && !type.equals("852")) {
            String name = NAMES.getOrDefault(type, "no report of sales");
            throw other(file, st, "an X12 " + type + ", " + name, "867 and 852 are read here");
        }
    }

    @Override
    protected EdiFault.Level open() {
        return set == null && group != null ? EdiFault.Level.GROUP : super.open();
    }

    @Override
    String reply(boolean damaged, EdiRefusals refusals) {
        return new X12Reply(interchange, groups, damaged, fault, refusals).write();
    }
}
