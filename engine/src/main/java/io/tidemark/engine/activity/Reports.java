package io.tidemark.engine.activity;

import io.tidemark.engine.directory.Names;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.IntColumn;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;

/**
 * The reports of feeds that restate what they sent, the lines of each, and which versions of activities they leave standing:
 * within the spans of a replace exactly its own lines, and those of later reports. Feeds that send no such report have nothing
 * here. Core thread only.
 */
public final class Reports {
    public static final int NONE = -1;
    /** Place of lines that name neither location nor distributor; {@link #EVERYWHERE}: all. */
    public static final int NOWHERE = -1;

    public static final int EVERYWHERE = -2;

    private static final int KEY = 0;
    private static final int NUMBER = 1;
    /** Sequence of the command that began it, then function and whether it is whole. */
    private static final int RECEIPT_STATE = 2;
    /** Source (high), row + 1 of the newest of its lines (low). */
    private static final int SOURCE_LINES = 3;
    /** Row + 1 of its last span (high), its spans (low). */
    private static final int SPANS = 4;
    /** Lines that are new (high) and that are changed (low). */
    private static final int ADDED_CHANGED = 5;
    /** Lines that are as before (high), and lines before that are gone (low). */
    private static final int EQUAL_VANISHED = 6;

    private static final int STATE_BITS = 8;
    private static final int WHOLE = 4;
    private static final int FUNCTION_MASK = 3;

    /** Version (high), row + 1 of the next line of the identity (low). */
    private static final int LINE_VERSION_NEXT = 0;
    /** Report (high), row + 1 of the report's line before (low). */
    private static final int LINE_REPORT_BEFORE = 1;
    /** Whether the report brought the version. */
    private static final int LINE_BROUGHT = 2;

    /** Report (high), place (low). */
    private static final int SPAN_REPORT_PLACE = 0;
    /** First day (high), the day behind the last (low). */
    private static final int SPAN_DAYS = 1;
    /** Row + 1 of the next span of the bucket (high), of the report's span before (low). */
    private static final int SPAN_NEXT_BEFORE = 2;
    /** Bucket of days. */
    private static final int SPAN_BUCKET = 3;

    /** Days of a bucket as a power of two; what spans more buckets than this is in {@link #ALL_DAYS}. */
    private static final int BUCKET_BITS = 6;

    private static final int MOST_BUCKETS = 16;
    private static final int ALL_DAYS = Integer.MIN_VALUE;

    private final Names names;
    private final Identities identities;
    private final Versions versions;

    private final RowTable reports = new RowTable(7);
    private final RowTable lines = new RowTable(3);
    private final RowTable spans = new RowTable(4);
    private final HashIndex byKey = new HashIndex();
    /** Row + 1 of the newest line of each identity. */
    private final IntColumn linesOf = new IntColumn();
    /** Row + 1 of the newest span of each place and bucket of days; by hash of source, place and bucket. */
    private final HashIndex spansOf = new HashIndex();
    /** Whether a source has reports, by name number. */
    private final IntColumn concerned = new IntColumn();

    private int location = NONE;
    private int distributor = NONE;
    private int looked;

    public Reports(Names names, Identities identities, Versions versions) {
        this.names = names;
        this.identities = identities;
        this.versions = versions;
    }

    /** Whether reports have a say in what stands of a source. */
    public boolean concern(int source) {
        return reports.rows() > 0 && concerned.get(source) != 0;
    }

    /** The report of a key, or {@link #NONE}. */
    public int find(long key) {
        int row = byKey.first(key);
        while (row != HashIndex.NONE && reports.get(row, KEY) != key) {
            row = byKey.next();
        }
        return row;
    }

    /** A report begins; one of a known key goes on. */
    public int begin(int source, long key, int function, long number, long sequence) {
        int report = find(key);
        if (report == NONE) {
            report = reports.add();
            reports.set(report, KEY, key);
            reports.set(report, NUMBER, number);
            reports.set(report, RECEIPT_STATE, sequence << STATE_BITS | function);
            reports.set(report, SOURCE_LINES, Words.pack(source, 0));
            byKey.put(key, report);
            concerned.set(source, 1);
        }
        return report;
    }

    public int source(int report) {
        return reports.high(report, SOURCE_LINES);
    }

    public long number(int report) {
        return reports.get(report, NUMBER);
    }

    private long receipt(int report) {
        return reports.get(report, RECEIPT_STATE) >>> STATE_BITS;
    }

    public Report.Function function(int report) {
        return Report.Function.values()[(int) reports.get(report, RECEIPT_STATE) & FUNCTION_MASK];
    }

    private boolean restates(int report) {
        return ((int) reports.get(report, RECEIPT_STATE) & FUNCTION_MASK) >= Report.Function.REPLACE.ordinal();
    }

    /** Whether its lines and spans are all there: only then does a replace have a say. */
    public boolean isWhole(int report) {
        return (reports.get(report, RECEIPT_STATE) & WHOLE) != 0;
    }

    public void setWhole(int report) {
        reports.set(report, RECEIPT_STATE, reports.get(report, RECEIPT_STATE) | WHOLE);
    }

    /** A replace speaks for days at a place: a participant, {@link #NOWHERE} or {@link #EVERYWHERE}. */
    public void addSpan(int report, int place, int from, int until) {
        int first = from >> BUCKET_BITS;
        int last = until - 1 >> BUCKET_BITS;
        if ((long) last - first >= MOST_BUCKETS) {
            addSpan(report, place, from, until, ALL_DAYS);
            return;
        }
        for (int bucket = first; bucket <= last; bucket++) {
            addSpan(report, place, from, until, bucket);
        }
    }

    private void addSpan(int report, int place, int from, int until, int bucket) {
        int row = spans.add();
        spans.set(row, SPAN_REPORT_PLACE, Words.pack(report, place));
        spans.set(row, SPAN_DAYS, Words.pack(from, until));
        spans.set(row, SPAN_NEXT_BEFORE, Words.pack(0, reports.high(report, SPANS)));
        spans.set(row, SPAN_BUCKET, bucket);
        reports.set(report, SPANS, Words.pack(row + 1, reports.low(report, SPANS) + 1));
        spansOf.put(spanHash(source(report), place, bucket), row);
    }

    private static long spanHash(int source, int place, int bucket) {
        return Words.mix(Words.mix(source, place), bucket);
    }

    /** The last span of a report, or {@link #NONE}; {@link #spanBefore} goes on. A span may come more than once. */
    public int lastSpan(int report) {
        return reports.high(report, SPANS) - 1;
    }

    public int spanBefore(int span) {
        return spans.low(span, SPAN_NEXT_BEFORE) - 1;
    }

    public int place(int span) {
        return spans.low(span, SPAN_REPORT_PLACE);
    }

    /** A report has a version among its lines; {@code brought} where the version is new by it. */
    public void addLine(int report, int identity, int version, boolean brought) {
        for (int line = linesOf.get(identity) - 1; line >= 0; line = lines.low(line, LINE_VERSION_NEXT) - 1) {
            if (lines.high(line, LINE_REPORT_BEFORE) == report && lines.high(line, LINE_VERSION_NEXT) == version) {
                return;
            }
        }
        int line = lines.add();
        lines.set(line, LINE_VERSION_NEXT, Words.pack(version, linesOf.get(identity)));
        lines.set(line, LINE_REPORT_BEFORE, Words.pack(report, reports.low(report, SOURCE_LINES)));
        lines.set(line, LINE_BROUGHT, brought ? 1 : 0);
        linesOf.set(identity, line + 1);
        reports.setLow(report, SOURCE_LINES, line + 1);
    }

    /** The newest line of a report, or {@link #NONE}; {@link #lineBefore} goes on. */
    public int lastLine(int report) {
        return reports.low(report, SOURCE_LINES) - 1;
    }

    public int lineBefore(int line) {
        return lines.low(line, LINE_REPORT_BEFORE) - 1;
    }

    public int identityOfLine(int line) {
        return versions.identity(lines.high(line, LINE_VERSION_NEXT));
    }

    /**
     * Brings an identity's standing version in line with the reports.
     *
     * @return the version that stands now; where none does, one that says so
     */
    public int restate(int identity) {
        return identities.restate(identity, standing(identity));
    }

    /** Whether a version is an original that stands beside another one that counts. */
    public boolean isConflict(int identity, int version) {
        return versions.function(version) == Incoming.ORIGINAL
                && stands(identity, version)
                && effectiveOriginal(identity) != version;
    }

    /** Whether a line is the newest of a report about its identity. */
    public boolean isNewestOfIdentity(int line) {
        int report = lines.high(line, LINE_REPORT_BEFORE);
        int at = linesOf.get(identityOfLine(line)) - 1;
        while (lines.high(at, LINE_REPORT_BEFORE) != report) {
            at = lines.low(at, LINE_VERSION_NEXT) - 1;
        }
        return at == line;
    }

    /**
     * The version that stands of an identity whose source has reports, or 0 where every one is restated away. A function of the
     * versions and reports there are.
     */
    int standing(int identity) {
        int original = effectiveOriginal(identity);
        int best = original;
        for (int v = identities.newest(identity); v != 0; v = versions.previous(v)) {
            boolean later = versions.function(v) == Incoming.CORRECT || versions.function(v) == Incoming.VOID;
            if (later && stands(identity, v) && (best == 0 || isHigher(v, best))) {
                best = v;
            }
        }
        return best;
    }

    private boolean isHigher(int a, int b) {
        int order = Integer.compare(versions.revision(a), versions.revision(b));
        return order > 0 || order == 0 && versions.contentHash(a) < versions.contentHash(b);
    }

    /** Of the originals that stand: that of a replace, else the one that came first. */
    private int effectiveOriginal(int identity) {
        int best = 0;
        for (int v = identities.newest(identity); v != 0; v = versions.previous(v)) {
            boolean stands = versions.function(v) == Incoming.ORIGINAL && stands(identity, v);
            if (stands && (best == 0 || comesFirst(identity, v, best))) {
                best = v;
            }
        }
        return best;
    }

    private boolean comesFirst(int identity, int a, int b) {
        boolean restatedA = isOfReplace(identity, a);
        boolean restatedB = isOfReplace(identity, b);
        // versions are gone through from the newest: of those in one report the first counts
        return restatedA != restatedB ? restatedA : firstReceipt(identity, a) <= firstReceipt(identity, b);
    }

    private boolean isOfReplace(int identity, int version) {
        for (int line = linesOf.get(identity) - 1; line >= 0; line = lines.low(line, LINE_VERSION_NEXT) - 1) {
            int report = lines.high(line, LINE_REPORT_BEFORE);
            if (lines.high(line, LINE_VERSION_NEXT) == version
                    && restates(report)
                    && isInForce(report)
                    && !isDisplaced(identity, version, report)) {
                return true;
            }
        }
        return false;
    }

    /** Sequence of the command that brought a version, or of the report that first had it. */
    private long firstReceipt(int identity, int version) {
        long first = Long.MAX_VALUE;
        boolean brought = false;
        for (int line = linesOf.get(identity) - 1; line >= 0; line = lines.low(line, LINE_VERSION_NEXT) - 1) {
            if (lines.high(line, LINE_VERSION_NEXT) == version) {
                first = Math.min(first, receipt(lines.high(line, LINE_REPORT_BEFORE)));
                brought |= lines.get(line, LINE_BROUGHT) != 0;
            }
        }
        return brought ? first : Math.min(first, versions.sequence(version));
    }

    private boolean isInForce(int report) {
        return !restates(report) || isWhole(report);
    }

    /** Whether some appearance of a version is not restated away. */
    private boolean stands(int identity, int version) {
        boolean brought = false;
        for (int line = linesOf.get(identity) - 1; line >= 0; line = lines.low(line, LINE_VERSION_NEXT) - 1) {
            if (lines.high(line, LINE_VERSION_NEXT) == version) {
                int report = lines.high(line, LINE_REPORT_BEFORE);
                brought |= lines.get(line, LINE_BROUGHT) != 0;
                if (isInForce(report) && !isDisplaced(identity, version, report)) {
                    return true;
                }
            }
        }
        return !brought && !isDisplaced(identity, version, NONE);
    }

    /** Whether a later replace speaks for a version and leaves it out, or has the identity as another. */
    private boolean isDisplaced(int identity, int version, int report) {
        int place = placeOf(version);
        int date = versions.date(version);
        int source = identities.source(identity);
        int bucket = date >> BUCKET_BITS;
        if (isDisplaced(source, place, bucket, version, report, date)
                || isDisplaced(source, place, ALL_DAYS, version, report, date)
                || isDisplaced(source, EVERYWHERE, bucket, version, report, date)
                || isDisplaced(source, EVERYWHERE, ALL_DAYS, version, report, date)) {
            return true;
        }
        for (int line = linesOf.get(identity) - 1; line >= 0; line = lines.low(line, LINE_VERSION_NEXT) - 1) {
            if (displaces(lines.high(line, LINE_REPORT_BEFORE), report, version)) {
                return true;
            }
        }
        return false;
    }

    private boolean isDisplaced(int source, int place, int bucket, int version, int report, int date) {
        int span = spansOf.first(spanHash(source, place, bucket));
        while (span != HashIndex.NONE) {
            int by = spans.high(span, SPAN_REPORT_PLACE);
            boolean covers = spans.low(span, SPAN_REPORT_PLACE) == place
                    && spans.get(span, SPAN_BUCKET) == bucket
                    && source(by) == source
                    && date >= spans.high(span, SPAN_DAYS)
                    && date < spans.low(span, SPAN_DAYS);
            if (covers && displaces(by, report, version)) {
                return true;
            }
            span = spansOf.next();
        }
        return false;
    }

    /** Whether a replace is later than an appearance of a version: in a report, or by itself. */
    private boolean displaces(int by, int report, int version) {
        if (by == report || !restates(by) || !isWhole(by)) {
            return false;
        }
        if (report == NONE) {
            return versions.sequence(version) < receipt(by);
        }
        long own = number(report);
        long other = number(by);
        if (own != Report.NO_NUMBER && other != Report.NO_NUMBER && own != other) {
            return own < other;
        }
        return receipt(report) < receipt(by);
    }

    /** The location of a version, else its distributor, else {@link #NOWHERE}. */
    private int placeOf(int version) {
        lookUp();
        int at = location < 0 ? Participants.NONE : versions.participant(version, location);
        if (at < 0 && distributor >= 0) {
            at = versions.participant(version, distributor);
        }
        return at < 0 ? NOWHERE : at;
    }

    private void lookUp() {
        if (looked != names.names.size()) {
            looked = names.names.size();
            location = names.names.find("location");
            distributor = names.names.find("distributor");
        }
    }

    /**
     * Counts what a whole report did to one identity.
     *
     * @param own whether it is among its lines
     */
    public void count(int report, boolean own, boolean stood, boolean stands, boolean changed) {
        if (own && stands && !stood) {
            reports.setHigh(report, ADDED_CHANGED, added(report) + 1);
        } else if (own && stands && changed) {
            reports.setLow(report, ADDED_CHANGED, changed(report) + 1);
        } else if (own && stands) {
            reports.setHigh(report, EQUAL_VANISHED, equal(report) + 1);
        } else if (stood && !stands) {
            reports.setLow(report, EQUAL_VANISHED, vanished(report) + 1);
        }
    }

    /** Lines that a report added. */
    public int added(int report) {
        return reports.high(report, ADDED_CHANGED);
    }

    /** Lines of a report that stood before with other content. */
    public int changed(int report) {
        return reports.low(report, ADDED_CHANGED);
    }

    /** Lines of a report that stood before as they are. */
    public int equal(int report) {
        return reports.high(report, EQUAL_VANISHED);
    }

    /** Lines that stood before and that a report left out. */
    public int vanished(int report) {
        return reports.low(report, EQUAL_VANISHED);
    }

    public void list(Sections sections) {
        sections.add("reports", 1, reports)
                .add("report-lines", 1, lines)
                .add("report-spans", 1, spans)
                .add("report-lines-of", 1, linesOf)
                .add("report-sources", 1, concerned)
                .derive(this::rebuild);
    }

    private void rebuild() {
        for (int report = 0; report < reports.rows(); report++) {
            byKey.put(reports.get(report, KEY), report);
        }
        for (int span = 0; span < spans.rows(); span++) {
            int report = spans.high(span, SPAN_REPORT_PLACE);
            spansOf.put(spanHash(source(report), place(span), (int) spans.get(span, SPAN_BUCKET)), span);
        }
    }

    public long stateHash(long seed) {
        long hash = spans.hash(lines.hash(reports.hash(seed)));
        return concerned.hash(linesOf.hash(hash));
    }
}
