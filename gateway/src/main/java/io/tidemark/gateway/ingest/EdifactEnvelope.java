package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.util.Map;

/** The envelopes of EDIFACT: UNB and UNZ, UNG and UNE where there are any, UNH and UNT. */
final class EdifactEnvelope extends EdiEnvelope {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("CONTRL", "an acknowledgement"),
            Map.entry("DELFOR", "a forecast of deliveries"),
            Map.entry("DESADV", "a despatch advice"),
            Map.entry("INVOIC", "an invoice"),
            Map.entry("INVRPT", "an inventory report"),
            Map.entry("MSCONS", "a report of metered consumption"),
            Map.entry("ORDERS", "an order"),
            Map.entry("PRICAT", "a price catalogue"),
            Map.entry("RETANN", "an announcement of returns"),
            Map.entry("SLSFCT", "a forecast of sales"));

    private final String file;
    private Group group;
    private long messages;
    private boolean inGroup;

    EdifactEnvelope(String file) {
        this.file = file;
    }

    @Override
    boolean accept(EdiSegment segment) throws IOException, IngestException {
        switch (segment.tag()) {
            case "UNB" -> {
                opened(segment);
                group = new Group(segment);
                groups.add(group);
                messages = 0;
            }
            case "UNZ" -> {
                require(isOpen() && set == null && !inGroup, segment, "a trailer in the wrong place");
                counts(segment, "number of messages", groupCount > 0 ? groupCount : messages);
                controls(segment, "control reference", interchange.text(5));
                closed();
            }
            case "UNG" -> {
                require(isOpen() && set == null && !inGroup, segment, "a header in the wrong place");
                group = new Group(segment);
                groups.add(group);
                groupCount++;
                inGroup = true;
            }
            case "UNE" -> {
                require(inGroup && set == null, segment, "a trailer in the wrong place");
                counts(segment, "number of messages", group.setCount);
                controls(segment, "reference", group.header.text(5));
                inGroup = false;
            }
            case "UNH" -> {
                require(isOpen() && set == null, segment, "a header in the wrong place");
                messages++;
                openSet(segment);
                refuseOthers(segment);
            }
            case "UNT" -> closeSet(segment, set == null ? "" : set.text(1));
            default -> {
                require(set != null, segment, "a segment outside of any message");
                countSegment();
                return true;
            }
        }
        return false;
    }

    private void refuseOthers(EdiSegment unh) throws IngestException {
        String type = unh.text(2);
        if (!type.equals("SLSRPT")) {
            String name = NAMES.getOrDefault(type, "no report of sales");
            throw other(file, unh, "an EDIFACT " + type + ", " + name, "SLSRPT is read here");
        }
    }

    @Override
    String reply(boolean damaged, EdiRefusals refusals) {
        return new ControlReply(interchange, groups, damaged, fault).write();
    }
}
