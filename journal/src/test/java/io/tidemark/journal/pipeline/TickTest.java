package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.Shop;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time and pending work go on while nobody sends, through the journal like everything. */
class TickTest {
    private static final long DAY = 86_400_000L;

    @TempDir
    private Path data;

    @Test
    void shouldJournalANewDayAndSettleWithoutBeingSentAnything() throws Exception {
        long hash;
        long sequence;
        try (Running running = new Running(data, Running.SMALL, Running.SETTINGS)) {
            for (int k = 0; k < 20; k++) {
                running.send(Shop.sales(k, 100));
            }
            // 2,000 activities to credit in slices of 512: more than the frame of the program itself does
            running.send(Shop.publish());
            while (!running.read(ScoringCore::isSettled)) {
                Thread.sleep(1);
            }
            long before = running.read(ScoringCore::sequence);
            running.now(Running.NOW + DAY);
            while (running.read(core -> core.facts().today) != Shop.TODAY + 1) {
                Thread.sleep(1);
            }
            assertThat(running.read(ScoringCore::sequence)).isGreaterThan(before);
            hash = running.read(ScoringCore::stateHash);
            sequence = running.read(ScoringCore::sequence);
        }
        assertThat(sequence).isGreaterThan(2_001 + 1);
        try (Running again = new Running(data, Running.SMALL, Running.SETTINGS)) {
            assertThat(again.recoveredHash).isEqualTo(hash);
            assertThat(again.report.sequence()).isEqualTo(sequence);
        }
    }

    @Test
    void shouldGoOnBehindAFrameThatTheCoreDoesNotTake() throws Exception {
        byte[] broken = Shop.sales(1, 4);
        // the first definition's text lies nowhere
        broken[8 + 28 + 4 + 8] = 0x7F;
        broken[8 + 28 + 4 + 9] = 0x7F;
        broken[8 + 28 + 4 + 10] = 0x7F;
        long hash;
        try (Running running = new Running(data, Running.SMALL, Running.SETTINGS)) {
            running.send(Shop.publish());
            Running.Answer answer = new Running.Answer();
            assertThat(running.offer(broken, answer)).isTrue();
            assertThat(answer.await().refusal).contains("definition 0 is malformed");
            running.send(Shop.sales(2, 4));
            assertThat(running.read(ScoringCore::sequence)).isEqualTo(9);
            hash = running.read(ScoringCore::stateHash);
        }
        try (Running again = new Running(data, Running.SMALL, Running.SETTINGS)) {
            assertThat(again.recoveredHash).isEqualTo(hash);
            assertThat(again.report.refusedFrames()).isEqualTo(1);
        }
    }
}
