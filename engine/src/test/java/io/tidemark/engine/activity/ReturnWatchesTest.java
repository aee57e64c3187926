package io.tidemark.engine.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who watches under a hash, the newest first; hashes that share a bit or a word of the filter are told apart. */
class ReturnWatchesTest {
    private static final long WORDS = 1L << 14;

    private final ReturnWatches watches = new ReturnWatches();

    private List<Integer> watching(long hash) {
        List<Integer> identities = new ArrayList<>();
        for (int link = watches.first(hash); link != 0; link = watches.next(link)) {
            identities.add(watches.identity(link));
        }
        return identities;
    }

    @Test
    void shouldHaveNobodyAtFirst() {
        assertThat(watches.isEmpty()).isTrue();
        assertThat(watching(0)).isEmpty();
        assertThat(watching(-1)).isEmpty();
        assertThat(watches.stateHash(1)).isNotZero();
    }

    @Test
    void shouldNameTheNewestFirst() {
        watches.add(77, 1);
        watches.add(77, 2);
        watches.add(77, 1);
        assertThat(watches.isEmpty()).isFalse();
        assertThat(watching(77)).containsExactly(1, 2, 1);
        assertThat(watching(78)).isEmpty();
    }

    @Test
    void shouldTellHashesApartThatTheFilterDoesNot() {
        long hash = 0x1234_5678_9ABC_DEF0L;
        // the same bit of the same word, and its neighbours
        long alike = hash ^ 1L << 40;
        watches.add(hash, 1);
        assertThat(watching(alike)).isEmpty();
        assertThat(watching(hash + 1)).isEmpty();
        assertThat(watching(hash + 64)).isEmpty();
        watches.add(alike, 2);
        watches.add(hash + 1, 3);
        watches.add(hash + 64, 4);
        watches.add(hash + 64 * WORDS, 5);
        assertThat(watching(hash)).containsExactly(1);
        assertThat(watching(alike)).containsExactly(2);
        assertThat(watching(hash + 1)).containsExactly(3);
        assertThat(watching(hash + 64)).containsExactly(4);
        assertThat(watching(hash + 64 * WORDS)).containsExactly(5);
    }

    @Test
    void shouldFindEveryHashOfMany() {
        for (int k = 0; k < 5_000; k++) {
            watches.add(k * 0x9E37_79B9_7F4A_7C15L, k);
        }
        for (int k = 0; k < 5_000; k++) {
            assertThat(watching(k * 0x9E37_79B9_7F4A_7C15L)).containsExactly(k);
        }
        ReturnWatches other = new ReturnWatches();
        other.add(1, 1);
        assertThat(other.stateHash(1)).isNotEqualTo(watches.stateHash(1));
    }
}
