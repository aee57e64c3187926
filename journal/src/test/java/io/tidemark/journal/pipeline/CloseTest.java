package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.HostStatus;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.Shop;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.recovery.JournalCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseTest {
    @TempDir
    private Path data;

    @Test
    void shouldApplyWhatWasTakenAndEndTheRunInOrder() throws Exception {
        List<Running.Answer> answers = new ArrayList<>();
        Running running = new Running(data, Running.SMALL, Running.SETTINGS);
        for (int k = 0; k < 50; k++) {
            Running.Answer answer = new Running.Answer();
            assertThat(running.offer(Shop.sales(k, 20), answer)).isTrue();
            answers.add(answer);
        }
        running.pipeline.close();
        for (Running.Answer answer : answers) {
            assertThat(answer.calls.get()).isEqualTo(1);
            assertThat(answer.accepted).isEqualTo(20);
        }
        assertThat(running.offer(Shop.sales(50, 1), new Running.Answer())).isFalse();
        assertThat(running.pipeline.reads().offer(new Late())).isFalse();
        assertThat(running.pipeline.status().state()).isEqualTo(HostStatus.State.CLOSED);
        assertThat(JournalCheck.runs(running.folder.runs())).singleElement().satisfies(run -> {
            assertThat(run.closed()).isTrue();
            assertThat(run.last()).isEqualTo(1_000);
        });
        running.close();
    }

    private static final class Late implements CoreReads.Read {
        @Override
        public void read(ScoringCore core) {
            throw new IllegalStateException("nobody reads a closed core");
        }

        @Override
        public void halted() {
            throw new IllegalStateException("what is not taken is not answered");
        }
    }

    @Test
    void shouldEndWithinItsBoundAndTellWhoStillWaits() throws Exception {
        PipelineSettings hurried = new PipelineSettings(SyncPolicy.GROUP, 16, 64, false, 20, 0, 50);
        Running running = new Running(data, Running.SMALL, hurried);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        running.pipeline.reads().offer(new CoreReads.Read() {
            @Override
            public void read(ScoringCore core) {
                entered.countDown();
                try {
                    letGo.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void halted() {}
        });
        entered.await();
        List<Running.Answer> answers = new ArrayList<>();
        for (int k = 0; k < 16; k++) {
            Running.Answer answer = new Running.Answer();
            running.offer(Shop.sales(k, 2), answer);
            answers.add(answer);
        }
        // the core is held for ever; what closes may not be
        running.pipeline.close();
        letGo.countDown();
        for (Running.Answer answer : answers) {
            assertThat(answer.await().calls.get()).isEqualTo(1);
        }
        assertThat(answers).anyMatch(answer -> answer.halted);
        running.close();
    }

    @ParameterizedTest
    @EnumSource(JournalSettings.Store.class)
    void shouldGiveBackWhatWasWrittenAheadWhenItStartsAgain(JournalSettings.Store store) throws Exception {
        JournalSettings ahead = new JournalSettings(store, 32 << 20, 24 << 20);
        long hash;
        try (Running running = new Running(data, ahead, Running.SETTINGS)) {
            running.send(Shop.publish());
            for (int k = 0; k < 30; k++) {
                running.send(Shop.sales(k, 100));
            }
            hash = running.read(ScoringCore::stateHash);
        }
        Path file = data.resolve("journal").resolve("run-000001").resolve(fileName(store));
        assertThat(Files.size(file)).isGreaterThanOrEqualTo(32 << 20);
        for (int k = 0; k < 2; k++) {
            try (Running again = new Running(data, ahead, Running.SETTINGS)) {
                assertThat(again.recoveredHash).isEqualTo(hash);
                assertThat(Files.size(file)).isLessThan(4 << 20);
            }
        }
    }

    private static String fileName(JournalSettings.Store store) {
        return store == JournalSettings.Store.FILE ? "000000.tidemark" : "20260331F.cq4";
    }
}
