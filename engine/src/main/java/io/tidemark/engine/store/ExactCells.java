package io.tidemark.engine.store;

import java.math.BigInteger;
import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Sums that never wrap, in fields of a table's rows. A cell holds its value while that fits a long; beyond, the cell
 * holds {@link #WIDE} and the value stands beside the table. A value that comes back into range comes back into its
 * cell, so the representation depends on the value alone.
 */
public final class ExactCells implements Stored {
    /** The cell's value is wider than a long. */
    public static final long WIDE = Long.MIN_VALUE;

    private final RowTable table;
    private final Long2ObjectHashMap<BigInteger> wide = new Long2ObjectHashMap<>();

    public ExactCells(RowTable table) {
        this.table = table;
    }

    /** Adds to a cell. */
    public void add(int row, int field, long delta) {
        long[] page = table.pageForWrite(row);
        int at = table.offset(row) + field;
        long old = page[at];
        long sum = old + delta;
        if (old != WIDE && sum != WIDE && ((old ^ sum) & (delta ^ sum)) >= 0 && delta != WIDE) {
            page[at] = sum;
        } else {
            set(row, field, exact(row, field).add(BigInteger.valueOf(delta)));
        }
    }

    public void add(int row, int field, BigInteger delta) {
        set(row, field, exact(row, field).add(delta));
    }

    public void set(int row, int field, BigInteger value) {
        if (value.bitLength() < 64 && value.longValue() != WIDE) {
            table.set(row, field, value.longValue());
            wide.remove(key(row, field));
        } else {
            table.set(row, field, WIDE);
            wide.put(key(row, field), value);
        }
    }

    public BigInteger exact(int row, int field) {
        long value = table.get(row, field);
        return value == WIDE ? wide.get(key(row, field)) : BigInteger.valueOf(value);
    }

    private static long key(int row, int field) {
        return (long) row << 16 | field;
    }

    /** The wide values in order of their cells; the others are in the table. */
    @Override
    public Frozen freeze() {
        long[] keys = new long[wide.size()];
        int[] count = {0};
        wide.forEachLong((key, value) -> keys[count[0]++] = key);
        Arrays.sort(keys);
        BigInteger[] values = Arrays.stream(keys).mapToObj(wide::get).toArray(BigInteger[]::new);
        return to -> {
            to.putLongs(keys);
            for (BigInteger value : values) {
                to.putBytes(value.toByteArray());
            }
        };
    }

    @Override
    public void restore(SnapshotSource from) {
        wide.clear();
        for (long key : from.longs()) {
            wide.put(key, new BigInteger(from.bytes()));
        }
    }

    /** Folds the wide values into a hash of state; order among them does not matter. */
    public long hash(long seed) {
        long[] sum = {0};
        wide.forEachLong((key, value) -> {
            long hash = Words.mix(seed, key);
            for (byte b : value.toByteArray()) {
                hash = Words.mix(hash, b);
            }
            sum[0] += hash;
        });
        return Words.mix(seed, sum[0]);
    }
}
