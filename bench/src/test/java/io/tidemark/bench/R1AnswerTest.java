package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.ScoringCore;
import java.math.BigDecimal;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class R1AnswerTest {
    private final R1 workload = new R1(5_000);
    private final ScoringCore core = workload.newCore();

    private R1Answer answer() {
        workload.frames().forEach(frame -> core.apply(new UnsafeBuffer(frame), 0, frame.length));
        return R1Answer.of(core);
    }

    @Test
    void shouldEqualWhatWasComputedBesideTheGenerator() {
        answer().check(workload.expected().answer(), 0);
        workload.expected().checkVolume(core);
    }

    @Test
    void shouldDifferWhenAValueOrATierDiffersByTheLeast() {
        R1Answer value = answer();
        value.add("regions", "2026-Q1", "region-3", new BigDecimal("0.0001"));
        assertThatThrownBy(() -> value.check(workload.expected().answer(), 0)).hasMessageContaining("region-3");
        value.check(workload.expected().answer(), 1e-9);
    }

    @Test
    void shouldDifferWhenATierDiffers() {
        R1Answer answer = answer();
        answer.tier("2026-Q1", "rep-100007", "platinum");
        assertThatThrownBy(() -> answer.check(workload.expected().answer(), 0)).hasMessageContaining("tiers");
    }
}
