package io.tidemark.bench.designs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A design that ranks wrongly would be compared with for nothing. */
class RankingProperties {
    private static final int MEMBERS = 300;

    @Property(tries = 100)
    void shouldRankAsACountOfThoseAhead(@ForAll @Size(max = 2_000) List<@IntRange(max = 40_000) Integer> moves) {
        List<Ranking> designs = List.of(
                TreeRanking.red(),
                TreeRanking.skipping(),
                new FenwickRanking(MEMBERS, 16, 100),
                new CountedTreeRanking(MEMBERS));
        Map<Integer, Long> values = new HashMap<>();
        for (int move : moves) {
            int member = move % MEMBERS;
            long value = move / MEMBERS;
            values.put(member, value);
            designs.forEach(design -> design.set(member, value));
        }
        values.forEach((member, value) -> {
            int rank = 1 + (int) values.values().stream().filter(v -> v > value).count();
            assertThat(designs)
                    .allSatisfy(design -> assertThat(design.rank(member)).isEqualTo(rank));
        });
    }
}
