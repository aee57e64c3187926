package io.tidemark.engine.standings;

import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Where each member of a family of boards stands and by which key, kept as copies so that a board stays consistent
 * while the numbers behind it move. A member is on at most one board of the family. Derived: rebuilt, never stored.
 */
public final class Members {
    /** Board + 1 (high), band of the board (low). */
    private static final int BOARD_BAND = 0;

    private static final int SLOT = 1;
    private static final int VALUE = 2;
    private static final int NAME_ID = 3;
    private static final int TIES = 4;

    private record Exact(BigInteger numerator, BigInteger denominator) {}

    private final int tieCount;
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
        return member < rows.rows() ? rows.high(member, BOARD_BAND) - 1 : -1;
    }

    int band(int member) {
        return rows.low(member, BOARD_BAND);
    }

    int slot(int member) {
        return (int) rows.get(member, SLOT);
    }

    long value(int member) {
        return rows.get(member, VALUE);
    }

    void place(int member, int board, int band, int slot) {
        rows.ensure(member);
        rows.set(member, BOARD_BAND, Words.pack(board + 1, band));
        rows.set(member, SLOT, slot);
    }

    void remove(int member) {
        rows.set(member, BOARD_BAND, 0);
    }

    void setKey(int member, BoardKey key) {
        rows.ensure(member);
        long[] page = rows.pageForWrite(member);
        int at = rows.offset(member);
        page[at + VALUE] = key.value;
        page[at + NAME_ID] = Words.pack(key.name, key.id);
        for (int k = 0; k < tieCount; k++) {
            page[at + TIES + k] = key.ties[k];
        }
        if (key.numerator != null) {
            exact.put(member, new Exact(key.numerator, key.denominator));
        } else if (!exact.isEmpty()) {
            exact.remove(member);
        }
    }

    void loadNames(int member, BoardKey into) {
        long word = rows.get(member, NAME_ID);
        into.name = Words.high(word);
        into.id = Words.low(word);
    }

    void key(int member, BoardKey into) {
        long[] page = rows.page(member);
        int at = rows.offset(member);
        into.value = page[at + VALUE];
        into.name = Words.high(page[at + NAME_ID]);
        into.id = Words.low(page[at + NAME_ID]);
        for (int k = 0; k < tieCount; k++) {
            into.ties[k] = page[at + TIES + k];
        }
        Exact wide = exact.isEmpty() ? null : exact.get(member);
        into.numerator = wide == null ? null : wide.numerator();
        into.denominator = wide == null ? null : wide.denominator();
    }
}
