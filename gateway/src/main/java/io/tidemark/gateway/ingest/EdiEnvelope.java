package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that a transmission is whole: every envelope is closed, counts and control numbers are right, and what is in it is
 * what this reads. Remembers what an acknowledgement needs. Of one thread.
 */
abstract class EdiEnvelope {
    /** A functional group, or a whole EDIFACT interchange. */
    static final class Group {
        final EdiSegment header;
        final List<EdiSegment> sets = new ArrayList<>();
        long setCount;
        /** How many sets the trailer says there are, or null before it came. */
        String said;

        Group(EdiSegment header) {
            this.header = header;
        }
    }

    protected EdiSegment interchange;
    protected final List<Group> groups = new ArrayList<>();
    protected EdiSegment set;
    protected long groupCount;
    /** What about the envelopes is damaged, or null. */
    protected EdiFault fault;

    private long setSegments;
    private boolean closed = true;

    /** What is in the transmission: the transaction set, or message, that is open. */
    EdiSegment set() {
        return set;
    }

    /** Looks at the next segment. Answers whether it is one inside a transaction set, its header and trailer not among them. */
    abstract boolean accept(EdiSegment segment) throws IOException, IngestException;

    /** The acknowledgement of everything so far. */
    abstract String reply(boolean damaged, EdiRefusals refusals);

    void finish(EdiReader reader) throws IOException {
        if (interchange == null) {
            throw reader.damage("this is no transmission");
        }
        if (!closed) {
            fault = EdiFault.cutOff(open());
            throw reader.damage("the transmission is cut off: its trailer is missing");
        }
    }

    /** The innermost envelope that is open. */
    protected EdiFault.Level open() {
        return set == null ? EdiFault.Level.INTERCHANGE : EdiFault.Level.SET;
    }

    /** The envelope that a trailer ends. */
    private static EdiFault.Level level(EdiSegment trailer) {
        return switch (trailer.tag()) {
            case "SE", "UNT" -> EdiFault.Level.SET;
            case "GE", "UNE" -> EdiFault.Level.GROUP;
            default -> EdiFault.Level.INTERCHANGE;
        };
    }

    /** Something between the envelopes cannot be read. */
    void unreadable() {
        fault = fault == null ? EdiFault.structure(open()) : fault;
    }

    protected void opened(EdiSegment segment) throws Damage {
        require(closed, segment, "a transmission inside another");
        interchange = segment;
        closed = false;
        groupCount = 0;
    }

    protected void closed() {
        closed = true;
    }

    protected boolean isOpen() {
        return !closed;
    }

    protected void openSet(EdiSegment segment) {
        set = segment;
        setSegments = 1;
        Group group = groups.get(groups.size() - 1);
        group.setCount++;
        if (group.sets.size() < IngestLimits.HELD_ROWS) {
            group.sets.add(segment);
        }
    }

    protected void countSegment() {
        setSegments++;
    }

    protected void closeSet(EdiSegment trailer, String control) throws Damage {
        require(set != null, trailer, "a trailer without its header");
        setSegments++;
        counts(trailer, "segments", setSegments);
        controls(trailer, "control number", control);
        set = null;
    }

    /** A trailer's second element is the control number of its header. */
    protected void controls(EdiSegment trailer, String what, String header) throws Damage {
        EdiFault wrong = EdiFault.control(level(trailer));
        same(trailer, what, trailer.text(2), header, wrong);
    }

    /** A trailer's first element counts what its envelope holds. */
    protected void counts(EdiSegment trailer, String what, long found) throws Damage {
        EdiFault wrong = EdiFault.count(level(trailer));
        same(trailer, what, trailer.text(1), Long.toString(found), wrong);
    }

    private void same(EdiSegment at, String what, String said, String found, EdiFault wrong) throws Damage {
        if (!bare(said).equals(bare(found))) {
            fault = wrong;
            throw new Damage(
                    "segment " + at.number(),
                    at.tag() + " says the " + what + " " + said + ", found " + found,
                    "send it again, whole");
        }
    }

    private static String bare(String number) {
        return number.replaceFirst("^0+(?=.)", "");
    }

    protected void require(boolean holds, EdiSegment at, String what) throws Damage {
        if (!holds) {
            fault = EdiFault.structure(open());
            throw new Damage("segment " + at.number(), what + " (" + at.tag() + ")", "send it again, whole");
        }
    }

    protected IngestException other(String file, EdiSegment at, String what, String right) {
        fault = EdiFault.notSupported();
        return new IngestException(file + ":segment " + at.number(), "this is " + what, right);
    }
}
