package io.tidemark.engine.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.FrameException;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.outcome.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DeskTest {
    private final ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
    private final FrameClock clock = new FrameClock(0);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
    private final List<byte[]> frames = new ArrayList<>();
    private final CommandFrames commands = new CommandFrames(buffer, this::apply);

    private void apply(int length) {
        clock.stamp(buffer, 0);
        frames.add(Arrays.copyOf(buffer.byteArray(), length));
        core.apply(buffer, 0, length);
    }

    DeskTest() {
        clock.advance(1_000);
    }

    @Test
    void shouldKeepTextsInTheOrderInWhichTheyCame() {
        commands.put(DeskCollection.PROFILES, "b", "two");
        commands.put(DeskCollection.PROFILES, "a", "one");
        clock.advance(2_000);
        commands.put(DeskCollection.PROFILES, "b", "three");

        assertThat(core.desk().entries(DeskCollection.PROFILES))
                .containsExactly(new Desk.Entry("b", "three", 3, 2_000), new Desk.Entry("a", "one", 2, 1_000));
        assertThat(core.desk().count(DeskCollection.TOKENS)).isZero();
    }

    @Test
    void shouldTakeTextsAway() {
        commands.put(DeskCollection.TOKENS, "a", "one");
        commands.remove(DeskCollection.TOKENS, "a");
        assertThat(core.outcome().verdict(0)).isEqualTo(Verdict.ACCEPTED);
        assertThat(core.desk().entry(DeskCollection.TOKENS, "a")).isNull();
        commands.remove(DeskCollection.TOKENS, "a");
        assertThat(core.outcome().verdict(0)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void shouldKeepALongTextThatCameInParts() {
        String text = "märz ".repeat(30_000);
        commands.put(DeskCollection.PUBLISHES, "spring/1", text);

        assertThat(frames).hasSizeGreaterThan(3);
        assertThat(core.desk().entry(DeskCollection.PUBLISHES, "spring/1").text())
                .isEqualTo(text);
        assertThat(core.sequence()).isEqualTo(frames.size());
    }

    @Test
    void shouldRefusePartsOutOfOrderAndChangeNothing() {
        commands.put(DeskCollection.PUBLISHES, "a", "x".repeat(150_000));
        ScoringCore other = new ScoringCore(EngineLimits.DEFAULT);
        other.apply(new UnsafeBuffer(frames.get(0)), 0, frames.get(0).length);
        long before = other.stateHash();
        assertThatThrownBy(() -> other.apply(new UnsafeBuffer(frames.get(2)), 0, frames.get(2).length))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("out of order");
        assertThat(other.stateHash()).isEqualTo(before);
    }

    @Test
    void shouldRefuseFramesThatAreCutOff() {
        commands.put(DeskCollection.PROFILES, "name", "text");
        byte[] frame = frames.get(0);
        for (int length = 28; length < frame.length; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            ScoringCore other = new ScoringCore(EngineLimits.DEFAULT);
            assertThatThrownBy(() -> other.apply(new UnsafeBuffer(cut), 0, cut.length))
                    .as("cut to " + length)
                    .isInstanceOf(FrameException.class);
        }
    }

    @Test
    void shouldForgetTheOldestReportAndRefuseOneTokenTooMany() {
        for (int k = 0; k <= DeskCollection.PUBLISHES.most(); k++) {
            commands.put(DeskCollection.PUBLISHES, "p" + k, "");
        }
        assertThat(core.desk().count(DeskCollection.PUBLISHES)).isEqualTo(DeskCollection.PUBLISHES.most());
        assertThat(core.desk().entry(DeskCollection.PUBLISHES, "p0")).isNull();
        for (int k = 0; k <= DeskCollection.TOKENS.most(); k++) {
            commands.put(DeskCollection.TOKENS, "t" + k, "");
        }
        assertThat(core.outcome().verdict(0)).isEqualTo(Verdict.AT_CAPACITY);
        assertThat(core.desk().entry(DeskCollection.TOKENS, "t0")).isNotNull();
    }

    @Test
    void shouldBePartOfTheStateAndNotOfTheStandings() {
        ScoringCore empty = new ScoringCore(EngineLimits.DEFAULT);
        long state = empty.stateHash();
        long standings = empty.standingsHash();
        commands.put(DeskCollection.FEEDS, "pos", "{}");
        assertThat(core.stateHash()).isNotEqualTo(state);
        assertThat(core.standingsHash()).isEqualTo(standings);

        ScoringCore replayed = new ScoringCore(EngineLimits.DEFAULT);
        frames.forEach(frame -> replayed.apply(new UnsafeBuffer(frame), 0, frame.length));
        assertThat(replayed.stateHash()).isEqualTo(core.stateHash());
    }
}
