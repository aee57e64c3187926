package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.naive.Comparison;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.NaiveModel;
import io.tidemark.engine.naive.NaiveScorer;
import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import io.tidemark.engine.naive.Scenarios;
import io.tidemark.engine.program.Program;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * What people see is a function of the facts: not of their order, frames, slices, retries, producers, nor of when a
 * program was published. More tries: {@code -Djqwik.tries.default=N}.
 */
class OrderProperties {

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.scenarios(Options.ANY_ORDER);
    }

    @Provide
    Arbitrary<Scenario> equalRevisions() {
        return Scenarios.scenarios(new Options(true, true, false, 60));
    }

    @Provide
    Arbitrary<Scenario> extreme() {
        return Scenarios.scenarios(Options.EXTREME);
    }

    private static FrameScript script(Scenario scenario) {
        return new FrameScript(scenario.today());
    }

    /** Published first, in large frames, with large slices. */
    private static long plain(Scenario scenario) {
        return script(scenario)
                .publish(scenario.programs())
                .facts(scenario.facts(), 256)
                .settled(4_096)
                .standingsHash();
    }

    private static void assertSame(Scenario expected, FrameScript actual, int slice) {
        assertThat(actual.settled(slice).standingsHash()).isEqualTo(plain(expected));
    }

    @Property
    void shouldNotDependOnTheOrderOfReceipt(
            @ForAll("scenarios") Scenario scenario,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 256) int frameSize,
            @ForAll @IntRange(min = 1, max = 50) int slice) {
        List<Fact> shuffled = scenario.shuffled(random).facts();
        assertSame(scenario, script(scenario).publish(scenario.programs()).facts(shuffled, frameSize), slice);
    }

    @Property
    void shouldSetAsideForTheSameReasonsInAnyOrder(
            @ForAll("scenarios") Scenario scenario,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 50) int slice) {
        FrameScript shuffled = script(scenario)
                .publish(scenario.programs())
                .facts(scenario.shuffled(random).facts(), 3);
        FrameScript plain = script(scenario).publish(scenario.programs()).facts(scenario.facts(), 256);
        assertThat(SetAside.differences(plain.settled(4_096), shuffled.settled(slice)))
                .isEmpty();
    }

    @Property
    void shouldNotDependOnTheOrderOfEqualRevisions(@ForAll("equalRevisions") Scenario scenario, @ForAll Random random) {
        List<Fact> shuffled = scenario.shuffled(random).facts();
        assertSame(scenario, script(scenario).publish(scenario.programs()).facts(shuffled, 3), 2);
    }

    @Property
    void shouldNotDependOnTheOrderOfExtremeFacts(@ForAll("extreme") Scenario scenario, @ForAll Random random) {
        List<Fact> shuffled = scenario.shuffled(random).facts();
        assertSame(scenario, script(scenario).publish(scenario.programs()).facts(shuffled, 3), 2);
    }

    @Property
    void shouldNotDependOnFramesOrSlices(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @IntRange(min = 1, max = 256) int frameSize,
            @ForAll @IntRange(min = 1, max = 5_000) int slice) {
        assertSame(scenario, script(scenario).publish(scenario.programs()).facts(scenario.facts(), frameSize), slice);
    }

    @Property
    void shouldTakeEverythingTwiceAsOnce(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        List<Fact> twice = new ArrayList<>(scenario.facts());
        scenario.facts().forEach(fact -> twice.add(random.nextInt(twice.size() + 1), fact));
        assertSame(scenario, script(scenario).publish(scenario.programs()).facts(twice, 7), 3);
    }

    @Property
    void shouldNotDependOnWhenReferenceRowsCome(
            @ForAll("scenarios") Scenario scenario,
            @ForAll boolean first,
            @ForAll @IntRange(min = 1, max = 20) int slice) {
        List<Fact> parted = new ArrayList<>(scenario.facts());
        parted.sort(Comparator.comparing(fact -> fact instanceof Fact.Act == first));
        assertSame(scenario, script(scenario).publish(scenario.programs()).facts(parted, 16), slice);
    }

    @Property
    void shouldNotDependOnWhenAProgramIsPublished(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @IntRange(max = 60) int at,
            @ForAll @IntRange(min = 1, max = 20) int slice) {
        List<Fact> facts = scenario.facts();
        int publishAt = Math.min(at, facts.size());
        FrameScript script = script(scenario)
                .facts(facts.subList(0, publishAt), 5)
                .publish(scenario.programs())
                .facts(facts.subList(publishAt, facts.size()), 5);
        assertSame(scenario, script, slice);
    }

    @Property
    void shouldNotDependOnPublishingAgain(
            @ForAll("scenarios") Scenario scenario,
            @ForAll("scenarios") Scenario other,
            @ForAll @IntRange(min = 1, max = 20) int slice) {
        int half = scenario.facts().size() / 2;
        FrameScript script = script(scenario)
                .publish(other.programs().subList(0, 1))
                .facts(scenario.facts().subList(0, half), 5)
                .publish(everywhere(scenario))
                .facts(scenario.facts().subList(half, scenario.facts().size()), 5)
                .publish(everywhere(scenario));
        assertSame(scenario, script, slice);
    }

    /** The programs, in force for every period. */
    private static List<Program> everywhere(Scenario scenario) {
        return scenario.programs().stream()
                .map(program -> program.from(Program.EVER))
                .toList();
    }

    @Property
    void shouldNotDependOnWhoSends(
            @ForAll("scenarios") Scenario scenario,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 30) int frameSize) {
        assertSame(
                scenario, script(scenario).publish(scenario.programs()).byTwo(scenario.facts(), frameSize, random), 2);
    }

    @Property
    void shouldAgreeWithTheNaiveModelWheneverSettled(
            @ForAll("scenarios") Scenario scenario,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 256) int frameSize,
            @ForAll @IntRange(min = 1, max = 100) int slice) {
        NaiveModel naive = new NaiveModel(Comparator.comparingLong(EngineScorer::contentHash));
        Comparison comparison = new Comparison(new NaiveScorer(naive), new EngineScorer(frameSize, slice));
        assertThat(comparison.inBatches(scenario.shuffled(random), random)).isEmpty();
    }
}
