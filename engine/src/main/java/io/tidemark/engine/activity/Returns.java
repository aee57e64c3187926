package io.tidemark.engine.activity;

import static io.tidemark.engine.activity.Identities.NONE;

import io.tidemark.engine.directory.Names;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.TextPool;
import io.tidemark.engine.store.Words;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.IntHashSet;

/**
 * Which return belongs to which sale, and how much of it counts. A function of the standing versions alone: every
 * change of a version is reported to {@link #onChange}, which names the identities whose effect may differ now.
 *
 * <p>Returns of one sale, in (date, identity) order, together count at most what was sold, of quantity and of amount.
 * Core thread only.
 */
public final class Returns {
    /** How a return relates to a sale. */
    public enum State {
        /** It names none: it acts by its own fields. */
        UNBOUND,
        /** It names one that is not there. */
        WAITING,
        /** It names several lines alike. */
        AMBIGUOUS,
        MATCHED
    }

    private static final State[] STATES = State.values();

    /** Identity (high), sale + 1 (low). */
    private static final int IDENTITY_SALE = 0;
    /** Row + 1 of the next return of the sale (high), state (low). */
    private static final int NEXT_STATE = 1;

    private static final int QUANTITY = 2;
    private static final int AMOUNT = 3;
    /** What earlier returns of the sale counted: quantity, or amount where the sale has no quantity. */
    private static final int BEFORE = 4;
    /** Value number of the text it watches for (high), product it watches for (low). */
    private static final int WATCHED = 5;

    private final Names names;
    private final TextPool pool;
    private final Identities identities;
    private final Versions versions;
    private final Documents documents;
    private final ReturnShares shares;
    private final RowTable rows = new RowTable(6);
    private final ReturnWatches watches = new ReturnWatches();

    private final IntArrayList siblings = new IntArrayList();
    /** While many returns are matched one by one: the sales to share once when all are. */
    private final IntArrayList unshared = new IntArrayList();

    private final IntHashSet unsharedOnce = new IntHashSet();
    private boolean sharesLater;

    private final OriginalReference reference = new OriginalReference();

    public Returns(Names names, Identities identities, Versions versions) {
        this.names = names;
        this.pool = names.pool;
        this.identities = identities;
        this.versions = versions;
        this.documents = new Documents(identities, names.pool);
        this.shares = new ReturnShares(identities, versions);
    }

    public State state(int identity) {
        int row = identities.returnRow(identity);
        return row < 0 ? State.UNBOUND : STATES[rows.low(row, NEXT_STATE)];
    }

    /** The sale a return belongs to, or {@link Identities#NONE}. */
    public int sale(int identity) {
        int row = identities.returnRow(identity);
        return row < 0 ? NONE : rows.low(row, IDENTITY_SALE) - 1;
    }

    /** Quantity of a matched return that counts, units. */
    public long quantity(int identity) {
        return rows.get(identities.returnRow(identity), QUANTITY);
    }

    public long amount(int identity) {
        return rows.get(identities.returnRow(identity), AMOUNT);
    }

    /** What earlier returns of the sale counted, of quantity, or of amount where the sale has no quantity. */
    public long countedBefore(int identity) {
        return rows.get(identities.returnRow(identity), BEFORE);
    }

    /** A return of a sale, or {@link Identities#NONE}; {@link #nextOf} goes on. */
    public int firstOf(int sale) {
        int row = identities.firstReturn(sale);
        return row < 0 ? NONE : rows.high(row, IDENTITY_SALE);
    }

    /** Whether the returns of a sale that stands take back all of it. */
    public boolean isReturnedWhole(int sale) {
        int version = identities.standing(sale);
        boolean byQuantity = versions.quantity(version) != 0;
        long left = byQuantity ? versions.quantity(version) : versions.amount(version);
        boolean sold = left != 0;
        for (int row = identities.firstReturn(sale); row >= 0; row = rows.high(row, NEXT_STATE) - 1) {
            left -= rows.get(row, byQuantity ? QUANTITY : AMOUNT);
        }
        return sold && left == 0;
    }

    /** The next return of the sale that a return belongs to, or {@link Identities#NONE}. */
    public int nextOf(int identity) {
        int row = rows.high(identities.returnRow(identity), NEXT_STATE) - 1;
        return row < 0 ? NONE : rows.high(row, IDENTITY_SALE);
    }

    /**
     * An identity's standing version changed.
     *
     * @param before the version that stood, 0 for a new identity
     * @param touched receives every identity whose effect may differ now, the changed one first
     */
    public void onChange(
            int identity, long documentHash, long identityHash, int before, int after, IntArrayList touched) {
        touched.addInt(identity);
        boolean wasSale = before != 0 && isSale(before);
        boolean isSale = isSale(after);
        int productBefore = before == 0 ? 0 : versions.product(before);
        int productAfter = versions.product(after);
        boolean moved = wasSale != isSale || wasSale && productBefore != productAfter;
        if (moved && identities.hasLine(identity)) {
            if (wasSale) {
                documents.change(identity, documentHash, productBefore, false);
            }
            if (isSale) {
                documents.change(identity, documentHash, productAfter, true);
            }
        }
        rebind(identity, after, touched);
        if (identities.firstReturn(identity) >= 0) {
            rematchReturnsOf(identity, touched);
        }
        if (moved && !watches.isEmpty()) {
            wake(identityHash, touched);
            if (identityHash != documentHash) {
                wake(documentHash, touched);
            }
            if (wasSale) {
                wake(Documents.productHash(documentHash, productBefore), touched);
            }
            if (isSale && (!wasSale || productAfter != productBefore)) {
                wake(Documents.productHash(documentHash, productAfter), touched);
            }
        }
    }

    /** The same for an identity of which another version stands than before, by what came about others. */
    public void onRestated(int identity, int before, int after, IntArrayList touched) {
        onChange(identity, identities.documentHash(identity), identities.hash(identity), before, after, touched);
    }

    /** Brings into the cache what {@link #isPlainSale} reads. The result means nothing. */
    public long touch(long[] identityHashes, int from, int until) {
        return watches.touch(identityHashes, from, until);
    }

    /** Whether what came in is a sale that is its own document and no return waits for: it touches nothing else. */
    public boolean isPlainSale(Incoming in) {
        return in.kind == names.sale
                && in.function != Incoming.VOID
                && in.lineLength == 0
                && watches.first(in.identityHash) == 0;
    }

    /** A void counts as a sale of which nothing was sold. */
    private boolean isSale(int version) {
        return versions.isVoid(version) || versions.kind(version) == names.sale;
    }

    private boolean isReturn(int version) {
        return !versions.isVoid(version) && versions.kind(version) == names.returned;
    }

    /** Brings an identity's own binding in line with its standing version. */
    private void rebind(int identity, int version, IntArrayList touched) {
        int row = identities.returnRow(identity);
        int original = isReturn(version) ? versions.original(version) : 0;
        if (row < 0 && original == 0) {
            return;
        }
        if (row < 0) {
            row = rows.add();
            rows.set(row, IDENTITY_SALE, Words.pack(identity, 0));
            identities.setReturnRow(identity, row);
        }
        int product = versions.product(version);
        if (original != 0 && rows.get(row, WATCHED) != Words.pack(original, product)) {
            rows.set(row, WATCHED, Words.pack(original, product));
            watch(identity, original, product);
        }
        rematch(row, identity, version, original, touched);
    }

    private void rematch(int row, int identity, int version, int original, IntArrayList touched) {
        long found = original == 0 ? OriginalReference.UNBOUND : resolve(identity, version, original);
        int sale = Words.low(found);
        State state = STATES[Words.high(found)];
        int old = rows.low(row, IDENTITY_SALE) - 1;
        if (old != sale) {
            if (old != NONE) {
                detach(row, old);
                shareNowOrLater(old, touched);
            }
            rows.set(row, IDENTITY_SALE, Words.pack(identity, sale + 1));
            if (sale != NONE) {
                rows.setHigh(row, NEXT_STATE, identities.firstReturn(sale) + 1);
                identities.setFirstReturn(sale, row);
            }
        }
        rows.setLow(row, NEXT_STATE, state.ordinal());
        if (sale != NONE) {
            shareNowOrLater(sale, touched);
        }
    }

    private void shareNowOrLater(int sale, IntArrayList touched) {
        if (!sharesLater) {
            share(sale, touched);
        } else if (unsharedOnce.add(sale)) {
            unshared.addInt(sale);
        }
    }

    /** Shares every sale of which returns were matched since {@link #sharesLater} was set. */
    private void shareAll(IntArrayList touched) {
        sharesLater = false;
        for (int k = 0; k < unshared.size(); k++) {
            share(unshared.getInt(k), touched);
        }
        unshared.clear();
        unsharedOnce.clear();
    }

    private void detach(int row, int sale) {
        int next = rows.high(row, NEXT_STATE) - 1;
        int at = identities.firstReturn(sale);
        if (at == row) {
            identities.setFirstReturn(sale, next);
        } else {
            while (rows.high(at, NEXT_STATE) - 1 != row) {
                at = rows.high(at, NEXT_STATE) - 1;
            }
            rows.setHigh(at, NEXT_STATE, next + 1);
        }
        rows.setHigh(row, NEXT_STATE, 0);
    }

    /** From now on a sale is rated anew with its returns: whether it is returned whole decides about claims. */
    public void touchSales() {
        touchesSales = true;
    }

    private boolean touchesSales;

    /** Recomputes what each return of a sale counts, and touches all whose share changed. */
    private void share(int sale, IntArrayList touched) {
        boolean serial = names.serial() != 0 && versions.fieldNamed(identities.standing(sale), names.serial()) >= 0;
        if (serial || touchesSales) {
            touched.addInt(sale); // whether it is returned whole decides who holds its serial
        }
        siblings.clear();
        for (int row = identities.firstReturn(sale); row >= 0; row = rows.high(row, NEXT_STATE) - 1) {
            siblings.addInt(rows.high(row, IDENTITY_SALE));
        }
        shares.begin(sale, siblings);
        for (int k = 0; k < siblings.size(); k++) {
            int identity = siblings.getInt(k);
            shares.next(identity);
            int row = identities.returnRow(identity);
            if (rows.get(row, QUANTITY) != shares.quantity
                    || rows.get(row, AMOUNT) != shares.amount
                    || rows.get(row, BEFORE) != shares.before) {
                rows.set(row, QUANTITY, shares.quantity);
                rows.set(row, AMOUNT, shares.amount);
                rows.set(row, BEFORE, shares.before);
                touched.addInt(identity);
            }
        }
    }

    /** A sale changed: its returns may belong elsewhere, count differently, or act by other fields. */
    private void rematchReturnsOf(int sale, IntArrayList touched) {
        int from = touched.size();
        for (int row = identities.firstReturn(sale); row >= 0; row = rows.high(row, NEXT_STATE) - 1) {
            touched.addInt(rows.high(row, IDENTITY_SALE));
        }
        int until = touched.size();
        sharesLater = true;
        shareNowOrLater(sale, touched);
        for (int k = from; k < until; k++) {
            rematchStanding(touched.getInt(k), touched);
        }
        shareAll(touched);
    }

    private void rematchStanding(int identity, IntArrayList touched) {
        int version = identities.standing(identity);
        if (isReturn(version) && versions.original(version) != 0) {
            rematch(identities.returnRow(identity), identity, version, versions.original(version), touched);
        }
    }

    /** Looks again for the sale of every return that waits under a hash. */
    private void wake(long hash, IntArrayList touched) {
        int link = watches.first(hash);
        if (link == 0) {
            return;
        }
        sharesLater = true;
        for (; link != 0; link = watches.next(link)) {
            int identity = watches.identity(link);
            touched.addInt(identity);
            rematchStanding(identity, touched);
        }
        shareAll(touched);
    }

    private void watch(int identity, int original, int product) {
        reference.begin(pool, names, identities.source(identity), names.values.reference(original));
        while (reference.next()) {
            watches.add(reference.documentHash, identity);
            if (reference.hasLine) {
                watches.add(reference.identityHash, identity);
            } else {
                watches.add(Documents.productHash(reference.documentHash, product), identity);
            }
        }
    }

    /** State (high) and sale (low) of a return that names an original. */
    private long resolve(int identity, int version, int original) {
        reference.begin(pool, names, identities.source(identity), names.values.reference(original));
        while (reference.next()) {
            long found = reference.hasLine ? exactLine() : anyLine(versions.product(version));
            if (found != OriginalReference.NOTHING) {
                return found;
            }
        }
        return OriginalReference.WAITING;
    }

    private long exactLine() {
        int sale = identities.find(
                reference.identityHash,
                reference.source,
                reference.buffer,
                reference.idOffset,
                reference.idLength,
                reference.lineOffset,
                reference.lineLength);
        return matched(sale);
    }

    private long matched(int sale) {
        return sale == NONE || !isSale(identities.standing(sale))
                ? OriginalReference.NOTHING
                : Words.pack(State.MATCHED.ordinal(), sale);
    }

    private long anyLine(int product) {
        int whole = identities.find(
                reference.documentHash,
                reference.source,
                reference.buffer,
                reference.idOffset,
                reference.idLength,
                reference.idOffset,
                0);
        boolean hasWhole = whole != NONE && isSale(identities.standing(whole));
        long all = documents.members(
                reference.documentHash, reference.source, reference.buffer, reference.idOffset, reference.idLength);
        int count = Words.high(all) + (hasWhole ? 1 : 0);
        if (count <= 1) {
            return count == 0 ? OriginalReference.NOTHING : matched(hasWhole ? whole : Words.low(all));
        }
        long same = documents.members(
                reference.documentHash,
                product,
                reference.source,
                reference.buffer,
                reference.idOffset,
                reference.idLength);
        boolean wholeToo = hasWhole && versions.product(identities.standing(whole)) == product;
        count = Words.high(same) + (wholeToo ? 1 : 0);
        if (count == 1) {
            return matched(wholeToo ? whole : Words.low(same));
        }
        return count == 0 ? OriginalReference.WAITING : OriginalReference.AMBIGUOUS;
    }

    public void list(Sections sections) {
        sections.add("returns", 1, rows);
        watches.list(sections);
        documents.list(sections);
    }

    public long stateHash(long seed) {
        return documents.stateHash(watches.stateHash(rows.hash(seed)));
    }
}
