package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.HostStatus;
import io.tidemark.journal.Journal;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.Shop;
import io.tidemark.journal.flush.SyncPolicy;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A journal that fails stops the service for good, and everybody who waits is told. */
class HaltTest {
    @TempDir
    private Path data;

    /** Fails from one call on. */
    private static final class Failing extends Between {
        private final boolean atForce;
        private final int from;
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();

        Failing(Journal real, boolean atForce, int from) {
            super(real);
            this.atForce = atForce;
            this.from = from;
        }

        private void failIfDue() {
            if (calls.incrementAndGet() >= from) {
                failures.incrementAndGet();
                throw new JournalException(JournalException.Cause.ENVIRONMENT, "the device does not answer");
            }
        }

        @Override
        public void append(ByteBuffer batch, long timestampMs) {
            if (!atForce) {
                failIfDue();
            }
            super.append(batch, timestampMs);
        }

        @Override
        public void force() {
            if (atForce) {
                failIfDue();
            }
            super.force();
        }
    }

    @ParameterizedTest(name = "{0}, force {1}, append apart {2}")
    @CsvSource({"GROUP,true,false", "GROUP,true,true", "ALWAYS,true,false", "GROUP,false,true", "PROCESS,false,false"})
    void shouldHaltForGoodWhenTheJournalFails(SyncPolicy policy, boolean atForce, boolean apart) throws Exception {
        PipelineSettings settings = new PipelineSettings(policy, 16, 64, apart, 20, 0, 20_000);
        Failing[] journal = new Failing[1];
        long lastAcknowledged = 0;
        try (Running running =
                new Running(data, Running.SMALL, settings, real -> journal[0] = new Failing(real, atForce, 4))) {
            running.send(Shop.publish());
            List<Running.Answer> answers = new ArrayList<>();
            for (int k = 0; k < 40; k++) {
                Running.Answer answer = new Running.Answer();
                while (!running.offer(Shop.sales(k, 5), answer)) {
                    Thread.sleep(1);
                }
                answers.add(answer);
            }
            int halted = 0;
            for (Running.Answer answer : answers) {
                answer.await();
                halted += answer.halted ? 1 : 0;
                if (!answer.halted) {
                    lastAcknowledged = Math.max(lastAcknowledged, answer.sequence + 4);
                }
            }
            assertThat(halted).isPositive();
            assertThat(running.pipeline.halt().happened().get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("device");
            assertThat(running.pipeline.status().state()).isEqualTo(HostStatus.State.HALTED);
            assertThat(running.pipeline.status().reason()).contains("the device does not answer");
            assertThatThrownBy(() -> running.read(ScoringCore::sequence)).hasMessageContaining("halted");
            for (Running.Answer answer : answers) {
                assertThat(answer.calls.get()).isEqualTo(1);
            }
        }
        assertThat(journal[0].failures.get())
                .as("what failed is not tried again")
                .isEqualTo(1);
        try (Running again = new Running(data, Running.SMALL, settings)) {
            assertThat(again.report.sequence()).isGreaterThanOrEqualTo(lastAcknowledged);
        }
    }
}
