package io.tidemark.engine.credit;

import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.RowTable;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.Long2ObjectHashMap;

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
    private final HashIndex sales = new HashIndex();
    /** By hash, the claims that have it now, in the order in which they are gone through. */
    private final Long2ObjectHashMap<TreeSet<Integer>> claims = new Long2ObjectHashMap<>();

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
        putSale(identity, own.kind == facts.names.sale ? hash : 0);
        putClaim(identity, own.kind == facts.names.claim ? hash : 0);
        return before;
    }

    private void putSale(int identity, long hash) {
        if (hash != hashes.get(identity, SALE)) {
            hashes.set(identity, SALE, hash);
            if (hash != 0) {
                sales.put(hash, identity);
            }
        }
    }

    private void putClaim(int identity, long hash) {
        long before = hashes.get(identity, CLAIM);
        if (hash == before) {
            return;
        }
        hashes.set(identity, CLAIM, hash);
        if (before != 0) {
            claims.get(before).remove(identity);
        }
        if (hash != 0) {
            claims.computeIfAbsent(hash, any -> new TreeSet<>()).add(identity);
        }
    }

    /** The hash of an identity as a sale, 0 for none. */
    public long ofSale(int identity) {
        return identity < hashes.rows() ? hashes.get(identity, SALE) : 0;
    }

    /** The hash of an identity as a claim, 0 for none. */
    public long ofClaim(int identity) {
        return identity < hashes.rows() ? hashes.get(identity, CLAIM) : 0;
    }

    /** Every claim under a hash. */
    public void claims(long hash, IntConsumer each) {
        for (int claim = claimFrom(hash, 0); claim != Identities.NONE; claim = claimFrom(hash, claim + 1)) {
            each.accept(claim);
        }
    }

    /** Claims under a hash. */
    public int countClaims(long hash) {
        TreeSet<Integer> of = claims.get(hash);
        return of == null ? 0 : of.size();
    }

    /** The first claim under a hash that is not before an identity, or {@link Identities#NONE}. */
    public int claimFrom(long hash, int identity) {
        TreeSet<Integer> of = claims.get(hash);
        Integer next = of == null ? null : of.ceiling(identity);
        return next == null ? Identities.NONE : next;
    }

    private void collect(long hash) {
        candidates.clear();
        seen.clear();
        int at = hash == 0 ? HashIndex.NONE : sales.first(hash);
        for (; at != HashIndex.NONE; at = sales.next()) {
            if (ofSale(at) == hash && seen.add(at)) {
                candidates.addInt(at);
            }
        }
    }

    /** Adds the standing sales of the same thing as a claim that are not returned whole. */
    void sales(Credit claim, Credit sale, IntArrayList into) {
        collect(keys.hash(claim));
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
