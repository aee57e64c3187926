package io.tidemark.engine.standings;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.ExactCells;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;
import java.util.function.IntBinaryOperator;

/**
 * What was reported last of every thing, for each standing of one table and each measure, and the sum of it. Of reports of one
 * day the one of the greatest identity is the last. Core thread only.
 */
public final class LastValues {
    /** Standing's row (high), measure (low). */
    private static final int OWNER = 0;

    private static final int WHAT = 1;
    private static final int BY = 2;
    /** Next of the owner's things, row + 1 (high); first of the thing's reports, row + 1 (low). */
    private static final int NEXT_FIRST = 3;
    /** The thing's last report that stands, row + 1. */
    private static final int LAST = 4;
    /** What the last report adds to the sum; in an owner's first row: the sum. */
    private static final int SUM = 5;

    /** Stands for the thing in an owner's first row, which is none. */
    private static final long NO_THING = Long.MIN_VALUE;

    /** Identity (high), next report of the thing, row + 1 (low). */
    private static final int IDENTITY_NEXT = 0;
    /** Epoch day (high), 1 while it stands (low). */
    private static final int DATE_STANDS = 1;

    private static final int VALUE = 2;

    private final IntBinaryOperator order;
    private final RowTable things = new RowTable(6);
    private final ExactCells sums = new ExactCells(things);
    private final RowTable reports = new RowTable(3);
    private final ExactCells values = new ExactCells(reports);
    private final HashIndex index = new HashIndex();

    /** Told of a report that stands. */
    public interface Each {
        void report(long what, long by, int identity, int date, BigInteger value);
    }

    /** @param order compares two identities */
    public LastValues(IntBinaryOperator order) {
        this.order = order;
    }

    private int find(long owner, long what, long by) {
        int row = index.first(hash(owner, what, by));
        while (row != HashIndex.NONE && !is(row, owner, what, by)) {
            row = index.next();
        }
        return row;
    }

    private boolean is(int row, long owner, long what, long by) {
        return things.get(row, OWNER) == owner && things.get(row, WHAT) == what && things.get(row, BY) == by;
    }

    private static long hash(long owner, long what, long by) {
        return Words.mix(Words.mix(owner, what), by);
    }

    private int put(long owner, long what, long by) {
        int row = things.add();
        things.set(row, OWNER, owner);
        things.set(row, WHAT, what);
        things.set(row, BY, by);
        index.put(hash(owner, what, by), row);
        return row;
    }

    private int head(int standing, int measure) {
        return find(Words.pack(standing, measure), NO_THING, 0);
    }

    /** A report of a thing stands that did not. */
    public void add(int standing, int measure, long what, long by, int identity, int date, BigInteger value) {
        long owner = Words.pack(standing, measure);
        int head = find(owner, NO_THING, 0);
        head = head < 0 ? put(owner, NO_THING, 0) : head;
        int thing = find(owner, what, by);
        if (thing < 0) {
            thing = put(owner, what, by);
            things.setHigh(thing, NEXT_FIRST, things.high(head, NEXT_FIRST));
            things.setHigh(head, NEXT_FIRST, thing + 1);
        }
        int report = reportOf(thing, identity);
        report = report < 0 ? addReport(thing, identity) : report;
        reports.set(report, DATE_STANDS, Words.pack(date, 1));
        values.set(report, VALUE, value);
        int last = last(thing);
        if (last < 0 || isLater(report, last)) {
            setLast(head, thing, report);
        }
    }

    /** A report of a thing stands no more. */
    public void remove(int standing, int measure, long what, long by, int identity) {
        int thing = find(Words.pack(standing, measure), what, by);
        int report = reportOf(thing, identity);
        reports.setLow(report, DATE_STANDS, 0);
        if (last(thing) == report) {
            setLast(head(standing, measure), thing, lastThatStands(thing));
        }
    }

    private int reportOf(int thing, int identity) {
        int at = things.low(thing, NEXT_FIRST) - 1;
        while (at >= 0 && reports.high(at, IDENTITY_NEXT) != identity) {
            at = reports.low(at, IDENTITY_NEXT) - 1;
        }
        return at;
    }

    private int addReport(int thing, int identity) {
        int report = reports.add();
        reports.set(report, IDENTITY_NEXT, Words.pack(identity, things.low(thing, NEXT_FIRST)));
        things.setLow(thing, NEXT_FIRST, report + 1);
        return report;
    }

    private int lastThatStands(int thing) {
        int last = -1;
        for (int at = things.low(thing, NEXT_FIRST) - 1; at >= 0; at = reports.low(at, IDENTITY_NEXT) - 1) {
            if (reports.low(at, DATE_STANDS) != 0 && (last < 0 || isLater(at, last))) {
                last = at;
            }
        }
        return last;
    }

    private boolean isLater(int one, int other) {
        int date = reports.high(one, DATE_STANDS);
        int otherDate = reports.high(other, DATE_STANDS);
        int compared = order.applyAsInt(reports.high(one, IDENTITY_NEXT), reports.high(other, IDENTITY_NEXT));
        return date > otherDate || date == otherDate && compared > 0;
    }

    private int last(int thing) {
        return (int) things.get(thing, LAST) - 1;
    }

    private void setLast(int head, int thing, int report) {
        BigInteger now = report < 0 ? BigInteger.ZERO : values.exact(report, VALUE);
        sums.add(head, SUM, now.subtract(sums.exact(thing, SUM)));
        things.set(thing, LAST, report + 1);
        sums.set(thing, SUM, now);
    }

    /** The sum of what was reported last. */
    public BigInteger sum(int standing, int measure) {
        int head = head(standing, measure);
        return head < 0 ? BigInteger.ZERO : sums.exact(head, SUM);
    }

    /** Every thing's last report. */
    public void lasts(int standing, int measure, Each each) {
        int head = head(standing, measure);
        for (int at = head < 0 ? 0 : things.high(head, NEXT_FIRST); at != 0; at = things.high(at - 1, NEXT_FIRST)) {
            if (last(at - 1) >= 0) {
                tell(at - 1, last(at - 1), each);
            }
        }
    }

    /** Every report that stands. */
    public void all(int standing, int measure, Each each) {
        int head = head(standing, measure);
        for (int at = head < 0 ? 0 : things.high(head, NEXT_FIRST); at != 0; at = things.high(at - 1, NEXT_FIRST)) {
            int report = things.low(at - 1, NEXT_FIRST) - 1;
            for (; report >= 0; report = reports.low(report, IDENTITY_NEXT) - 1) {
                if (reports.low(report, DATE_STANDS) != 0) {
                    tell(at - 1, report, each);
                }
            }
        }
    }

    private void tell(int thing, int report, Each each) {
        each.report(
                things.get(thing, WHAT),
                things.get(thing, BY),
                reports.high(report, IDENTITY_NEXT),
                reports.high(report, DATE_STANDS),
                values.exact(report, VALUE));
    }

    public void list(Sections sections) {
        sections.add("last-things", 1, things)
                .add("last-things-wide", 1, sums)
                .add("last-reports", 1, reports)
                .add("last-reports-wide", 1, values)
                .derive(this::rebuild);
    }

    private void rebuild() {
        for (int row = 0; row < things.rows(); row++) {
            index.put(hash(things.get(row, OWNER), things.get(row, WHAT), things.get(row, BY)), row);
        }
    }

    public long stateHash(long seed) {
        return values.hash(reports.hash(sums.hash(things.hash(seed))));
    }
}
