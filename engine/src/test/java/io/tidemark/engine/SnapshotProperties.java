package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.MemorySnapshot.Section;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import io.tidemark.engine.naive.Scenarios;
import io.tidemark.engine.snapshot.CoreImage;
import io.tidemark.engine.store.SnapshotException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A core that was brought back from a snapshot is the one it was taken of, then and after all that follows. */
class SnapshotProperties {

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.scenarios(Options.IN_ORDER);
    }

    @Provide
    Arbitrary<Scenario> extremes() {
        return Scenarios.scenarios(Options.EXTREME);
    }

    private static List<byte[]> frames(Scenario scenario, int frameSize) {
        int third = scenario.facts().size() / 3;
        return new FrameScript(scenario.today() - 2)
                .facts(scenario.facts().subList(0, third), frameSize)
                .publish(scenario.programs())
                .desk()
                .day(scenario.today())
                .facts(scenario.facts().subList(third, 2 * third), frameSize)
                .close("one", Closes.period(scenario.programs().get(0), scenario.today() - 40))
                .close("one", Closes.period(scenario.programs().get(0), scenario.today() - 200))
                .facts(scenario.facts().subList(2 * third, third * 5 / 2), frameSize)
                .publish(scenario.programs().subList(0, 1))
                .facts(scenario.facts().subList(third * 5 / 2, scenario.facts().size()), frameSize)
                .close("one", Closes.period(scenario.programs().get(0), scenario.today() - 40))
                .tick()
                .frames();
    }

    private static ScoringCore restored(CoreImage image, int slice) {
        ScoringCore core = FrameScript.core(slice);
        core.restore(MemorySnapshot.of(image));
        return core;
    }

    private static void shouldBeEqual(ScoringCore restored, ScoringCore core) {
        assertThat(restored.sequence()).isEqualTo(core.sequence());
        assertThat(restored.stateHash()).isEqualTo(core.stateHash());
        assertThat(restored.standingsHash()).isEqualTo(core.standingsHash());
    }

    @Property
    void shouldGoOnAsTheCoreItWasTakenOf(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @IntRange(min = 1, max = 30) int frameSize,
            @ForAll @IntRange(min = 1, max = 20) int slice,
            @ForAll @IntRange(max = 1_000) int permille) {
        List<byte[]> frames = frames(scenario, frameSize);
        shouldGoOn(frames, frames.size() * permille / 1_000, slice);
    }

    @Property
    void shouldGoOnWithWhatClosedPeriodsKeep(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @IntRange(min = 1, max = 20) int slice,
            @ForAll @IntRange(max = 1_000) int permille) {
        Scenario setsAside = new Scenario(
                scenario.programs().stream().map(Closes::settingAside).toList(), scenario.facts(), scenario.today());
        List<byte[]> frames = frames(setsAside, 10);
        shouldGoOn(frames, frames.size() * permille / 1_000, slice);
    }

    @Property
    void shouldGoOnWithSumsWiderThanALong(
            @ForAll("extremes") Scenario scenario, @ForAll @IntRange(max = 1_000) int permille) {
        List<byte[]> frames = frames(scenario, 20);
        shouldGoOn(frames, frames.size() * permille / 1_000, 3);
    }

    private static void shouldGoOn(List<byte[]> frames, int at, int slice) {
        ScoringCore core = FrameScript.core(slice);
        frames.subList(0, at).forEach(frame -> FrameScript.apply(core, frame));
        CoreImage image = core.freeze();
        ScoringCore restored = restored(image, slice);
        core.thaw();
        shouldBeEqual(restored, core);
        for (byte[] frame : frames.subList(at, frames.size())) {
            FrameScript.apply(core, frame);
            FrameScript.apply(restored, frame);
            assertThat(outcome(restored)).isEqualTo(outcome(core));
            assertThat(restored.stateHash()).isEqualTo(core.stateHash());
        }
        FrameScript.settle(core);
        FrameScript.settle(restored);
        shouldBeEqual(restored, core);
        assertThat(Answers.of(restored)).isEqualTo(Answers.of(core));
    }

    @Property(tries = 100)
    void shouldRememberWhoseRowsComeIntoForceOnADayStillAhead(@ForAll("scenarios") Scenario scenario) {
        List<Fact> ahead = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            String id = "d" + (1 + k % 2);
            TreeMap<String, String> attributes = new TreeMap<>(Map.of("region", "region-" + k));
            ahead.add(new Fact.Person(new ParticipantRow(
                    "distributor", id, scenario.today() + k, "Name " + k, "area", "east", -1, 99_999, attributes)));
        }
        FrameScript script = new FrameScript(scenario.today() - 2)
                .publish(scenario.programs())
                .facts(scenario.facts(), 10)
                .facts(ahead, 10);
        for (int day = -1; day < 7; day++) {
            script.day(scenario.today() + day).tick().tick();
        }
        List<byte[]> frames = script.frames();
        for (int at = frames.size() - 18; at < frames.size(); at += 3) {
            shouldGoOn(frames, at, 1);
        }
    }

    private static byte[] outcome(ScoringCore core) {
        byte[] outcome = new byte[core.outcome().length()];
        core.outcome().buffer().getBytes(0, outcome);
        return outcome;
    }

    @Property
    void shouldAnswerAtOnceWhatTheCoreAnswers(@ForAll("scenarios") Scenario scenario) {
        ScoringCore core = FrameScript.core(3);
        frames(scenario, 10).forEach(frame -> FrameScript.apply(core, frame));
        FrameScript.settle(core);
        assertThat(Answers.of(restored(core.freeze(), 3))).isEqualTo(Answers.of(core));
    }

    @Property
    void shouldBeWrittenWhileFramesGoOnAsIfTheCoreHadStopped(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @IntRange(min = 1, max = 30) int frameSize,
            @ForAll @IntRange(max = 1_000) int permille,
            @ForAll boolean readsBefore) {
        List<byte[]> frames = frames(scenario, frameSize);
        int at = frames.size() * permille / 1_000;
        ScoringCore goesOn = FrameScript.core(3);
        ScoringCore stops = FrameScript.core(3);
        for (byte[] frame : frames.subList(0, at)) {
            FrameScript.apply(goesOn, frame);
            FrameScript.apply(stops, frame);
            if (readsBefore) {
                goesOn.standingsHash();
            }
        }
        CoreImage image = goesOn.freeze();
        frames.subList(at, frames.size()).forEach(frame -> FrameScript.apply(goesOn, frame));
        FrameScript.settle(goesOn);
        assertThat(MemorySnapshot.sections(image)).isEqualTo(MemorySnapshot.sections(stops.freeze()));
    }

    @Property
    void shouldLeaveNoTraceInTheCore(@ForAll("scenarios") Scenario scenario) {
        ScoringCore core = FrameScript.core(3);
        ScoringCore untouched = FrameScript.core(3);
        List<List<Section>> written = new ArrayList<>();
        for (byte[] frame : frames(scenario, 10)) {
            CoreImage image = core.freeze();
            FrameScript.apply(core, frame);
            FrameScript.apply(untouched, frame);
            written.add(MemorySnapshot.sections(image));
            core.thaw();
            assertThat(core.stateHash()).isEqualTo(untouched.stateHash());
        }
        assertThat(written).isNotEmpty();
    }

    @Example
    void shouldHoldOneImageAtATimeAndTakeOneInOnlyWhenNew() {
        ScoringCore core = FrameScript.core(3);
        CoreImage image = core.freeze();
        assertThatThrownBy(core::freeze).isInstanceOf(IllegalStateException.class);
        core.thaw();
        FrameScript.apply(core, new FrameScript(1).tick().frames().get(0));
        assertThatThrownBy(() -> core.restore(MemorySnapshot.of(image))).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void shouldRefuseOtherLimits() {
        CoreImage image = FrameScript.core(3).freeze();
        assertThatThrownBy(() -> FrameScript.core(4).restore(MemorySnapshot.of(image)))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("section core was written under other limits");
    }
}
