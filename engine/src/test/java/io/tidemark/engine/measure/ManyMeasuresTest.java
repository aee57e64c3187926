package io.tidemark.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.EngineScorer;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.Place;
import io.tidemark.engine.naive.ProgramText;
import io.tidemark.engine.naive.Who;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More measures than a word has bits: each reads the products of its own group, and no other. */
class ManyMeasuresTest {
    private static final int MEASURES = 200;
    /** 2026-01-05. */
    private static final int DAY = 20_458;

    private static final Place PLACE = new Place("p", "reps", new Who("distributor-rep", "r1"), "2026-Q1");
    private static final String[] EXPECTED = {"1", "10", "100", "1111"};

    @Test
    void shouldReadEveryMeasureByItsOwnGroup() {
        EngineScorer scorer = new EngineScorer();
        scorer.publish(ProgramText.parse(program()));
        scorer.today(DAY);
        for (String category : new String[] {"a", "b", "c"}) {
            TreeMap<String, String> attributes = new TreeMap<>();
            attributes.put("category", category);
            scorer.apply(new Fact.Item(new ProductRow("of-" + category, Integer.MIN_VALUE, attributes)));
        }
        sell(scorer, "S1", "of-a", 1);
        sell(scorer, "S2", "of-b", 10);
        sell(scorer, "S3", "of-c", 100);
        sell(scorer, "S4", "", 1000);
        for (int k = 0; k < MEASURES; k++) {
            assertThat(scorer.measure(PLACE, "m" + k)).as("m" + k).isEqualTo(EXPECTED[k % 4]);
        }
    }

    private static String program() {
        StringBuilder text = new StringBuilder("program p quarter\n");
        for (String category : new String[] {"a", "b", "c"}) {
            text.append("group ")
                    .append(category)
                    .append(" category=")
                    .append(category)
                    .append('\n');
        }
        IntStream.range(0, MEASURES)
                .forEach(k -> text.append("measure m")
                        .append(k)
                        .append(" sum amount")
                        .append(k % 4 == 3 ? "" : " of=" + "abc".charAt(k % 4))
                        .append('\n'));
        return text.append("track reps rep\n").toString();
    }

    private static void sell(EngineScorer scorer, String id, String sku, long amount) {
        TreeMap<String, String> roles = new TreeMap<>();
        roles.put("rep", "r1");
        scorer.apply(new Fact.Act(new Activity(
                "pos",
                id,
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                DAY,
                roles,
                sku,
                Fixed.ONE,
                amount * Fixed.ONE,
                "",
                "",
                new TreeMap<>())));
    }
}
