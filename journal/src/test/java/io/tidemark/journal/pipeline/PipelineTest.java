package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.Shop;
import io.tidemark.journal.flush.SyncPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The wiring of docs/pipeline.md, run: every policy, both stores, on few threads and on more. */
class PipelineTest {
    @TempDir
    private Path data;

    static List<Arguments> compositions() {
        List<Arguments> all = new ArrayList<>();
        for (SyncPolicy policy : SyncPolicy.values()) {
            for (JournalSettings.Store store : JournalSettings.Store.values()) {
                all.add(Arguments.of(policy, store, policy == SyncPolicy.GROUP));
                all.add(Arguments.of(policy, store, policy != SyncPolicy.GROUP));
            }
        }
        return all.subList(0, all.size());
    }

    @ParameterizedTest(name = "{0} {1} append apart: {2}")
    @MethodSource("compositions")
    void shouldStandWhereItStoodWhenItStartsAgain(SyncPolicy policy, JournalSettings.Store store, boolean apart)
            throws Exception {
        JournalSettings journal = new JournalSettings(store, 512 * 1024, 0);
        PipelineSettings settings = new PipelineSettings(policy, 16, 64, apart, 20, 1 << 20, 20_000);
        long hash;
        long sequence;
        try (Running running = new Running(data, journal, settings)) {
            running.send(Shop.publish());
            List<Running.Answer> answers = new ArrayList<>();
            for (int k = 0; k < 40; k++) {
                Running.Answer answer = new Running.Answer();
                byte[] frame = Shop.sales(k, 100);
                while (!running.offer(frame, answer)) {
                    Thread.sleep(1);
                }
                answers.add(answer);
            }
            for (Running.Answer answer : answers) {
                assertThat(answer.await().accepted).isEqualTo(100);
            }
            hash = running.read(ScoringCore::stateHash);
            sequence = running.read(ScoringCore::sequence);
        }
        assertThat(sequence).isGreaterThanOrEqualTo(4_001);
        try (Running again = new Running(data, journal, settings)) {
            assertThat(again.report.sequence()).isEqualTo(sequence);
            assertThat(again.recoveredHash).isEqualTo(hash);
            assertThat(again.report.torn()).isEmpty();
        }
    }
}
