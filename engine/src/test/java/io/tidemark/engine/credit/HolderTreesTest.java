package io.tidemark.engine.credit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.activity.Identities;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Candidates by key: first is the least of (date, identity, role), whatever came and went before. */
class HolderTreesTest {
    private static final Identities IDENTITIES = identities();

    /** Numbers in an order that is not that of the ids. */
    private static Identities identities() {
        List<String> ids = new ArrayList<>(
                IntStream.range(0, 300).mapToObj(k -> String.format("S%03d", k)).toList());
        Collections.shuffle(ids, new Random(7));
        return Sold.sales(ids).identities;
    }

    private record Candidate(int identity, int date, int slot) {}

    private static final Comparator<Candidate> ORDER = Comparator.comparingInt(Candidate::date)
            .thenComparing(candidate -> IDENTITIES.idText(candidate.identity))
            .thenComparingInt(Candidate::slot);

    private final HolderTrees trees = new HolderTrees(IDENTITIES);

    @Test
    void shouldHaveNobodyFirstWhereNobodyIs() {
        assertThat(trees.isEmpty()).isTrue();
        assertThat(trees.first(0)).isEqualTo(HolderTrees.NONE);
        assertThat(trees.first(1_000)).isEqualTo(HolderTrees.NONE);
        int node = trees.add(5, 17, 100, 2);
        assertThat(trees.isEmpty()).isFalse();
        assertThat(trees.first(4)).isEqualTo(HolderTrees.NONE);
        assertThat(trees.first(5)).isEqualTo(17);
        assertThat(trees.identity(node)).isEqualTo(17);
        assertThat(trees.key(node)).isEqualTo(5);
        assertThat(trees.date(node)).isEqualTo(100);
        trees.remove(node);
        assertThat(trees.first(5)).isEqualTo(HolderTrees.NONE);
        assertThat(trees.key(node)).isZero();
        assertThat(trees.identity(node)).isZero();
        assertThat(trees.date(node)).isZero();
    }

    @Test
    void shouldUseFreedNodesAgainTheLastFirst() {
        int a = trees.add(1, 1, 100, 0);
        int b = trees.add(1, 2, 100, 0);
        int c = trees.add(1, 3, 100, 0);
        assertThat(List.of(a, b, c)).containsExactly(0, 1, 2);
        trees.remove(a);
        trees.remove(c);
        assertThat(trees.add(2, 4, 100, 0)).isEqualTo(c);
        assertThat(trees.add(2, 5, 100, 0)).isEqualTo(a);
        assertThat(trees.add(2, 6, 100, 0)).isEqualTo(3);
        assertThat(trees.first(1)).isEqualTo(2);
    }

    @Test
    void shouldGoByDateThenIdentityThenRole() {
        int late = trees.add(1, 0, 200, 0);
        assertThat(trees.first(1)).isZero();
        int early = trees.add(1, 1, 100, 0);
        assertThat(trees.first(1)).isEqualTo(1);
        trees.remove(early);
        assertThat(trees.first(1)).isZero();
        trees.remove(late);
        int smaller = IDENTITIES.compare(10, 11) < 0 ? 10 : 11;
        trees.add(1, 21 - smaller, 100, 0);
        trees.add(1, smaller, 100, 0);
        assertThat(trees.first(1)).isEqualTo(smaller);
    }

    @Test
    void shouldAnswerLikeSortedSetsWhateverComesAndGoes() {
        for (int seed = 0; seed < 6; seed++) {
            // from crowded trees to single ones
            comeAndGo(new Random(seed), 1 + seed % 3 * 4);
        }
    }

    private void comeAndGo(Random random, int keys) {
        HolderTrees tested = new HolderTrees(IDENTITIES);
        Map<Integer, TreeSet<Candidate>> model = new HashMap<>();
        List<Integer> nodes = new ArrayList<>();
        Map<Integer, Candidate> candidates = new HashMap<>();
        for (int step = 0; step < 1_500; step++) {
            // it grows to some hundreds, then shrinks to nothing
            boolean adds = nodes.isEmpty() || random.nextInt(1_500) > step;
            if (adds) {
                Candidate fresh = new Candidate(random.nextInt(300), 100 + random.nextInt(9), random.nextInt(3));
                int key = random.nextInt(keys);
                if (model.computeIfAbsent(key, any -> new TreeSet<>(ORDER)).add(fresh)) {
                    int node = tested.add(key, fresh.identity, fresh.date, fresh.slot);
                    assertThat(candidates.put(node, fresh)).isNull();
                    nodes.add(node);
                }
            } else {
                int node = nodes.remove(random.nextInt(nodes.size()));
                int key = tested.key(node);
                model.get(key).remove(candidates.remove(node));
                tested.remove(node);
            }
            check(tested, model, keys);
        }
        check(tested, model, keys);
    }

    private static void check(HolderTrees tested, Map<Integer, TreeSet<Candidate>> model, int keys) {
        for (int key = 0; key < keys; key++) {
            TreeSet<Candidate> all = model.get(key);
            int first = all == null || all.isEmpty() ? HolderTrees.NONE : all.first().identity;
            assertThat(tested.first(key)).isEqualTo(first);
        }
    }

    @Test
    void shouldBeTheSameTreesHoweverTheyGrew() {
        HolderTrees up = new HolderTrees(IDENTITIES);
        HolderTrees again = new HolderTrees(IDENTITIES);
        List<Integer> nodes = new ArrayList<>();
        for (int k = 0; k < 100; k++) {
            up.add(0, k, 100, 0);
            again.add(0, k, 100, 0);
        }
        assertThat(again.stateHash(1))
                .isEqualTo(up.stateHash(1))
                .isNotEqualTo(up.stateHash(2))
                .isNotZero();
        // what comes behind all others and goes again leaves the shape as it was, and a free node
        nodes.add(again.add(0, 200, 300, 0));
        nodes.add(again.add(0, 201, 301, 0));
        long with = again.stateHash(1);
        assertThat(with).isNotEqualTo(up.stateHash(1));
        nodes.forEach(again::remove);
        again.add(0, 201, 301, 0);
        again.add(0, 200, 300, 0);
        assertThat(again.first(0)).isEqualTo(up.first(0));
        for (int node = 0; node < 100; node++) {
            up.remove(node);
            again.remove(node);
            int expected = up.first(0) == HolderTrees.NONE ? 200 : up.first(0);
            assertThat(again.first(0)).isEqualTo(expected);
        }
    }
}
