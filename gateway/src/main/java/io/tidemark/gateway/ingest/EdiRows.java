package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The rows of a transmission: one for each quantity. Of one thread. */
final class EdiRows implements RowReader {
    private static final Set<String> NUMBERS = Set.of("QTY", "PRI", "MOA");

    private final EdiReader reader;
    private final EdiEnvelope envelope;
    private final List<String> columns;
    private final EdiPath[] paths;
    private final boolean all;
    private final Consumer<EdiItem> sink;
    private final Deque<EdiItem> waiting = new ArrayDeque<>();
    private final List<EdiSegment> around = new ArrayList<>();
    private final Set<String> types = new TreeSet<>();
    private final Row row = new Row();
    private EdiReport report;
    private EdiReport made;
    private EdiItem current;
    /** Header of the set that the rows are of. */
    private EdiSegment begun;

    private EdiRefusals refusals = new EdiRefusals();
    private String purpose = "original";
    private boolean ended;

    /**
     * @param all whether quantities that are no sales are rows like any other, because the profile says what they are
     * @param sink where items go instead of becoming rows, or null
     */
    EdiRows(EdiReader reader, EdiEnvelope envelope, Header header, boolean all, Consumer<EdiItem> sink) {
        this.reader = reader;
        this.envelope = envelope;
        this.columns = header.names();
        this.paths = columns.stream().map(EdiPath::of).toArray(EdiPath[]::new);
        this.all = all;
        this.sink = sink == null ? waiting::add : sink;
    }

    void toEnd() throws IOException, IngestException {
        while (step()) {
            // the sink is told
        }
    }

    @Override
    public Row next() throws IOException, IngestException {
        while (waiting.isEmpty() && !ended) {
            ended = !step();
        }
        current = waiting.poll();
        return current == null ? null : fill();
    }

    private boolean step() throws IOException, IngestException {
        EdiSegment segment = reader.next();
        if (segment == null) {
            envelope.finish(reader);
            return false;
        }
        if (envelope.accept(segment)) {
            report.segment(segment);
            return true;
        }
        switch (segment.tag()) {
            case "ISA", "UNB" -> {
                around.clear();
                around.add(segment);
            }
            case "GS", "UNG" -> {
                around.removeIf(one -> one.is(segment.tag()));
                around.add(segment);
            }
            case "ST", "UNH" -> begin(segment);
            case "SE", "UNT" -> finish();
            default -> {
                // trailers of groups and of the whole
            }
        }
        return true;
    }

    private void begin(EdiSegment segment) {
        String type = segment.is("ST") ? segment.text(1) : segment.text(2);
        types.add(type);
        begun = segment;
        List<EdiSegment> outer = new ArrayList<>(around);
        outer.add(segment);
        report = EdiReport.of(type, outer, sink);
        made = report;
    }

    private void finish() {
        report.flush();
        String own = report.purpose();
        // one report that replaces among others makes the whole a matter for a person
        purpose = purpose.equals("original") ? own : purpose;
        report = null;
    }

    private Row fill() {
        row.begin(current.view().line());
        for (int i = 0; i < paths.length; i++) {
            row.add(value(i));
        }
        if (!all && !current.isSale()) {
            row.markPassedOver();
        }
        return row;
    }

    private String value(int column) {
        EdiPath path = paths[column];
        if (path == null) {
            String name = columns.get(column);
            return name.equals("kind") && !current.isSale() ? "" : made.field(name, current);
        }
        String text = current.view().text(path);
        boolean number = NUMBERS.contains(path.tag());
        return number ? text.replace(',', '.') : text;
    }

    /** The date that the report gives an item. */
    String date(EdiItem item) {
        return made.field(FieldNames.DATE, item);
    }

    String purpose() {
        return purpose;
    }

    String types() {
        return String.join(" and ", types);
    }

    /** Tells where rows were refused. */
    EdiRows telling(EdiRefusals to) {
        refusals = to;
        return this;
    }

    @Override
    public void refused() {
        List<EdiSegment> own = current.view().own();
        String tag = own.isEmpty() ? begun.tag() : own.get(0).tag();
        refusals.add(begun.number(), tag, row.line() - begun.number() + 1);
    }

    @Override
    public String place() {
        return "segment " + row.line();
    }

    @Override
    public String raw() {
        StringBuilder text = new StringBuilder();
        for (EdiSegment segment : current.view().own()) {
            if (text.length() < IngestLimits.RAW_CHARS) {
                text.append(text.length() == 0 ? "" : "~").append(segment);
            }
        }
        return text.length() > IngestLimits.RAW_CHARS ? text.substring(0, IngestLimits.RAW_CHARS) : text.toString();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
