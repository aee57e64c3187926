package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import io.tidemark.engine.naive.Scenarios;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.BoardView;
import io.tidemark.engine.query.StandingsReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.agrona.concurrent.UnsafeBuffer;

/** The same frames give the same bytes; a damaged frame is applied as what it says, or refused without a trace. */
class ReplayProperties {

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.scenarios(Options.IN_ORDER);
    }

    private static FrameScript script(Scenario scenario, int frameSize) {
        int half = scenario.facts().size() / 2;
        return new FrameScript(scenario.today())
                .facts(scenario.facts().subList(0, half), frameSize)
                .publish(scenario.programs())
                .tick()
                .facts(scenario.facts().subList(half, scenario.facts().size()), frameSize)
                .tick();
    }

    @Property
    void shouldReplayToTheSameBytesFrameByFrame(
            @ForAll("scenarios") Scenario scenario,
            @ForAll @IntRange(min = 1, max = 256) int frameSize,
            @ForAll @IntRange(min = 1, max = 20) int slice) {
        List<byte[]> frames = script(scenario, frameSize).frames();
        assertThat(run(frames, slice, 0)).isEqualTo(run(frames, slice, 24));
    }

    @Property
    void shouldHoldTheSameWhetherAndWheneverSomebodyReads(
            @ForAll("scenarios") Scenario scenario,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 20) int frameSize) {
        ScoringCore watched = FrameScript.core(3);
        ScoringCore unwatched = FrameScript.core(3);
        ScoringCore unread = FrameScript.core(3);
        for (byte[] frame : script(scenario, frameSize).frames()) {
            unread.unread(random.nextInt(4) > 0);
            FrameScript.apply(unread, frame);
            FrameScript.apply(watched, frame);
            FrameScript.apply(unwatched, frame);
            if (random.nextInt(3) == 0) {
                boards(watched, random.nextInt(4));
            }
        }
        assertThat(boards(watched, 0)).isEqualTo(boards(unwatched, 0)).isEqualTo(boards(unread, 0));
        assertThat(watched.stateHash()).isEqualTo(unwatched.stateHash()).isEqualTo(unread.stateHash());
        assertThat(boards(watched, 0)).isEqualTo(boards(unwatched, 0));
    }

    /** Every page of every board but the first few. */
    private static List<BoardView> boards(ScoringCore core, int except) {
        StandingsReader reader = new StandingsReader(core);
        List<BoardView> pages = new ArrayList<>();
        for (ProgramInstance program : core.programs()) {
            for (TrackInstance track : program.tracks()) {
                Arrays.stream(track.boards())
                        .skip(except)
                        .forEach(family -> reader.periods(program)
                                .forEach(period -> reader.segments(program, family, period)
                                        .forEach(segment ->
                                                pages.add(reader.board(program, family, period, segment, 0, 1_000)))));
            }
        }
        return pages;
    }

    /** Per frame the state and the outcome. */
    private static List<String> run(List<byte[]> frames, int slice, int offset) {
        ScoringCore core = FrameScript.core(slice);
        List<String> bytes = new ArrayList<>();
        for (byte[] frame : frames) {
            byte[] shifted = new byte[frame.length + 2 * offset];
            System.arraycopy(frame, 0, shifted, offset, frame.length);
            core.apply(new UnsafeBuffer(shifted), offset, frame.length);
            Arrays.fill(shifted, (byte) -1);
            byte[] outcome = new byte[core.outcome().length()];
            core.outcome().buffer().getBytes(0, outcome);
            bytes.add(core.stateHash() + " " + Arrays.toString(outcome));
        }
        return bytes;
    }

    @Property
    void shouldRefuseADamagedFrameWithoutATraceOrApplyIt(
            @ForAll("scenarios") Scenario scenario,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 40) int frameSize) {
        ScoringCore core = FrameScript.core(3);
        for (byte[] frame : script(scenario, frameSize).frames()) {
            for (int k = 0; k < 8; k++) {
                long before = core.stateHash();
                byte[] damaged = damaged(frame, random);
                if (isApplied(core, damaged)) {
                    FrameScript.settle(core);
                    core.standingsHash();
                    return;
                }
                assertThat(core.stateHash()).isEqualTo(before);
            }
            FrameScript.apply(core, frame);
        }
    }

    @Property
    void shouldRefuseAFrameThatIsCutOff(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        ScoringCore core = FrameScript.core(3);
        for (byte[] frame : script(scenario, 10).frames()) {
            long before = core.stateHash();
            byte[] cut = Arrays.copyOf(frame, random.nextInt(frame.length));
            assertThat(isApplied(core, cut)).isFalse();
            assertThat(core.stateHash()).isEqualTo(before);
            FrameScript.apply(core, frame);
        }
    }

    private static boolean isApplied(ScoringCore core, byte[] frame) {
        try {
            FrameScript.apply(core, frame);
            return true;
        } catch (FrameException e) {
            return false;
        }
    }

    private static byte[] damaged(byte[] frame, Random random) {
        byte[] damaged = frame.clone();
        for (int k = 1 + random.nextInt(3); k > 0; k--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt();
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> fill(damaged, at, 4, (byte) (random.nextBoolean() ? 0x7F : 0xFF));
                default -> fill(damaged, at, 2, (byte) 0);
            }
        }
        return damaged;
    }

    private static void fill(byte[] bytes, int at, int length, byte value) {
        Arrays.fill(bytes, at, Math.min(bytes.length, at + length), value);
    }
}
