package io.tidemark.engine.standings;

import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Where each member of a family of boards stands, a word each, and apart from it what decides between equal values,
 * kept as copies so that a board stays consistent while the numbers behind it move. A member is on at most one board of
 * the family. Derived: rebuilt, never stored.
 */
public final class Members {
    private static final int SLOT_BITS = 8;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    private static final int NAME_ID = 0;
    private static final int TIES = 1;

    private record Exact(BigInteger numerator, BigInteger denominator) {}

    private final int tieCount;
    /** Board + 1 (high), band and slot (low). */
    private final RowTable positions = new RowTable(1);

    private final RowTable rows;
    private final Int2ObjectHashMap<Exact> exact = new Int2ObjectHashMap<>();

    public Members(int tieCount) {
        this.tieCount = tieCount;
        this.rows = new RowTable(TIES + tieCount);
    }

    int tieCount() {
        return tieCount;
    }

    /** The board a member is on, or -1. */
    public int board(int member) {
        return member < positions.rows() ? positions.high(member, 0) - 1 : -1;
    }

    /** Band and slot of a member that is on a board; {@link #band} and {@link #slot} take it apart. */
    int position(int member) {
        return positions.low(member, 0);
    }

    static int band(int position) {
        return position >>> SLOT_BITS;
    }

    static int slot(int position) {
        return position & SLOT_MASK;
    }

    void place(int member, int board, int band, int slot) {
        positions.ensure(member);
        positions.set(member, 0, Words.pack(board + 1, band << SLOT_BITS | slot));
    }

    void remove(int member) {
        positions.set(member, 0, 0);
    }

    /** Takes in what decides between equal values; names that the key leaves as recorded stay. */
    void setKey(int member, BoardKey key) {
        if (key.name != BoardKey.AS_RECORDED || tieCount > 0) {
            rows.ensure(member);
            long[] page = rows.pageForWrite(member);
            int at = rows.offset(member);
            if (key.name != BoardKey.AS_RECORDED) {
                page[at + NAME_ID] = Words.pack(key.name, key.id);
            }
            for (int k = 0; k < tieCount; k++) {
                page[at + TIES + k] = key.ties[k];
            }
        }
        if (key.numerator != null) {
            exact.put(member, new Exact(key.numerator, key.denominator));
        } else if (!exact.isEmpty()) {
            exact.remove(member);
        }
    }

    /** Whether a member's key is as recorded but for its value, without looking far: false where a look would take long. */
    boolean holds(int member, BoardKey key) {
        if (key.name != BoardKey.AS_RECORDED || key.numerator != null || !exact.isEmpty()) {
            return false;
        }
        boolean same = true;
        for (int k = 0; k < tieCount; k++) {
            same &= rows.get(member, TIES + k) == key.ties[k];
        }
        return same;
    }

    void loadNames(int member, BoardKey into) {
        long word = rows.get(member, NAME_ID);
        into.name = Words.high(word);
        into.id = Words.low(word);
    }

    /** A member's key, of which the board knows the value. */
    void loadKey(int member, long value, BoardKey into) {
        loadNames(member, into);
        loadRank(member, value, into);
    }

    /** The part of a member's key that decides its rank: without ties and exact values that is the value alone. */
    void loadRank(int member, long value, BoardKey into) {
        into.value = value;
        for (int k = 0; k < tieCount; k++) {
            into.ties[k] = rows.get(member, TIES + k);
        }
        Exact wide = exact.isEmpty() ? null : exact.get(member);
        into.numerator = wide == null ? null : wide.numerator();
        into.denominator = wide == null ? null : wide.denominator();
    }
}
