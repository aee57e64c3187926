package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.naive.Comparison;
import io.tidemark.engine.naive.NaiveModel;
import io.tidemark.engine.naive.NaiveScorer;
import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import java.util.Comparator;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The core and the naive model answer alike on random programs and facts, in small frames and tiny slices. More
 * scenarios: {@code -Dtidemark.scenarios=N}.
 */
class EngineAgreesTest {
    private static final int SCENARIOS = Integer.getInteger("tidemark.scenarios", 500);

    @Test
    void shouldAgreeInOrderOfReceipt() {
        check(Options.IN_ORDER);
    }

    @Test
    void shouldAgreeOnEqualRevisions() {
        check(new Options(true, true, false, 60));
    }

    @Test
    void shouldAgreeOnExtremeNumbers() {
        check(Options.EXTREME);
    }

    @Test
    void shouldPostWhatEachFactChanges() {
        for (int seed = 0; seed < SCENARIOS / 4; seed++) {
            Scenario scenario = Scenario.random(new Random(seed), Options.IN_ORDER.withFacts(30));
            assertThat(new Comparison(naive(), new EngineScorer()).run(scenario, 3))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    private static void check(Options options) {
        for (int seed = 0; seed < SCENARIOS; seed++) {
            Random random = new Random(seed);
            Scenario scenario = Scenario.random(random, options);
            EngineScorer engine = new EngineScorer(1 + random.nextInt(8), 1 + random.nextInt(5));
            assertThat(new Comparison(naive(), engine).inBatches(scenario, random))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    private static NaiveScorer naive() {
        return new NaiveScorer(new NaiveModel(Comparator.comparingLong(EngineScorer::contentHash)));
    }
}
