package io.tidemark.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.Fixed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.agrona.concurrent.UnsafeBuffer;

/** Look-up by hash and tables of texts beside what java.util says they hold. */
class IndexProperties {

    @Property
    void shouldFindEveryRowUnderItsHash(@ForAll Random random) {
        HashIndex index = new HashIndex();
        Map<Long, Set<Integer>> model = new HashMap<>();
        for (int row = 0; row < 3_000; row++) {
            // some hashes are alike in their high bits and repeat, which crowds one segment
            long hash = random.nextInt(10) == 0 ? random.nextInt(50) : random.nextLong();
            index.put(hash, row);
            model.computeIfAbsent(hash, any -> new HashSet<>()).add(row);
        }
        assertThat(index.size()).isEqualTo(3_000);
        model.forEach((hash, rows) -> assertThat(candidates(index, hash)).containsAll(rows));
    }

    private static Set<Integer> candidates(HashIndex index, long hash) {
        Set<Integer> rows = new HashSet<>();
        for (int row = index.first(hash); row != HashIndex.NONE; row = index.next()) {
            assertThat(rows.add(row)).isTrue();
        }
        return rows;
    }

    @Example
    void shouldHoldManyRowsUnderOneHash() {
        HashIndex index = new HashIndex();
        for (int row = 0; row < 3_000; row++) {
            index.put(row % 3 == 0 ? 41 : 42, row);
            index.put(Words.mix(row, 1), 3_000 + row);
        }
        assertThat(candidates(index, 41)).hasSize(1_000).contains(0, 3, 2_997);
        assertThat(candidates(index, 42)).hasSize(2_000).contains(1, 2, 2_999);
        assertThat(candidates(index, 43)).isEmpty();
        for (int row = 0; row < 3_000; row++) {
            assertThat(candidates(index, Words.mix(row, 1))).contains(3_000 + row);
        }
    }

    @Example
    void shouldHoldAMillionKeys() {
        HashIndex index = new HashIndex();
        for (int row = 0; row < 1_000_000; row++) {
            index.put(Words.mix(row, 1), row);
        }
        int strangers = 0;
        for (int row = 0; row < 1_000_000; row++) {
            boolean found = false;
            for (int at = index.first(Words.mix(row, 1)); at != HashIndex.NONE; at = index.next()) {
                found |= at == row;
                strangers += at == row ? 0 : 1;
            }
            if (!found) {
                throw new AssertionError("row " + row + " is lost");
            }
        }
        int absent = 0;
        for (int row = 0; row < 100_000; row++) {
            absent += index.first(Words.mix(row + 4_000_000L, 1)) == HashIndex.NONE ? 1 : 0;
        }
        assertThat(index.size()).isEqualTo(1_000_000);
        // tags of 32 bits: a million rows meet by chance about 230 times, seen from both sides
        assertThat(strangers).isLessThan(2_000);
        assertThat(absent).isGreaterThan(99_000);
    }

    private static UnsafeBuffer bytes(String text) {
        return new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void shouldKeepTextsOverManyPages(@ForAll Random random) {
        TextPool pool = new TextPool();
        Map<Integer, String> model = new LinkedHashMap<>();
        for (int k = 0; k < 300; k++) {
            String text = text(random, random.nextInt(5) == 0 ? 16_000 : 40);
            UnsafeBuffer bytes = bytes("xyz" + text);
            int reference = pool.add(bytes, 3, bytes.capacity() - 3);
            assertThat(reference == 0).isEqualTo(text.isEmpty());
            model.put(reference, text);
        }
        model.forEach((reference, text) -> {
            UnsafeBuffer bytes = bytes(text);
            assertThat(pool.text(reference)).isEqualTo(text);
            assertThat(pool.length(reference)).isEqualTo(bytes.capacity());
            assertThat(pool.matches(reference, bytes, 0, bytes.capacity())).isTrue();
            assertThat(pool.hash(reference)).isEqualTo(TextHash.of(bytes, 0, bytes.capacity()));
        });
    }

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int k = random.nextInt(most); k > 0; k--) {
            text.appendCodePoint(
                    switch (random.nextInt(6)) {
                        case 0 -> 0x1F600 + random.nextInt(20);
                        case 1 -> 0xFF00 + random.nextInt(200);
                        case 2 -> 0xE4;
                        default -> 'a' + random.nextInt(26);
                    });
        }
        return text.toString();
    }

    @Property
    void shouldOrderTextsByCodePoint(@ForAll Random random) {
        TextPool pool = new TextPool();
        String a = text(random, 4);
        String b = random.nextInt(4) == 0 ? a : text(random, 4);
        int inPool = pool.compare(add(pool, a), add(pool, b));
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        assertThat(Integer.signum(inPool)).isEqualTo(Integer.signum(java.util.Arrays.compare(left, right)));
        UnsafeBuffer bytes = bytes(b);
        assertThat(pool.matches(add(pool, a), bytes, 0, bytes.capacity())).isEqualTo(a.equals(b));
    }

    private static int add(TextPool pool, String text) {
        UnsafeBuffer bytes = bytes(text);
        return pool.add(bytes, 0, bytes.capacity());
    }

    @Example
    void shouldRefuseATextThatIsTooLong() {
        TextPool pool = new TextPool();
        UnsafeBuffer longest = new UnsafeBuffer(new byte[0x10000]);
        assertThat(pool.length(pool.add(longest, 0, 0xFFFF))).isEqualTo(0xFFFF);
        assertThatThrownBy(() -> pool.add(longest, 0, 0x10000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536");
    }

    @Property
    void shouldNumberDistinctTextsInOrderOfArrival(@ForAll @Size(max = 60) List<@StringLength(max = 12) String> texts) {
        TextTable table = new TextTable(new TextPool());
        List<String> model = new ArrayList<>(List.of(""));
        for (String drawn : texts) {
            String text = new String(drawn.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            assertThat(table.find(text)).isEqualTo(model.indexOf(text));
            if (!model.contains(text)) {
                model.add(text);
            }
            assertThat(table.intern(text)).isEqualTo(model.indexOf(text));
            assertThat(table.number(model.indexOf(text))).isEqualTo(Fixed.parse(text));
        }
        assertThat(table.size()).isEqualTo(model.size());
        for (int row = 0; row < model.size(); row++) {
            assertThat(table.text(row)).isEqualTo(model.get(row));
        }
    }

    @Property
    void shouldKnowTheNumberInAText(@ForAll long units) {
        TextTable table = new TextTable(new TextPool());
        long within = units / 1_000;
        assertThat(table.number(table.intern(Fixed.format(within)))).isEqualTo(within);
        assertThat(table.number(table.intern("00" + Math.abs(within)))).isEqualTo(Fixed.parse("00" + Math.abs(within)));
        assertThat(table.number(table.intern("1e5"))).isEqualTo(Fixed.NONE);
    }
}
