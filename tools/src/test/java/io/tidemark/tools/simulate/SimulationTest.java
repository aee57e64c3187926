package io.tidemark.tools.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.EngineScorer;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ProductRow;
import io.tidemark.engine.naive.Comparison;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.NaiveScorer;
import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many histories with faults. More: {@code -Dtidemark.seeds=N}; one of them again: {@code tidemark sim --seed N --trace}. */
@ExtendWith(Quiet.class)
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("tidemark.seeds", 300);
    /** Some facts of a scenario are dated so many days behind the day on which it receives them. */
    private static final int DAYS_AHEAD = 4;

    private static List<String> broken(int seeds, LongConsumer history) {
        List<String> broken = new ArrayList<>();
        for (long seed = 0; seed < seeds && broken.size() < 5; seed++) {
            try {
                history.accept(seed);
            } catch (Violation violation) {
                broken.add("seed " + seed + ": " + violation.getMessage());
            }
        }
        return broken;
    }

    @Test
    void shouldKeepEveryPromiseInEveryHistory() {
        assertThat(broken(SEEDS, seed -> Simulation.run(seed, new Trace(0), Seams.NONE)))
                .isEmpty();
    }

    @Test
    void shouldComeToWhatTheNaiveModelSays() {
        assertThat(broken(SEEDS / 10, SimulationTest::againstTheNaiveModel)).isEmpty();
    }

    private static void againstTheNaiveModel(long seed) {
        Scenario scenario = ofKindsSent(Scenario.random(new Random(seed), Options.ANY_ORDER));
        SimResult result = Simulation.run(seed, facts(scenario), new Trace(0), Seams.NONE);
        Scenario received = new Scenario(scenario.programs(), scenario.facts(), result.today());
        EngineScorer engine = new EngineScorer();
        assertThat(new Comparison(new NaiveScorer(), engine).inBatches(received, new Random(seed)))
                .as("seed " + seed)
                .isEmpty();
        assertThat(result.standingsHash())
                .as("seed " + seed)
                .isEqualTo(engine.core().standingsHash());
    }

    /** The simulated office sends rows about participants and products, its clients single activities. */
    private static Scenario ofKindsSent(Scenario scenario) {
        return scenario.withFacts(scenario.facts().stream()
                .filter(fact ->
                        !(fact instanceof Fact.Sent || fact instanceof Fact.CrossReference || fact instanceof Fact.Row))
                .toList());
    }

    private static SimFacts facts(Scenario scenario) {
        List<ParticipantRow> participants = new ArrayList<>();
        List<ProductRow> products = new ArrayList<>();
        List<Activity> activities = new ArrayList<>();
        for (Fact fact : scenario.facts()) {
            if (fact instanceof Fact.Act act) {
                activities.add(act.activity());
            } else if (fact instanceof Fact.Person person) {
                participants.add(person.row());
            } else if (fact instanceof Fact.Item item) {
                products.add(item.row());
            }
        }
        return new SimFacts(scenario.programs(), participants, products, activities, scenario.today() + DAYS_AHEAD);
    }

    @Test
    void shouldTellTheSameHistoryForTheSameSeed() {
        for (long seed = 0; seed < 5; seed++) {
            Trace one = new Trace(1_000);
            Trace other = new Trace(1_000);
            SimResult first = Simulation.run(seed, one, Seams.NONE);
            SimResult second = Simulation.run(seed, other, Seams.NONE);
            assertThat(other.lines()).isEqualTo(one.lines());
            assertThat(second).isEqualTo(first);
        }
    }
}
