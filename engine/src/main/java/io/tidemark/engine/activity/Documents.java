package io.tidemark.engine.activity;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.TextPool;
import io.tidemark.engine.store.Words;
import org.agrona.DirectBuffer;

/**
 * Which lines of a document (source, id) are sales, counted as a whole and per product, so that a return that names
 * the document alone finds its line without walking the others. A group keeps the number of its members and the
 * exclusive-or of their identities: with one member that is the member. Core thread only.
 */
final class Documents {
    private static final int SAMPLE_PRODUCT = 0;
    private static final int MEMBERS = 1;
    private static final int HASH = 2;

    /** Product of the group of all lines. */
    private static final int ANY_PRODUCT = -1;

    private final Identities identities;
    private final TextPool pool;
    private final RowTable groups = new RowTable(3);
    private final HashIndex index = new HashIndex();

    Documents(Identities identities, TextPool pool) {
        this.identities = identities;
        this.pool = pool;
    }

    static long productHash(long documentHash, int product) {
        return Words.mix(documentHash, product + 1L);
    }

    /** An identity joins or leaves the lines of its document that are sales. */
    void change(int identity, long documentHash, int product, boolean joins) {
        change(group(identity, documentHash, documentHash, ANY_PRODUCT), identity, joins);
        change(group(identity, documentHash, productHash(documentHash, product), product), identity, joins);
    }

    private void change(int group, int identity, boolean joins) {
        long word = groups.get(group, MEMBERS);
        int count = Words.high(word) + (joins ? 1 : -1);
        groups.set(group, MEMBERS, Words.pack(count, Words.low(word) ^ identity));
    }

    private int group(int identity, long documentHash, long hash, int product) {
        int idReference = identities.idReference(identity);
        int group = find(
                hash,
                product,
                identities.source(identity),
                pool.buffer(idReference),
                pool.start(idReference),
                pool.length(idReference));
        if (group == HashIndex.NONE) {
            group = groups.add();
            groups.set(group, SAMPLE_PRODUCT, Words.pack(identity, product));
            groups.set(group, HASH, documentHash);
            index.put(hash, group);
        }
        return group;
    }

    private int find(long hash, int product, int source, DirectBuffer id, int offset, int length) {
        int group = index.first(hash);
        while (group != HashIndex.NONE) {
            long word = groups.get(group, SAMPLE_PRODUCT);
            int sample = Words.high(word);
            if (Words.low(word) == product
                    && identities.source(sample) == source
                    && pool.matches(identities.idReference(sample), id, offset, length)) {
                return group;
            }
            group = index.next();
        }
        return HashIndex.NONE;
    }

    /** Sales among the lines of (source, id), as count (high) and exclusive-or of identities (low). */
    long members(long documentHash, int source, DirectBuffer id, int offset, int length) {
        return members(find(documentHash, ANY_PRODUCT, source, id, offset, length));
    }

    /** The same, of one product. */
    long members(long documentHash, int product, int source, DirectBuffer id, int offset, int length) {
        return members(find(productHash(documentHash, product), product, source, id, offset, length));
    }

    private long members(int group) {
        return group == HashIndex.NONE ? 0 : groups.get(group, MEMBERS);
    }

    void list(Sections sections) {
        sections.add("documents", 1, groups).derive(this::rebuild);
    }

    private void rebuild() {
        for (int group = 0; group < groups.rows(); group++) {
            int product = groups.low(group, SAMPLE_PRODUCT);
            long document = groups.get(group, HASH);
            index.put(product == ANY_PRODUCT ? document : productHash(document, product), group);
        }
    }

    long stateHash(long seed) {
        return groups.hash(seed);
    }
}
