package io.tidemark.engine.activity;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.LongHeap;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;

/**
 * Which returns look again when a sale under some hash comes, changes or goes: chains of identities by hash. A chain may
 * hold a return that has since named another sale; looking again then changes nothing. Core thread only.
 */
final class ReturnWatches {
    private static final int HEAD = 0;
    private static final int HASH = 1;
    private static final int FILTER_BITS = 1 << 20;

    private final RowTable rows = new RowTable(2);
    /** Next link (high), identity (low). */
    private final LongHeap links = new LongHeap();

    private final HashIndex index = new HashIndex();
    /** A bit for every hash that is watched, so that a sale that nobody waits for costs no search. Derived. */
    private final long[] filter = new long[FILTER_BITS / Long.SIZE];

    boolean isEmpty() {
        return rows.rows() == 0;
    }

    void add(long hash, int identity) {
        int row = find(hash);
        if (row == HashIndex.NONE) {
            row = rows.add();
            rows.set(row, HASH, hash);
            register(hash, row);
        }
        int link = links.allocate(1);
        links.set(link, 0, Words.pack((int) rows.get(row, HEAD), identity));
        rows.set(row, HEAD, link);
    }

    long touch(long[] hashes, int from, int until) {
        long[] words = filter;
        long sum = 0;
        for (int k = from; k < until; k++) {
            sum += words[word(hashes[k])];
        }
        return sum;
    }

    /** The first link of a hash, 0 where nobody watches; {@link #next} goes on. */
    int first(long hash) {
        if ((filter[word(hash)] & 1L << hash) == 0) {
            return 0;
        }
        int row = find(hash);
        return row == HashIndex.NONE ? 0 : (int) rows.get(row, HEAD);
    }

    int next(int link) {
        return links.high(link, 0);
    }

    int identity(int link) {
        return links.low(link, 0);
    }

    private int find(long hash) {
        int row = index.first(hash);
        while (row != HashIndex.NONE && rows.get(row, HASH) != hash) {
            row = index.next();
        }
        return row;
    }

    /** The word of the filter; the bit in it goes by the hash's low six bits. */
    private static int word(long hash) {
        return (int) (hash >>> 6) & FILTER_BITS / Long.SIZE - 1;
    }

    void list(Sections sections) {
        sections.add("watches", 1, rows).add("watch-links", 1, links).derive(this::rebuild);
    }

    private void rebuild() {
        for (int row = 0; row < rows.rows(); row++) {
            register(rows.get(row, HASH), row);
        }
    }

    /** Makes a row be found by its hash. */
    private void register(long hash, int row) {
        index.put(hash, row);
        filter[word(hash)] |= 1L << hash;
    }

    long stateHash(long seed) {
        return links.hash(rows.hash(seed));
    }
}
