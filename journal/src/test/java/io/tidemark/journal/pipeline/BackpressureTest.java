package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.HostStatus;
import io.tidemark.journal.Shop;
import io.tidemark.journal.flush.SyncPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to who sends more than fits. */
class BackpressureTest {
    @TempDir
    private Path data;

    /** Holds the core's thread until it is let go. */
    private static final class Blocker implements CoreReads.Read {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch letGo = new CountDownLatch(1);

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
        public void halted() {
            entered.countDown();
        }
    }

    private static PipelineSettings settings(int slots, int reads, long minFree) {
        return new PipelineSettings(SyncPolicy.PROCESS, slots, reads, false, 20, minFree, 20_000);
    }

    @Test
    void shouldTakeNothingMoreWhenTheRingIsFullAndLoseNothingOfWhatItTook() throws Exception {
        try (Running running = new Running(data, Running.SMALL, settings(8, 64, 0))) {
            Blocker blocker = new Blocker();
            assertThat(running.pipeline.reads().offer(blocker)).isTrue();
            assertThat(blocker.entered.await(20, TimeUnit.SECONDS)).isTrue();
            List<Running.Answer> answers = new ArrayList<>();
            for (int k = 0; k < 8; k++) {
                Running.Answer answer = new Running.Answer();
                assertThat(running.offer(Shop.sales(k, 3), answer)).isTrue();
                answers.add(answer);
            }
            Running.Answer refused = new Running.Answer();
            assertThat(running.offer(Shop.sales(8, 3), refused)).isFalse();
            blocker.letGo.countDown();
            for (Running.Answer answer : answers) {
                assertThat(answer.await().accepted).isEqualTo(3);
            }
            assertThat(refused.calls.get()).isZero();
            running.send(Shop.sales(8, 3));
        }
    }

    @Test
    void shouldTakeNoMoreReadsThanItHolds() throws Exception {
        try (Running running = new Running(data, Running.SMALL, settings(8, 4, 0))) {
            Blocker blocker = new Blocker();
            running.pipeline.reads().offer(blocker);
            assertThat(blocker.entered.await(20, TimeUnit.SECONDS)).isTrue();
            AtomicInteger run = new AtomicInteger();
            int taken = 0;
            for (int k = 0; k < 20; k++) {
                taken += running.pipeline.reads().offer(counting(run)) ? 1 : 0;
            }
            assertThat(taken).isEqualTo(4);
            blocker.letGo.countDown();
            running.read(ScoringCore::sequence);
            assertThat(run.get()).isEqualTo(4);
        }
    }

    private static CoreReads.Read counting(AtomicInteger run) {
        return new CoreReads.Read() {
            @Override
            public void read(ScoringCore core) {
                run.incrementAndGet();
            }

            @Override
            public void halted() {}
        };
    }

    @Test
    void shouldTakeNoFramesWhileTheDiskIsNearlyFullAndSayWhy() throws Exception {
        try (Running running = new Running(data, Running.SMALL, settings(8, 64, Long.MAX_VALUE))) {
            assertThat(running.offer(Shop.sales(0, 1), new Running.Answer())).isFalse();
            assertThat(running.pipeline.status().state()).isEqualTo(HostStatus.State.PAUSED);
            assertThat(running.pipeline.status().reason()).contains("MiB left", data.toString());
            assertThat(running.read(ScoringCore::sequence)).isZero();
        }
    }

    @Test
    void shouldRefuseAFrameThatCannotBeCountedBeforeItTakesIt() throws Exception {
        try (Running running = new Running(data, Running.SMALL, settings(8, 64, 0))) {
            byte[] cut = java.util.Arrays.copyOf(Shop.sales(0, 1), 40);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> running.offer(cut, new Running.Answer()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cut off");
            running.send(Shop.sales(0, 1));
            assertThat(running.read(ScoringCore::sequence)).isEqualTo(1);
        }
    }
}
