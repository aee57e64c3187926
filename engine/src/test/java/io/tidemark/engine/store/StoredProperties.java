package io.tidemark.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.MemorySnapshot;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

/** What a part of the state writes when it is frozen, another one of its kind reads, and is the same from then on. */
class StoredProperties {
    private static final int STRIDE = 5;

    private static void change(RowTable table, Random random) {
        int row = random.nextInt(3) == 0 || table.rows() == 0 ? table.add() : random.nextInt(table.rows());
        table.set(row, random.nextInt(STRIDE), random.nextLong());
    }

    private static void change(LongHeap heap, Random random) {
        int address = heap.allocate(1 + random.nextInt(random.nextInt(20) == 0 ? LongHeap.MAX_RECORD : 40));
        heap.newestPage()[heap.offset(address)] = random.nextLong();
        heap.set(1 + random.nextInt(address), 0, random.nextLong());
    }

    private static void change(IntColumn column, Random random) {
        column.set(random.nextInt(random.nextBoolean() ? 10 : 100_000), random.nextInt());
    }

    /** Something of a kind that can be changed at random. */
    private interface Change<T> {
        void in(T part, Random random);
    }

    private static <T extends Stored> void shouldCome(T from, T to, Change<T> change, long seed, int steps) {
        Random random = new Random(seed);
        for (int k = random.nextInt(steps); k > 0; k--) {
            change.in(from, random);
        }
        change.in(to, random);
        Frozen frozen = from.freeze();
        byte[] before = MemorySnapshot.bytes(frozen::write);
        to.restore(MemorySnapshot.source(before));
        for (int k = 0; k < steps; k++) {
            long next = random.nextLong();
            change.in(from, new Random(next));
            change.in(to, new Random(next));
            if (k == steps / 2) {
                assertThat(MemorySnapshot.bytes(frozen::write)).isEqualTo(before);
                from.thaw();
            }
        }
        assertThat(MemorySnapshot.bytes(to.freeze()::write)).isEqualTo(MemorySnapshot.bytes(from.freeze()::write));
    }

    @Property(tries = 100)
    void shouldBringBackRows(@ForAll long seed) {
        RowTable to = new RowTable(STRIDE);
        RowTable from = new RowTable(STRIDE);
        shouldCome(from, to, StoredProperties::change, seed, 5_000);
        assertThat(to.hash(1)).isEqualTo(from.hash(1));
    }

    @Property(tries = 100)
    void shouldBringBackRecords(@ForAll long seed) {
        LongHeap to = new LongHeap();
        LongHeap from = new LongHeap();
        shouldCome(from, to, StoredProperties::change, seed, 1_000);
        assertThat(to.hash(1)).isEqualTo(from.hash(1));
    }

    @Property(tries = 100)
    void shouldBringBackInts(@ForAll long seed) {
        IntColumn to = new IntColumn();
        IntColumn from = new IntColumn();
        shouldCome(from, to, StoredProperties::change, seed, 500);
        assertThat(to.hash(1)).isEqualTo(from.hash(1));
    }

    @Property(tries = 100)
    void shouldBringBackTexts(@ForAll Random random, @ForAll @IntRange(max = 60) int count) {
        TextPool pool = new TextPool();
        List<Integer> references = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            references.add(add(pool, random));
        }
        Frozen frozen = pool.freeze();
        byte[] before = MemorySnapshot.bytes(frozen::write);
        TextPool other = new TextPool();
        other.restore(MemorySnapshot.source(before));
        long seed = random.nextLong();
        assertThat(add(other, new Random(seed))).isEqualTo(add(pool, new Random(seed)));
        assertThat(other.stateHash(1)).isEqualTo(pool.stateHash(1));
        assertThat(references)
                .allSatisfy(reference -> assertThat(other.text(reference)).isEqualTo(pool.text(reference)));
        assertThat(MemorySnapshot.bytes(frozen::write)).isEqualTo(before);
    }

    private static int add(TextPool pool, Random random) {
        byte[] text = new byte[random.nextInt(random.nextInt(4) == 0 ? 65_536 : 40)];
        random.nextBytes(text);
        return pool.add(new UnsafeBuffer(text), 0, text.length);
    }

    @Property(tries = 100)
    void shouldBringBackSumsWiderThanALong(@ForAll Random random) {
        RowTable rows = new RowTable(STRIDE);
        ExactCells cells = new ExactCells(rows);
        rows.ensure(20);
        for (int k = 0; k < 100; k++) {
            cells.add(random.nextInt(20), random.nextInt(STRIDE), new BigInteger(70, random).negate());
        }
        RowTable otherRows = new RowTable(STRIDE);
        ExactCells other = new ExactCells(otherRows);
        MemorySnapshot.copy(rows, otherRows);
        MemorySnapshot.copy(cells, other);
        assertThat(other.hash(rows.hash(1))).isEqualTo(cells.hash(rows.hash(1)));
        for (int row = 0; row < 20; row++) {
            assertThat(other.exact(row, 2)).isEqualTo(cells.exact(row, 2));
        }
    }

    @Example
    void shouldCopyAPageOnceWhileItIsHeldAndNeverWhenItIsNot() {
        RowTable table = new RowTable(1);
        table.ensure(0);
        long[] own = table.pageForWrite(0);
        assertThat(table.pageForWrite(0)).isSameAs(own);
        table.freeze();
        long[] copy = table.pageForWrite(0);
        assertThat(copy).isNotSameAs(own);
        assertThat(table.pageForWrite(0)).isSameAs(copy);
        table.freeze();
        table.thaw();
        assertThat(table.pageForWrite(0)).isSameAs(copy);
        table.freeze();
        assertThat(table.pageForWrite(0)).isNotSameAs(copy);
    }

    @Example
    void shouldRefuseAnotherShapeAndContentThatIsCutOff() {
        RowTable rows = new RowTable(3);
        rows.ensure(9);
        byte[] bytes = MemorySnapshot.bytes(rows.freeze()::write);
        assertThatThrownBy(() -> new RowTable(4).restore(MemorySnapshot.source(bytes)))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("has longs per row 3; this version of Tidemark has 4");
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> new RowTable(3).restore(MemorySnapshot.source(cut)))
                    .isInstanceOf(SnapshotException.class);
        }
    }
}
