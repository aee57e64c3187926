package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.naive.ProgramText;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What comes in while a version is filled counts in it at once: no closing may begin before it is whole. */
class CloseWhileFillingTest {
    private static final int TODAY = (int) LocalDate.of(2026, 4, 1).toEpochDay();

    private final FrameClock clock = new FrameClock(0);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[2 * EngineLimits.MAX_FRAME]);
    private final ScoringCore core = FrameScript.core(1);
    private final List<Verdict> verdicts = new ArrayList<>();
    private final CommandFrames commands = new CommandFrames(buffer, this::apply);

    private void apply(int length) {
        clock.stamp(buffer, 0);
        core.apply(buffer, 0, length);
        verdicts.add(core.outcome().verdict(0));
    }

    private static Program program(String close, int points) {
        return ProgramText.parse("""
                program demo quarter %s
                measure volume sum amount
                track reps rep
                rule base rate by=volume points=%d
                """.formatted(close, points)).from(Program.EVER);
    }

    private void sell(int count, String prefix) {
        ActivityFrameWriter writer = new ActivityFrameWriter();
        for (int k = 0; k < count; k++) {
            writer.add(sale(prefix + k));
        }
        apply(writer.encode(buffer, 0));
    }

    private static Activity sale(String id) {
        return new Activity(
                "pos",
                id,
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                (int) LocalDate.of(2026, 2, 1).toEpochDay(),
                new TreeMap<>(Map.of("rep", "r1")),
                "pump",
                10_000L,
                10_000L,
                "",
                "",
                new TreeMap<>());
    }

    private Verdict last() {
        return verdicts.get(verdicts.size() - 1);
    }

    private void begin(String close) {
        clock.advance(TODAY * FrameScript.MS_PER_DAY);
        commands.publish(program(close, 1));
        sell(20, "S");
        settle();
        commands.publish(program(close, 2));
    }

    private void settle() {
        while (!core.isSettled()) {
            commands.tick();
        }
    }

    @Test
    void shouldRefuseToCloseUntilTheVersionIsWhole() {
        begin("");
        commands.close("demo", "2026-Q1");
        assertThat(last()).isEqualTo(Verdict.PROGRAM_SETTLING);
        sell(1, "behind");
        settle();
        assertThat(core.closings("demo").closings()).isEmpty();
        commands.close("demo", "2026-Q1");
        assertThat(last()).isEqualTo(Verdict.ACCEPTED);
        sell(1, "late");
        settle();
        assertThat(Closes.lifetime(core, "demo"))
                .isEqualTo(Map.of("distributor-rep:r1", BigInteger.valueOf(42 * Fixed.ONE)));
    }
}
