package io.tidemark.engine.measure;

import io.tidemark.engine.measure.Measures.Selector;
import io.tidemark.engine.store.RowTable;

/**
 * The measures that read one kind of activity, and which of them read a product's edition: a bit each, decided once per
 * edition. Derived from facts that never change (an edition's attributes), so it is no part of any hash of state. Core
 * thread only.
 */
final class Selection {
    private static final int BITS = 63;
    /** Set in every word of an edition once it is decided. */
    private static final long DECIDED = 1L << BITS;

    private final Selector[] selectors;
    private final Groups groups;
    private final RowTable decided;

    Selection(Selector[] selectors, Groups groups) {
        this.selectors = selectors;
        this.groups = groups;
        this.decided = new RowTable(words());
    }

    int words() {
        return selectors.length / BITS + 1;
    }

    /** The selectors of a word that read an edition, a bit each. */
    long word(int edition, int word) {
        long bits = edition < decided.rows() ? decided.get(edition, word) : 0;
        return (bits < 0 ? bits : decide(edition, word)) & ~DECIDED;
    }

    Selector selector(int word, int bit) {
        return selectors[word * BITS + bit];
    }

    private long decide(int edition, int word) {
        decided.ensure(edition);
        long bits = DECIDED;
        for (int k = word * BITS; k < Math.min(selectors.length, (word + 1) * BITS); k++) {
            int group = selectors[k].group();
            bits |= group < 0 || groups.contains(group, edition) ? 1L << k - word * BITS : 0;
        }
        decided.set(edition, word, bits);
        return bits;
    }
}
