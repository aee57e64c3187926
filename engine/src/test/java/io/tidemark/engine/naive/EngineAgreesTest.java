package io.tidemark.engine.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.EngineModel;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.query.ActivityView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The core and the naive model answer alike, after every settled frame, on random programs and facts. */
class EngineAgreesTest {
    private static final int SCENARIOS = Integer.getInteger("tidemark.scenarios", 400);

    @Test
    void shouldAgreeInOrderOfReceipt() {
        for (int seed = 0; seed < SCENARIOS; seed++) {
            check(seed, Scenario.random(new Random(seed), Options.IN_ORDER));
        }
    }

    @Test
    void shouldAgreeOnExtremeNumbers() {
        for (int seed = 0; seed < SCENARIOS; seed++) {
            check(seed, Scenario.random(new Random(seed), Options.EXTREME));
        }
    }

    private static void check(int seed, Scenario scenario) {
        Random random = new Random(seed);
        EngineModel engine = new EngineModel(scenario.today(), 1 + random.nextInt(8), 1 + random.nextInt(5));
        NaiveModel naive = new NaiveModel(Comparator.comparingLong(EngineModel::contentHash));
        naive.today(scenario.today());
        int publishAt = random.nextInt(scenario.facts().size() + 1);
        List<String> verdicts = new ArrayList<>();
        for (int k = 0; k <= scenario.facts().size(); k++) {
            if (k == publishAt) {
                scenario.programs().forEach(engine.host()::publish);
                scenario.programs().forEach(naive::publish);
            }
            if (k < scenario.facts().size()) {
                Fact fact = scenario.facts().get(k);
                engine.receive(fact);
                Verdict verdict = naive.receive(fact);
                if (fact instanceof Fact.Act) {
                    verdicts.add(
                            verdict.reason().isEmpty()
                                    ? verdict.outcome().name().toLowerCase(java.util.Locale.ROOT)
                                    : verdict.reason());
                }
            }
            if (k >= publishAt && random.nextInt(10) == 0
                    || k == scenario.facts().size()) {
                engine.host().settle();
                compare("seed " + seed + " after " + (k + 1) + " facts", scenario, engine, naive);
            }
        }
        assertThat(engine.verdicts()).as("seed " + seed).isEqualTo(verdicts);
    }

    private static void compare(String when, Scenario scenario, EngineModel engine, NaiveModel naive) {
        for (Program program : scenario.programs()) {
            assertSame(when, engine.items(program.id()), naive.standingsItems(program.id()));
            assertSame(when, engine.boards(program), Everything.boards(naive, program));
            assertThat(engine.problemsOfPostings(program)).as(when).isEmpty();
            assertSame(when, credits(engine, naive, program), Everything.credits(naive, program));
        }
    }

    /** Shows what differs and nothing else. */
    private static void assertSame(String when, Collection<String> engine, Collection<String> naive) {
        TreeSet<String> onlyEngine = new TreeSet<>(engine);
        onlyEngine.removeAll(naive);
        TreeSet<String> onlyNaive = new TreeSet<>(naive);
        onlyNaive.removeAll(engine);
        assertThat(List.of(onlyEngine, onlyNaive))
                .as(when + ": lines of the engine alone, of the naive model alone")
                .isEqualTo(List.of(new TreeSet<String>(), new TreeSet<String>()));
    }

    private static List<String> credits(EngineModel engine, NaiveModel naive, Program program) {
        List<String> lines = new ArrayList<>();
        for (Program.Track track : program.tracks()) {
            for (Identity identity : naive.highestVersions().keySet()) {
                ActivityView view = engine.activity(identity.source(), identity.id(), identity.line());
                String credit = view.tracks().stream()
                        .filter(t ->
                                t.program().equals(program.id()) && t.track().equals(track.name()))
                        .map(t -> t.reason().isEmpty() ? t.participant() : t.reason())
                        .findFirst()
                        .orElseThrow();
                lines.add(String.join("|", program.id(), track.name(), identity.toString()) + " "
                        + (credit.equals("voided") ? "not-standing" : credit));
            }
        }
        return lines;
    }
}
