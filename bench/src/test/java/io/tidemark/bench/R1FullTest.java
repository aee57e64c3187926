package io.tidemark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.ScoringCore;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class R1FullTest {
    private static final int TRANSACTIONS = 20_000;

    private final R1Full workload = new R1Full(500, 400);
    private final ScoringCore core = workload.newCore();

    private void apply(List<UnsafeBuffer> frames) {
        frames.forEach(frame -> core.apply(frame, 0, frame.capacity()));
    }

    @Test
    void shouldComeToWhatWasComputedBesideIt() {
        apply(workload.next(TRANSACTIONS));
        workload.expected().check(core);
    }

    @Test
    void shouldNoticeWhenTransactionsAreMissing() {
        apply(workload.next(TRANSACTIONS));
        workload.next(256);
        assertThatThrownBy(() -> workload.expected().check(core)).hasMessageContaining("R1-full is scored wrongly");
    }

    @Test
    void shouldHaveTenRulesOverTwelveMeasuresFiveTiersAndSixBoards() {
        var program = R1Full.program();
        assertThat(program.measures()).hasSize(12);
        assertThat(program.tracks().get(0).rules()).hasSize(10);
        assertThat(program.tracks().get(0).ladder()).hasSize(5);
        assertThat(program.boards()).hasSize(6);
    }
}
