package io.tidemark.engine.credit;

import io.tidemark.engine.program.Facts;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.RowTable;
import java.util.function.IntConsumer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.IntHashSet;

/**
 * Sales and claims by what they are of, each apart. What an identity was of before stays findable and is told apart when it is
 * looked at. Derived: no part of any hash of state. Core thread only.
 */
public final class SoldThings {
    private static final int SALE = 0;
    private static final int CLAIM = 1;

    private final Facts facts;
    private final MatchKeys keys;
    private final Crediting crediting;
    private final HashIndex[] index = {new HashIndex(), new HashIndex()};
    /** Per identity, the hash under which it was put last as a sale, and as a claim; 0 for none. */
    private final RowTable hashes = new RowTable(2);

    private final Credit own = new Credit();
    private final IntArrayList candidates = new IntArrayList();
    private final IntHashSet seen = new IntHashSet();

    SoldThings(Facts facts, MatchKeys keys, Crediting crediting) {
        this.facts = facts;
        this.keys = keys;
        this.crediting = crediting;
    }

    /** Brings an identity in line with the version that stands. Answers the hash that it had as a sale before, 0 for none. */
    public long put(int identity) {
        hashes.ensure(identity);
        long before = hashes.get(identity, SALE);
        crediting.act(identity, own);
        long hash = own.isVoid ? 0 : keys.hash(own);
        put(identity, SALE, own.kind == facts.names.sale ? hash : 0);
        put(identity, CLAIM, own.kind == facts.names.claim ? hash : 0);
        return before;
    }

    private void put(int identity, int as, long hash) {
        if (hash != hashes.get(identity, as)) {
            hashes.set(identity, as, hash);
            if (hash != 0) {
                index[as].put(hash, identity);
            }
        }
    }

    /** The hash of an identity as a sale, 0 for none. */
    public long ofSale(int identity) {
        return hash(identity, SALE);
    }

    /** The hash of an identity as a claim, 0 for none. */
    public long ofClaim(int identity) {
        return hash(identity, CLAIM);
    }

    private long hash(int identity, int as) {
        return identity < hashes.rows() ? hashes.get(identity, as) : 0;
    }

    /** Every claim under a hash, once. */
    public void claims(long hash, IntConsumer claims) {
        collect(hash, CLAIM);
        for (int k = 0; k < candidates.size(); k++) {
            claims.accept(candidates.getInt(k));
        }
    }

    private void collect(long hash, int as) {
        candidates.clear();
        seen.clear();
        int at = hash == 0 ? HashIndex.NONE : index[as].first(hash);
        for (; at != HashIndex.NONE; at = index[as].next()) {
            if (hash(at, as) == hash && seen.add(at)) {
                candidates.addInt(at);
            }
        }
    }

    /** Adds the standing sales of the same thing as a claim that are not returned whole. */
    void sales(Credit claim, Credit sale, IntArrayList into) {
        collect(keys.hash(claim), SALE);
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
