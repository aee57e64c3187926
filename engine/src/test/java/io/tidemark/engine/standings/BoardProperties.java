package io.tidemark.engine.standings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.store.TextPool;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

/** Boards beside sorted lists: ranks, rows, pages, neighbourhoods. */
class BoardProperties {
    private static final int TIES = 1;
    private static final List<String> NAMES = List.of("", "Ann", "Ann\uFF5E", "Ann\uD83D\uDE00", "Bo");

    private final TextPool pool = new TextPool();
    private final Members members = new Members(TIES);
    private final Map<Integer, BoardKey> model = new HashMap<>();
    private final List<Integer> ids = new ArrayList<>();
    private final List<Integer> names = NAMES.stream().map(this::reference).toList();
    private final Board board = new Board(0, members, pool);

    private int reference(String text) {
        UnsafeBuffer bytes = new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
        return pool.add(bytes, 0, bytes.capacity());
    }

    private int id(int member) {
        while (ids.size() <= member) {
            // supplementary characters order behind U+FF5E by code point, before it by char
            String tail = ids.size() % 3 == 0 ? "\uD83D\uDE00" : ids.size() % 3 == 1 ? "\uFF5E" : "";
            ids.add(reference("r" + tail + ids.size()));
        }
        return ids.get(member);
    }

    private BoardKey key(int member, long value, long tie, int name) {
        BoardKey key = new BoardKey(TIES);
        key.value = value;
        key.ties[0] = tie;
        key.name = names.get(name);
        key.id = id(member);
        return key;
    }

    private BoardKey draw(int member, Random random, int spread) {
        BoardKey key =
                key(member, random.nextInt(spread) - spread / 2, random.nextInt(2), random.nextInt(NAMES.size()));
        if (random.nextInt(4) == 0) {
            // ratios between the image and the next one
            key.numerator = BigInteger.valueOf(key.value * 10 + random.nextInt(10));
            key.denominator = BigInteger.TEN;
        } else {
            key.numerator = BigInteger.valueOf(key.value);
            key.denominator = BigInteger.ONE;
        }
        return key;
    }

    private void set(int member, BoardKey key) {
        if (model.containsKey(member)) {
            board.update(member, key);
        } else {
            board.add(member, key);
        }
        model.put(member, key);
    }

    private void remove(int member) {
        if (model.remove(member) != null) {
            board.remove(member);
        }
    }

    private static int compareRank(BoardKey a, BoardKey b) {
        int order = b.numerator.multiply(a.denominator).compareTo(a.numerator.multiply(b.denominator));
        return order != 0 ? order : Long.compare(b.ties[0], a.ties[0]);
    }

    private String text(int reference) {
        return pool.text(reference);
    }

    private static int byCodePoint(String a, String b) {
        return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    private List<Integer> expectedRows() {
        Comparator<Integer> order = (a, b) -> compareRank(model.get(a), model.get(b));
        return model.keySet().stream()
                .sorted(order.thenComparing((a, b) -> byCodePoint(text(model.get(a).name), text(model.get(b).name)))
                        .thenComparing((a, b) -> byCodePoint(text(model.get(a).id), text(model.get(b).id))))
                .toList();
    }

    private void check(Random random, int samples) {
        List<Integer> rows = expectedRows();
        assertThat(board.size()).isEqualTo(rows.size());
        assertThat(Arrays.stream(board.page(0, Integer.MAX_VALUE)).boxed().toList())
                .isEqualTo(rows);
        for (int k = 0; k < samples && !rows.isEmpty(); k++) {
            int position = random.nextInt(rows.size());
            int member = rows.get(position);
            assertThat(board.position(member)).isEqualTo(position);
            assertThat(board.rank(member)).isEqualTo(expectedRank(rows, position));
            int by = random.nextInt(6);
            List<Integer> around = rows.subList(Math.max(0, position - by), Math.min(rows.size(), position + by + 1));
            assertThat(Arrays.stream(board.around(member, by)).boxed().toList()).isEqualTo(around);
            int limit = random.nextInt(20);
            List<Integer> page = rows.subList(position, Math.min(rows.size(), position + limit));
            assertThat(Arrays.stream(board.page(position, limit)).boxed().toList())
                    .isEqualTo(page);
        }
    }

    private int expectedRank(List<Integer> rows, int position) {
        int first = position;
        while (first > 0 && compareRank(model.get(rows.get(first - 1)), model.get(rows.get(position))) == 0) {
            first--;
        }
        return first + 1;
    }

    @Property
    void shouldRankLikeASortedList(@ForAll Random random, @ForAll @IntRange(min = 1, max = 3_000) int spread) {
        for (int round = 0; round < 4; round++) {
            boolean growing = round % 2 == 0;
            for (int k = 0; k < 700; k++) {
                int member = random.nextInt(900);
                if (random.nextInt(10) < (growing ? 9 : 3)) {
                    set(member, draw(member, random, spread));
                } else {
                    remove(member);
                }
            }
            check(random, 20);
        }
    }

    @Example
    void shouldRankEqualValuesEqually() {
        set(0, exact(key(0, 10, 0, 1)));
        set(1, exact(key(1, 20, 0, 2)));
        set(2, exact(key(2, 10, 0, 3)));
        set(3, exact(key(3, 5, 0, 4)));
        assertThat(List.of(board.rank(1), board.rank(0), board.rank(2), board.rank(3)))
                .containsExactly(1, 2, 2, 4);
        assertThat(board.page(0, 9)).containsExactly(1, 0, 2, 3);
        assertThat(board.page(-3, 2)).containsExactly(1, 0);
        assertThat(board.page(4, 2)).isEmpty();
    }

    private static BoardKey exact(BoardKey key) {
        key.numerator = BigInteger.valueOf(key.value);
        key.denominator = BigInteger.ONE;
        return key;
    }

    @Example
    void shouldRankFiveThousandMembers() {
        Random random = new Random(5);
        for (int member = 0; member < 5_000; member++) {
            set(member, draw(member, random, 4_000));
        }
        check(random, 200);
        for (int k = 0; k < 20_000; k++) {
            int member = random.nextInt(5_000);
            set(member, draw(member, random, 4_000));
        }
        check(random, 200);
        for (int member = 0; member < 5_000; member += 2) {
            remove(member);
        }
        check(random, 200);
    }

    /** What most members of a board are: of few values, over many bands, and set again to what they had. */
    @Example
    void shouldOrderThousandsOfEqualMembers() {
        Random random = new Random(7);
        for (int k = 0; k < 20_000; k++) {
            int member = random.nextInt(4_000);
            boolean known = model.containsKey(member);
            BoardKey key = key(member, random.nextInt(3), random.nextInt(2), random.nextInt(NAMES.size()));
            int name = key.name;
            if (known && random.nextBoolean()) {
                name = model.get(member).name;
                key.name = BoardKey.AS_RECORDED;
            }
            set(member, key);
            key.name = name;
            exact(key);
        }
        check(random, 200);
    }

    @Example
    void shouldRankTwoHundredThousandMembers() {
        Random random = new Random(6);
        BoardKey key = new BoardKey(TIES);
        long[] values = new long[200_000];
        for (int member = 0; member < values.length; member++) {
            values[member] = key.value = random.nextInt(1_000_000);
            board.add(member, key);
        }
        for (int k = 0; k < 200_000; k++) {
            int member = random.nextInt(values.length);
            values[member] = key.value = random.nextInt(1_000_000);
            board.update(member, key);
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        for (int k = 0; k < 2_000; k++) {
            int member = random.nextInt(values.length);
            int below = Arrays.binarySearch(sorted, values[member]);
            while (below + 1 < sorted.length && sorted[below + 1] == values[member]) {
                below++;
            }
            assertThat(board.rank(member)).isEqualTo(sorted.length - below);
        }
        int[] page = board.page(100_000, 50);
        for (int k = 0; k < page.length; k++) {
            assertThat(values[page[k]]).isEqualTo(sorted[sorted.length - 1 - 100_000 - k]);
        }
    }
}
