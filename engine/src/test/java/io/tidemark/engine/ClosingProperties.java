package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.closing.LineKind;
import io.tidemark.engine.closing.Statement;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.NaiveModel;
import io.tidemark.engine.naive.NaiveScorer;
import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import io.tidemark.engine.naive.Scenarios;
import io.tidemark.engine.naive.Scorer;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Statements are a function of the facts; what is paid in the end is the same whenever periods close. */
class ClosingProperties {
    /** As drawn programs and facts name them. */
    private static final List<String> SEGMENTS = List.of("", "north", "south", "tier0", "tier1", "tier2");

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.scenarios(Options.ANY_ORDER);
    }

    /** Periods of the last year, in order of time, that are over. */
    private static List<String> periods(Program program, int today) {
        Calendar calendar = new Calendar(program.periods());
        Set<String> periods = new LinkedHashSet<>();
        for (int day = today - 410; day <= today; day += 20) {
            int ordinal = calendar.nearest(day);
            if (calendar.until(ordinal) <= today) {
                periods.add(calendar.id(ordinal));
            }
        }
        return List.copyOf(periods);
    }

    @Property
    void shouldPayAsTheNaiveModelDoes(
            @ForAll("scenarios") Scenario scenario,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 30) int frameSize,
            @ForAll @IntRange(min = 1, max = 30) int slice) {
        Program program = Closes.drawn(scenario.programs().get(0), random);
        Scorer naive = new NaiveScorer(new NaiveModel(Comparator.comparingLong(EngineScorer::contentHash)));
        Scorer engine = new EngineScorer(frameSize, slice);
        List<String> periods = periods(program, scenario.today());
        for (Scorer scorer : List.of(naive, engine)) {
            scorer.today(scenario.today());
            scorer.publish(program);
        }
        int from = 0;
        while (from < scenario.facts().size() || from == 0) {
            int until = Math.min(scenario.facts().size(), from + 1 + random.nextInt(30));
            List<Fact> some = scenario.facts().subList(from, until);
            naive.applyAll(some);
            engine.applyAll(some);
            if (!periods.isEmpty()) {
                String period = periods.get(random.nextInt(periods.size()));
                assertThat(engine.close("one", period)).isEqualTo(naive.close("one", period));
            }
            assertThat(engine.statements("one")).isEqualTo(naive.statements("one"));
            assertThat(boards(engine, program, periods)).isEqualTo(boards(naive, program, periods));
            from = Math.max(until, from + 1);
        }
    }

    /** Of closed periods as they were, of others as they are. */
    private static List<List<String>> boards(Scorer scorer, Program program, List<String> periods) {
        List<List<String>> boards = new ArrayList<>();
        for (Program.Board board : program.boards()) {
            for (String period : periods) {
                for (String segment : SEGMENTS) {
                    boards.add(scorer.board("one", board.name(), period, segment));
                }
            }
        }
        return boards;
    }

    @Property
    void shouldPublishTheSameDigestWhateverTheOrderBeforeTheClose(
            @ForAll("scenarios") Scenario scenario,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 256) int frameSize,
            @ForAll @IntRange(min = 1, max = 50) int slice) {
        Program program = Closes.drawn(scenario.programs().get(0), random);
        ScoringCore one = closed(scenario, program, frameSize, slice);
        ScoringCore other = closed(scenario.shuffled(random), program, 256, 4_096);
        assertThat(Closes.digests(one, "one")).isEqualTo(Closes.digests(other, "one"));
    }

    private static ScoringCore closed(Scenario scenario, Program program, int frameSize, int slice) {
        FrameScript script =
                new FrameScript(scenario.today()).publish(List.of(program)).facts(scenario.facts(), frameSize);
        periods(program, scenario.today()).forEach(period -> script.close("one", period));
        return script.settled(slice);
    }

    /** Slices of one leave much to be done when a period closes: what comes in behind it must not be counted. */
    @Property
    void shouldNotCountWhatComesInBehindTheClose(
            @ForAll("scenarios") Scenario scenario,
            @ForAll Random random,
            @ForAll @IntRange(max = 1_000) int permille) {
        Program program = Closes.drawn(scenario.programs().get(0), random);
        List<String> periods = periods(program, scenario.today());
        List<Fact> acts =
                scenario.facts().stream().filter(Fact.Act.class::isInstance).toList();
        int at = acts.size() * permille / 1_000;
        FrameScript before =
                new FrameScript(scenario.today()).publish(List.of(program)).facts(acts.subList(0, at), 256);
        periods.forEach(period -> before.close("one", period));
        List<String> alone = Closes.digests(before.settled(4_096), "one");
        ScoringCore core = before.facts(acts.subList(at, acts.size()), 3).settled(1);
        assertThat(Closes.digests(core, "one")).isEqualTo(alone);
        ScoringCore never = new FrameScript(scenario.today())
                .publish(List.of(program))
                .facts(acts, 256)
                .settled(4_096);
        assertThat(core.standingsHash()).isEqualTo(never.standingsHash());
    }

    @Property
    void shouldPayTheSameInTheEndWheneverPeriodsClose(
            @ForAll("scenarios") Scenario scenario,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 60) int slice) {
        Program drawn = Closes.plain(scenario.programs().get(0), random);
        Program program = drawn.points().minimumPayout() == 0
                ? drawn
                : scenario.programs().get(0);
        List<String> periods = periods(program, scenario.today());
        FrameScript late =
                new FrameScript(scenario.today()).publish(List.of(program)).facts(scenario.facts(), 10);
        periods.forEach(period -> late.close("one", period));
        FrameScript early = new FrameScript(scenario.today()).publish(List.of(program));
        List<String> shuffled = new ArrayList<>(periods);
        java.util.Collections.shuffle(shuffled, random);
        List<Fact> facts = scenario.shuffled(random).facts();
        int part = facts.size() / (shuffled.size() + 1);
        for (int k = 0; k < shuffled.size(); k++) {
            early.facts(facts.subList(k * part, (k + 1) * part), 10).close("one", shuffled.get(k));
        }
        early.facts(facts.subList(shuffled.size() * part, facts.size()), 10);
        assertThat(closedAgain(early.settled(slice), periods)).isEqualTo(closedAgain(late.settled(4_096), periods));
    }

    /** What everybody was paid in all, once what changed is paid too. */
    private static Map<String, BigInteger> closedAgain(ScoringCore core, List<String> periods) {
        if (!periods.isEmpty()) {
            Closes.close(core, "one", periods.get(0));
        }
        return Closes.lifetime(core, "one");
    }

    @Property
    void shouldAddUpToWhatIsPaid(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        Program program = Closes.drawn(scenario.programs().get(0), random);
        for (Statement statement : Closes.statements(closed(scenario, program, 10, 4_096), "one")) {
            BigInteger sum = statement.lines().stream()
                    .filter(line -> line.kind().pays())
                    .map(Statement.Line::value)
                    .reduce(BigInteger.ZERO, BigInteger::add);
            assertThat(sum).isEqualTo(statement.paid());
            assertThat(statement.lines().stream().filter(line -> line.kind() == LineKind.ROUNDING))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }
}
