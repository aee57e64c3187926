package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How one kind of report is read: which segments belong together, and what its quantities mean. Holds the segments of the
 * item in work and those around it, each at most {@link IngestLimits#HELD_SEGMENTS}. Of one thread.
 */
abstract class EdiReport {
    protected final List<EdiSegment> heading = new ArrayList<>();
    protected final List<EdiSegment> group = new ArrayList<>();
    protected final List<EdiSegment> item = new ArrayList<>();
    private final Consumer<EdiItem> sink;
    private long ordinal;

    EdiReport(List<EdiSegment> envelope, Consumer<EdiItem> sink) {
        this.heading.addAll(envelope);
        this.sink = sink;
    }

    static EdiReport of(String type, List<EdiSegment> envelope, Consumer<EdiItem> sink) {
        return switch (type) {
            case "867" -> new ResaleReport(envelope, sink);
            case "852" -> new ActivityReport(envelope, sink);
            default -> new SalesReport(envelope, sink);
        };
    }

    /** Takes the next segment of the report. */
    void segment(EdiSegment segment) throws IOException {
        if (ends(segment)) {
            flush();
            group.clear();
        } else if (startsGroup(segment)) {
            flush();
            group.clear();
            add(group, segment);
        } else if (startsItem(segment)) {
            flush();
            add(item, segment);
        } else {
            add(!item.isEmpty() ? item : !group.isEmpty() ? group : heading, segment);
        }
    }

    private static void add(List<EdiSegment> scope, EdiSegment segment) throws Damage {
        if (scope.size() >= IngestLimits.HELD_SEGMENTS) {
            throw new Damage(
                    "segment " + segment.number(),
                    "an item has more than " + IngestLimits.HELD_SEGMENTS + " segments",
                    "split the report");
        }
        scope.add(segment);
    }

    /** The report is over. */
    void flush() {
        if (!item.isEmpty()) {
            items();
            item.clear();
        }
    }

    protected void emit(EdiView view, String kind, String quantity, String location) {
        sink.accept(new EdiItem(view, kind, quantity.replace(',', '.'), location, ++ordinal));
    }

    /** The item's segments up to the first of a tag. */
    protected List<EdiSegment> before(String tag) {
        List<EdiSegment> before = new ArrayList<>();
        for (EdiSegment segment : item) {
            if (segment.is(tag)) {
                break;
            }
            before.add(segment);
        }
        return before;
    }

    protected abstract boolean ends(EdiSegment segment);

    protected abstract boolean startsGroup(EdiSegment segment);

    protected abstract boolean startsItem(EdiSegment segment);

    /** Says what the item in work means, by {@link #emit}. */
    protected abstract void items();

    /** The fields of activities that this kind of report gives by itself. */
    abstract String field(String name, EdiItem item);

    /** {@code original}, {@code replace}, {@code cancel} or a code that is none of these. */
    abstract String purpose();
}
