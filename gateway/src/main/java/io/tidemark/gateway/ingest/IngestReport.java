package io.tidemark.gateway.ingest;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a file: how it was read, and every row's fate. Filled while the file is read; the caller adds the core's
 * verdicts with {@link #verdict}. Of one thread.
 */
public final class IngestReport {
    private final String file;
    private final Conservation conservation = new Conservation();
    private final Map<String, Long> refusedByReason = new TreeMap<>();
    private String layout = "";
    private String reply = "";
    private List<String> columns = List.of();
    private List<String> dates = List.of();
    private long blankRows;
    private int firstDate = Integer.MAX_VALUE;
    private int lastDate = Integer.MIN_VALUE;

    public IngestReport(String file) {
        this.file = file;
    }

    public String file() {
        return file;
    }

    /** How the file was read: charset, delimiter, header line, date patterns. */
    public String layout() {
        return layout;
    }

    /** The file's columns, or paths, in its own order; none before the layout is known. */
    public List<String> columns() {
        return columns;
    }

    /** The patterns by which dates were read. */
    public List<String> dates() {
        return dates;
    }

    public Conservation conservation() {
        return conservation;
    }

    /** Rows refused while reading and by the core, by reason code. */
    public Map<String, Long> refusedByReason() {
        return Collections.unmodifiableMap(refusedByReason);
    }

    /** Rows without any text; they are among the skipped. */
    public long blankRows() {
        return blankRows;
    }

    /** Whether any activity was handed on, so that there are dates covered. */
    public boolean hasDates() {
        return firstDate <= lastDate;
    }

    /** Epoch day of the earliest activity handed on. */
    public int firstDate() {
        return firstDate;
    }

    /** Epoch day of the latest activity handed on. */
    public int lastDate() {
        return lastDate;
    }

    /** What the core made of an activity; the numbers are those that came with it. */
    public void verdict(Verdict verdict, long quantity, long amount) {
        conservation.verdict(verdict, quantity, amount);
    }

    /** An activity that the core refused. */
    public void refusedByCore(String reason, long quantity, long amount) {
        conservation.verdict(Verdict.REFUSED, quantity, amount);
        refusedByReason.merge(reason, 1L, Long::sum);
    }

    /**
     * What the sender of an EDI transmission is answered, as text: a 997 or a CONTRL; empty for other formats. Says whether
     * it could be read, not what the core makes of its rows.
     */
    public String reply() {
        return reply;
    }

    void reply(String text) {
        reply = text;
    }

    void layout(String found) {
        layout = found;
    }

    void header(List<String> names, List<String> patterns) {
        columns = names;
        dates = patterns;
    }

    void read(long quantity, long amount) {
        conservation.read().add(quantity, amount);
    }

    void handedOn(int date, long quantity, long amount) {
        conservation.handedOn().add(quantity, amount);
        firstDate = Math.min(firstDate, date);
        lastDate = Math.max(lastDate, date);
    }

    void skipped(boolean blank, long quantity, long amount) {
        conservation.skipped().add(quantity, amount);
        blankRows += blank ? 1 : 0;
    }

    void refused(Reason reason, long quantity, long amount) {
        conservation.refusedHere().add(quantity, amount);
        refusedByReason.merge(reason.code(), 1L, Long::sum);
    }

    void unreadable(Tally fate) {
        conservation.read().addUnreadable();
        fate.addUnreadable();
    }
}
