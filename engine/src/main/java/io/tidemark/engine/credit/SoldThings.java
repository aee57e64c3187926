package io.tidemark.engine.credit;

import io.tidemark.engine.program.Facts;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.RowTable;
import java.util.function.IntConsumer;
import org.agrona.collections.IntArrayList;

/**
 * Sales and claims by what they are of. What an identity was of before stays findable and is told apart when it is looked at.
 * Derived: no part of any hash of state. Core thread only.
 */
public final class SoldThings {
    private final Facts facts;
    private final MatchKeys keys;
    private final Crediting crediting;
    private final HashIndex index = new HashIndex();
    /** Per identity, the hash under which it was put last. */
    private final RowTable hashes = new RowTable(1);

    private final Credit own = new Credit();
    private final IntArrayList candidates = new IntArrayList();

    SoldThings(Facts facts, MatchKeys keys, Crediting crediting) {
        this.facts = facts;
        this.keys = keys;
        this.crediting = crediting;
    }

    /** Brings an identity in line with the version that stands. Answers the hash of before, 0 for none. */
    public long put(int identity) {
        hashes.ensure(identity);
        long before = hashes.get(identity, 0);
        crediting.act(identity, own);
        boolean kept = own.kind == facts.names.sale || own.kind == facts.names.claim;
        long hash = !kept || own.isVoid ? 0 : keys.hash(own);
        if (hash != before) {
            hashes.set(identity, 0, hash);
            if (hash != 0) {
                index.put(hash, identity);
            }
        }
        return before;
    }

    public long hash(int identity) {
        return identity < hashes.rows() ? hashes.get(identity, 0) : 0;
    }

    /** Every claim that is, or lately was, under a hash. */
    public void claims(long hash, IntConsumer claims) {
        candidates.clear();
        for (int at = hash == 0 ? HashIndex.NONE : index.first(hash); at != HashIndex.NONE; at = index.next()) {
            if (hash(at) == hash
                    && facts.versions.kind(facts.identities.standing(at)) == facts.names.claim
                    && !candidates.containsInt(at)) {
                candidates.addInt(at);
            }
        }
        for (int k = 0; k < candidates.size(); k++) {
            claims.accept(candidates.getInt(k));
        }
    }

    /** Adds the standing sales of the same thing as a claim that are not returned whole. */
    void sales(Credit claim, Credit sale, IntArrayList into) {
        long hash = keys.hash(claim);
        candidates.clear();
        for (int at = hash == 0 ? HashIndex.NONE : index.first(hash); at != HashIndex.NONE; at = index.next()) {
            if (hash(at) == hash && !candidates.containsInt(at)) {
                candidates.addInt(at);
            }
        }
        for (int k = 0; k < candidates.size(); k++) {
            int at = candidates.getInt(k);
            crediting.act(at, sale);
            boolean stands = sale.kind == facts.names.sale && !sale.isVoid && !facts.returns.isReturnedWhole(at);
            if (stands && keys.equal(claim, sale)) {
                into.addInt(at);
            }
        }
    }

    /** Puts every identity; behind a start from a snapshot. */
    public void rebuild() {
        for (int identity = 0; identity < facts.identities.count(); identity++) {
            put(identity);
        }
    }
}
