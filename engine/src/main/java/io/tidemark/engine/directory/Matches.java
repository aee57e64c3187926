package io.tidemark.engine.directory;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.IntColumn;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;

/** Whom feeds mean by ids under which nobody is known, as people confirmed it. Core thread only. */
public final class Matches {
    public static final int NONE = -1;

    /** Source (high), the participant that its activities name (low). */
    private static final int SOURCE_NAMED = 0;
    /** The participant meant + 1, 0 for nobody else (high); row + 1 of another about the same named one (low). */
    private static final int MEANT_NEXT = 1;
    /** Value number of who said so. */
    private static final int BY = 2;
    /** When it was said, epoch milliseconds. */
    private static final int SAID = 3;

    private final RowTable rows = new RowTable(4);
    /** Row + 1 by named participant. */
    private final IntColumn ofNamed = new IntColumn();
    /** Who ever was meant: named (high), link + 1 of the one before (low). */
    private final RowTable links = new RowTable(1);
    /** Link + 1 by meant participant. */
    private final IntColumn ofMeant = new IntColumn();

    public boolean isEmpty() {
        return rows.rows() == 0;
    }

    /** Rows, of which some may mean nobody else any more. */
    public int count() {
        return rows.rows();
    }

    /** Whom a source means by a participant: another, or the same. */
    public int meant(int source, int named) {
        int row = row(source, named);
        return row == NONE || meant(row) == NONE ? named : meant(row);
    }

    private int row(int source, int named) {
        int row = ofNamed.get(named) - 1;
        while (row >= 0 && source(row) != source) {
            row = rows.low(row, MEANT_NEXT) - 1;
        }
        return row;
    }

    /**
     * Answers whether anything changed.
     *
     * @param source name number
     * @param meant or {@link #NONE} for nobody else
     * @param by value number of who said so
     */
    public boolean put(int source, int named, int meant, int by, long timestampMs) {
        int row = row(source, named);
        if (row == NONE ? meant == NONE : meant(row) == meant) {
            return false;
        }
        if (row == NONE) {
            row = rows.add();
            rows.set(row, SOURCE_NAMED, Words.pack(source, named));
            rows.set(row, MEANT_NEXT, Words.pack(0, ofNamed.get(named)));
            ofNamed.set(named, row + 1);
        }
        rows.setHigh(row, MEANT_NEXT, meant + 1);
        rows.set(row, BY, by);
        rows.set(row, SAID, timestampMs);
        if (meant != NONE) {
            link(meant, named);
        }
        return true;
    }

    private void link(int meant, int named) {
        for (int link = firstLink(meant); link >= 0; link = linkBefore(link)) {
            if (named(link) == named) {
                return;
            }
        }
        int link = links.add();
        links.set(link, 0, Words.pack(named, ofMeant.get(meant)));
        ofMeant.set(meant, link + 1);
    }

    /** An id by which a participant is meant, or once was, or {@link #NONE}; {@link #linkBefore} goes on. */
    public int firstLink(int meant) {
        return isEmpty() ? NONE : ofMeant.get(meant) - 1;
    }

    public int linkBefore(int link) {
        return links.low(link, 0) - 1;
    }

    /** The participant that activities name. */
    public int named(int link) {
        return links.high(link, 0);
    }

    /** Name number of a row's source. */
    public int source(int row) {
        return rows.high(row, SOURCE_NAMED);
    }

    public int namedBy(int row) {
        return rows.low(row, SOURCE_NAMED);
    }

    /** Whom a row means, or {@link #NONE} where it means nobody else any more. */
    public int meant(int row) {
        return rows.high(row, MEANT_NEXT) - 1;
    }

    /** Value number of who said so. */
    public int by(int row) {
        return (int) rows.get(row, BY);
    }

    public long saidMs(int row) {
        return rows.get(row, SAID);
    }

    public void list(Sections sections) {
        sections.add("matches", 1, rows)
                .add("matches-of-named", 1, ofNamed)
                .add("match-links", 1, links)
                .add("match-links-of", 1, ofMeant);
    }

    public long stateHash(long seed) {
        return isEmpty() ? seed : ofMeant.hash(links.hash(ofNamed.hash(rows.hash(seed))));
    }
}
