package io.tidemark.engine.directory;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.IntColumn;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;

/**
 * What distributors call products: effective-dated rows by distributor and the product under which their lines stand. Core thread
 * only.
 */
public final class CrossReferences {
    public static final int NONE = -1;

    /** Distributor (high), their product (low). */
    private static final int KEY = 0;
    /** First day (high), row + 1 of the one before (low). */
    private static final int FROM_OLDER = 1;
    /** Product (high), units per (low). */
    private static final int PRODUCT_UNITS = 2;
    /** Whether it is the newest of its key. */
    private static final int NEWEST = 3;

    private final RowTable rows = new RowTable(4);
    private final HashIndex index = new HashIndex();
    /** What was ever called a product: theirs (high), link + 1 of the one before (low). */
    private final RowTable links = new RowTable(1);
    /** Link + 1 of each product. */
    private final IntColumn linksOf = new IntColumn();

    public boolean isEmpty() {
        return rows.rows() == 0;
    }

    private int newest(int distributor, int theirs) {
        long key = Words.pack(distributor, theirs);
        int row = index.first(Words.mix(key, 0));
        while (row != HashIndex.NONE && (rows.get(row, KEY) != key || rows.get(row, NEWEST) == 0)) {
            row = index.next();
        }
        return row;
    }

    /** The row in force on a day, or {@link #NONE}. */
    public int on(int distributor, int theirs, int day) {
        int row = newest(distributor, theirs);
        while (row >= 0 && rows.high(row, FROM_OLDER) > day) {
            row = rows.low(row, FROM_OLDER) - 1;
        }
        return row;
    }

    public int product(int row) {
        return rows.high(row, PRODUCT_UNITS);
    }

    public int unitsPer(int row) {
        return rows.low(row, PRODUCT_UNITS);
    }

    /** Puts a row in force. Answers whether anything changed. */
    public boolean put(int distributor, int theirs, int product, int unitsPer, int from) {
        int newer = NONE;
        int at = newest(distributor, theirs);
        while (at >= 0 && rows.high(at, FROM_OLDER) > from) {
            newer = at;
            at = rows.low(at, FROM_OLDER) - 1;
        }
        long content = Words.pack(product, unitsPer);
        if (at >= 0 && rows.high(at, FROM_OLDER) == from) {
            boolean changes = rows.get(at, PRODUCT_UNITS) != content;
            rows.set(at, PRODUCT_UNITS, content);
            link(product, theirs);
            return changes;
        }
        int row = rows.add();
        rows.set(row, KEY, Words.pack(distributor, theirs));
        rows.set(row, FROM_OLDER, Words.pack(from, at + 1));
        rows.set(row, PRODUCT_UNITS, content);
        rows.set(row, NEWEST, newer == NONE ? 1 : 0);
        if (newer != NONE) {
            rows.setLow(newer, FROM_OLDER, row + 1);
        } else if (at >= 0) {
            rows.set(at, NEWEST, 0);
        }
        index.put(Words.mix(rows.get(row, KEY), 0), row);
        link(product, theirs);
        return true;
    }

    private void link(int product, int theirs) {
        for (int link = firstLink(product); link >= 0; link = linkBefore(link)) {
            if (theirs(link) == theirs) {
                return;
            }
        }
        int link = links.add();
        links.set(link, 0, Words.pack(theirs, linksOf.get(product)));
        linksOf.set(product, link + 1);
    }

    /** What somebody calls a product, or once called so, or {@link #NONE}; {@link #linkBefore} goes on. */
    public int firstLink(int product) {
        return linksOf.get(product) - 1;
    }

    public int linkBefore(int link) {
        return links.low(link, 0) - 1;
    }

    /** The product under which lines stand that are about another. */
    public int theirs(int link) {
        return links.high(link, 0);
    }

    public void list(Sections sections) {
        sections.add("cross-references", 1, rows)
                .add("cross-reference-links", 1, links)
                .add("cross-reference-links-of", 1, linksOf)
                .derive(this::rebuild);
    }

    private void rebuild() {
        for (int row = 0; row < rows.rows(); row++) {
            index.put(Words.mix(rows.get(row, KEY), 0), row);
        }
    }

    public long stateHash(long seed) {
        return linksOf.hash(links.hash(rows.hash(seed)));
    }
}
