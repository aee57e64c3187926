package io.tidemark.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Paged columns beside what java.util says they hold. */
class TableProperties {

    @Property
    void shouldHoldRowsLikeArraysOverManyPages(
            @ForAll @IntRange(min = 1, max = 300) int stride,
            @ForAll @IntRange(max = 3_000) int size,
            @ForAll Random random) {
        RowTable table = new RowTable(stride);
        List<long[]> model = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            assertThat(table.add()).isEqualTo(k);
            model.add(new long[stride]);
            int row = random.nextInt(k + 1);
            int field = random.nextInt(stride);
            write(table, model.get(row), row, field, random);
        }
        assertThat(table.rows()).isEqualTo(size);
        for (int row = 0; row < size; row++) {
            assertThat(row(table, row)).isEqualTo(model.get(row));
        }
    }

    private static void write(RowTable table, long[] model, int row, int field, Random random) {
        int half = random.nextInt();
        switch (random.nextInt(3)) {
            case 0 -> {
                table.setHigh(row, field, half);
                model[field] = Words.pack(half, (int) model[field]);
                assertThat(table.high(row, field)).isEqualTo(half);
            }
            case 1 -> {
                table.setLow(row, field, half);
                model[field] = Words.pack((int) (model[field] >>> 32), half);
                assertThat(table.low(row, field)).isEqualTo(half);
            }
            default -> {
                model[field] = random.nextLong();
                table.set(row, field, model[field]);
            }
        }
    }

    private static long[] row(RowTable table, int row) {
        return Arrays.copyOfRange(table.page(row), table.offset(row), table.offset(row) + table.stride());
    }

    @Property
    void shouldHashByContentAlone(@ForAll @IntRange(min = 1, max = 50) int size, @ForAll Random random) {
        RowTable one = new RowTable(3);
        RowTable other = new RowTable(3);
        one.ensure(size - 1);
        for (int row = 0; row < size; row++) {
            other.add();
            long value = random.nextLong();
            one.set(row, 1, value);
            other.set(row, 1, value);
        }
        other.freeze();
        assertThat(other.hash(7)).isEqualTo(one.hash(7));
        other.set(size - 1, 1, other.get(size - 1, 1) + 1);
        assertThat(other.hash(7)).isNotEqualTo(one.hash(7));
    }

    @Property
    void shouldKeepWhatWasFrozen(@ForAll Random random) {
        RowTable table = new RowTable(1 + random.nextInt(40));
        List<FrozenRows> frozen = new ArrayList<>();
        List<long[][]> copies = new ArrayList<>();
        for (int k = 0; k < 3_000; k++) {
            int row = random.nextInt(4) == 0 || table.rows() == 0 ? table.add() : random.nextInt(table.rows());
            table.set(row, random.nextInt(table.stride()), random.nextLong());
            if (random.nextInt(600) == 0) {
                frozen.add(table.freeze());
                copies.add(copy(table));
            }
        }
        for (int k = 0; k < frozen.size(); k++) {
            assertThat(frozen.get(k).rows()).isEqualTo(copies.get(k).length);
            for (int row = 0; row < copies.get(k).length; row++) {
                for (int field = 0; field < table.stride(); field++) {
                    assertThat(frozen.get(k).get(row, field)).isEqualTo(copies.get(k)[row][field]);
                }
            }
        }
    }

    private static long[][] copy(RowTable table) {
        long[][] rows = new long[table.rows()][];
        Arrays.setAll(rows, row -> row(table, row));
        return rows;
    }

    @Example
    void shouldLetAnotherThreadReadFrozenRowsWhileTheTableGoesOn() throws InterruptedException {
        RowTable table = new RowTable(4);
        for (int row = 0; row < 40_000; row++) {
            table.set(table.add(), row & 3, row);
        }
        FrozenRows frozen = table.freeze();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger();
        Thread reader = new Thread(() -> {
            while (!done.get() || rounds.get() == 0) {
                for (int row = 0; row < frozen.rows(); row++) {
                    wrong.addAndGet(frozen.get(row, row & 3) == row ? 0 : 1);
                }
                rounds.incrementAndGet();
            }
        });
        reader.start();
        for (int row = 0; row < 40_000; row++) {
            table.set(row, row & 3, -1);
            table.add();
            if (row % 10_000 == 0) {
                table.freeze();
            }
        }
        done.set(true);
        reader.join();
        assertThat(wrong).hasValue(0);
        assertThat(frozen.rows()).isEqualTo(40_000);
    }

    @Property
    void shouldHoldIntsLikeAMap(@ForAll Random random) {
        IntColumn column = new IntColumn();
        Map<Integer, Integer> model = new HashMap<>();
        for (int k = 0; k < 200; k++) {
            int row = random.nextInt(random.nextBoolean() ? 10 : 100_000);
            int value = random.nextInt();
            column.set(row, value);
            model.put(row, value);
        }
        for (int k = 0; k < 300; k++) {
            int row = random.nextInt(120_000);
            assertThat(column.get(row)).isEqualTo(model.getOrDefault(row, 0));
        }
        model.forEach((row, value) -> assertThat(column.get(row)).isEqualTo(value));
    }

    @Property
    void shouldKeepRecordsOfAnyLengthWhereTheyAre(@ForAll Random random) {
        LongHeap heap = new LongHeap();
        Map<Integer, long[]> model = new HashMap<>();
        for (int k = 0; k < 60; k++) {
            int length = random.nextInt(8) == 0 ? LongHeap.MAX_RECORD - random.nextInt(3) : 1 + random.nextInt(5_000);
            int address = heap.allocate(length);
            assertThat(address).isPositive();
            assertThat(heap.offset(address) + length).isLessThanOrEqualTo(LongHeap.MAX_RECORD);
            long[] record = new long[length];
            for (int field = 0; field < length; field += Math.max(1, length / 4)) {
                assertThat(heap.get(address, field)).isZero();
                record[field] = random.nextLong();
                heap.set(address, field, record[field]);
            }
            assertThat(model.put(address, record)).isNull();
        }
        model.forEach((address, record) -> {
            int from = heap.offset(address);
            assertThat(Arrays.equals(heap.page(address), from, from + record.length, record, 0, record.length))
                    .isTrue();
        });
    }

    @Property
    void shouldAddExactlyAtAnyWidth(@ForAll Random random) {
        RowTable table = new RowTable(2);
        ExactCells cells = new ExactCells(table);
        BigInteger[][] model = new BigInteger[5][2];
        for (int row = 0; row < 5; row++) {
            table.add();
            Arrays.fill(model[row], BigInteger.ZERO);
        }
        for (int k = 0; k < 300; k++) {
            int row = random.nextInt(5);
            int field = random.nextInt(2);
            long delta = random.nextInt(3) == 0 ? random.nextInt(10) - 5 : extreme(random);
            if (random.nextInt(5) == 0) {
                BigInteger wide = BigInteger.valueOf(delta).multiply(BigInteger.valueOf(random.nextLong()));
                cells.add(row, field, wide);
                model[row][field] = model[row][field].add(wide);
            } else {
                cells.add(row, field, delta);
                model[row][field] = model[row][field].add(BigInteger.valueOf(delta));
            }
            assertThat(cells.exact(row, field)).isEqualTo(model[row][field]);
        }
        ExactCells fresh = new ExactCells(new RowTable(2));
        RowTable plain = new RowTable(2);
        ExactCells set = new ExactCells(plain);
        for (int row = 0; row < 5; row++) {
            plain.add();
            set.set(row, 0, model[row][0]);
            set.set(row, 1, model[row][1]);
        }
        // the representation depends on the values alone
        assertThat(cells.hash(table.hash(1))).isEqualTo(set.hash(plain.hash(1)));
        assertThat(fresh.hash(1)).isEqualTo(new ExactCells(plain).hash(1));
    }

    private static long extreme(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Long.MAX_VALUE - random.nextInt(3);
            case 1 -> Long.MIN_VALUE + random.nextInt(3);
            default -> random.nextLong();
        };
    }
}
