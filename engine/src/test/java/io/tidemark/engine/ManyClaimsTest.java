package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.FactText;
import io.tidemark.engine.naive.ProgramText;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.TrackInstance;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thing that many claim: whatever comes about it, no frame rates all of them. */
class ManyClaimsTest {
    private static final int CLAIMS = 1_000;
    private static final int SLICE = 10;

    private static final Program PROGRAM = ProgramText.parse("""
            program demo year
            claims match=invoice
            measure claimed sum amount kind=claim
            track contractors contractor
            """);

    private final FrameScript script = new FrameScript(20_600).publish(List.of(PROGRAM));
    private final ScoringCore core = FrameScript.core(SLICE);
    private final FactText text = new FactText();
    private int applied;

    private void say(List<String> lines) {
        List<Fact> facts = lines.stream().map(text::fact).toList();
        script.facts(facts, 256);
        apply();
    }

    private void apply() {
        for (; applied < script.frames().size(); applied++) {
            FrameScript.apply(core, script.frames().get(applied));
        }
    }

    /** Answers how many slices it took. */
    private int settle() {
        int ticks = 0;
        for (; !core.isSettled(); ticks++) {
            script.tick();
            apply();
        }
        return ticks;
    }

    private int credited() {
        TrackInstance track = core.programs().get(0).tracks()[0];
        int count = 0;
        for (int row = 0; row < track.standings().count(); row++) {
            count += track.standings().active(row);
        }
        return count;
    }

    private static List<String> claims() {
        List<String> lines = new ArrayList<>();
        for (int k = 0; k < CLAIMS; k++) {
            lines.add("do claim C" + k + " 2026-01-05 contractor:c" + k % 7 + " P 1 10 invoice=i1");
        }
        return lines;
    }

    @Test
    void shouldRateAFewClaimsOfAThingInEveryFrame() {
        say(claims());
        assertThat(credited()).isEqualTo(CLAIMS);
        assertThat(core.isSettled()).isTrue();
        say(List.of("sale S1 2026-01-05 contractor:c9 P 1 10 invoice=i1"));
        int left = credited();
        assertThat(core.isSettled()).isFalse();
        assertThat(left).isBetween(CLAIMS - SLICE, CLAIMS + 1);
        script.tick();
        apply();
        assertThat(credited()).isBetween(left - SLICE, left);
        settle();
        assertThat(credited()).isEqualTo(1);
    }

    @Test
    void shouldRateThemOnceForManySalesThatWait() {
        say(claims());
        List<String> sales = new ArrayList<>();
        for (int k = 0; k < 200; k++) {
            sales.add("sale S" + k + " 2026-01-05 contractor:c9 P 1 10 invoice=i1");
        }
        say(sales);
        int ticks = settle();
        assertThat(credited()).isEqualTo(200);
        assertThat(ticks).isLessThan(3 * CLAIMS / SLICE);
    }

    @Test
    void shouldCreditThemAgainWhenTheSaleIsVoided() {
        say(claims());
        say(List.of("sale S1 2026-01-05 contractor:c9 P 1 10 invoice=i1"));
        settle();
        assertThat(credited()).isEqualTo(1);
        say(List.of("void S1"));
        settle();
        assertThat(credited()).isEqualTo(CLAIMS);
    }
}
