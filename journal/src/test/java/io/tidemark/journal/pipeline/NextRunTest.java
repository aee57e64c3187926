package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.JournalSettings.Store;
import io.tidemark.journal.Shop;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.recovery.Compaction;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.JournalCheck;
import io.tidemark.journal.recovery.JournalCheck.RunSummary;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.snapshot.SnapshotSettings;
import io.tidemark.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a snapshot another run begins, so that a start reads what lies behind it and nothing else. */
class NextRunTest {
    private static final SnapshotSettings OFTEN = new SnapshotSettings(500, 0);
    /** In what a test sends, so that none is being written when the folder is copied. */
    private static final SnapshotSettings TWICE = new SnapshotSettings(900, 0);

    private static final SnapshotSettings AT_THE_END = new SnapshotSettings(1_000_000, 0);

    @TempDir
    private Path temp;

    private Running open(Path data, SnapshotSettings snapshots, UnaryOperator<Runs> runs) {
        return new Running(data, Running.SMALL, Running.SETTINGS, snapshots, runs);
    }

    private static void await(String what, BooleanSupplier holds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(path -> !path.endsWith("lock")).toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private static boolean isSealed(Path data, int run) {
        return Files.exists(
                data.resolve("journal").resolve(String.format("run-%06d", run)).resolve("seal"));
    }

    private static long replayed(Path data) {
        try (DataFolder folder = DataFolder.open(data)) {
            ScoringCore core = new ScoringCore(Running.LIMITS);
            new Recovery(core, sequence -> {}).replay(folder.runs());
            return core.stateHash();
        }
    }

    @ParameterizedTest
    @CsvSource({"GROUP,CHRONICLE", "ALWAYS,CHRONICLE", "PROCESS,CHRONICLE", "GROUP,FILE"})
    void shouldReadOnlyWhatLiesBehindTheNewestSnapshot(SyncPolicy policy, Store store) throws Exception {
        Path data = temp.resolve("data");
        JournalSettings journal = new JournalSettings(store, 512 * 1024, 16 << 20);
        PipelineSettings settings = Running.SETTINGS.withPolicy(policy);
        Path copy = temp.resolve("copy");
        long hash;
        try (Running running = new Running(data, journal, settings, TWICE)) {
            running.send(Shop.publish());
            for (int k = 0; k < 60; k++) {
                running.send(Shop.sales(k, 20));
            }
            await("the first run is sealed", () -> isSealed(data, 1));
            for (int k = 60; k < 120; k++) {
                running.send(Shop.sales(k, 20));
            }
            await("the second run is sealed", () -> isSealed(data, 2));
            running.send(Shop.sales(999, 20));
            hash = running.read(ScoringCore::stateHash);
            copy(data, copy);
        }
        try (Running killed = new Running(copy, journal, settings, TWICE)) {
            assertThat(killed.start.skipped()).isEmpty();
            assertThat(killed.report.skipped()).isGreaterThanOrEqualTo(2);
            assertThat(killed.report.records()).isLessThan(120);
            assertThat(killed.recoveredHash).isEqualTo(hash);
        }
        assertThat(replayed(copy)).as("all of it read").isEqualTo(hash);
        try (DataFolder folder = DataFolder.open(copy)) {
            List<RunSummary> runs = JournalCheck.runs(folder.runs());
            assertThat(runs).hasSize(4);
            assertThat(runs.get(0).closed() && runs.get(1).closed()).isTrue();
            long snapshot = new Snapshots(copy).newestWhole();
            List<Compaction.Item> files = Compaction.plan(folder.runs(), Long.MAX_VALUE, snapshot);
            assertThat(files.get(0).archive()).isTrue();
            assertThat(files.get(0).needed()).isFalse();
        }
    }

    @Test
    void shouldReadNothingOfTheJournalAfterAnOrderlyEnd() throws Exception {
        Path data = temp.resolve("data");
        long hash;
        try (Running running = open(data, AT_THE_END, runs -> runs)) {
            running.send(Shop.publish());
            running.send(Shop.sales(1, 20));
            hash = running.read(ScoringCore::stateHash);
        }
        try (Running again = open(data, AT_THE_END, runs -> runs)) {
            assertThat(again.report.skipped()).isEqualTo(1);
            assertThat(again.report.records()).isZero();
            assertThat(again.recoveredHash).isEqualTo(hash);
            again.send(Shop.sales(2, 20));
            hash = again.read(ScoringCore::stateHash);
        }
        assertThat(replayed(data)).isEqualTo(hash);
    }

    @Test
    void shouldGiveBackTheRoomOfEveryFileOfARunThatHasEnded() throws Exception {
        Path data = temp.resolve("data");
        try (Running running = open(data, AT_THE_END, runs -> runs)) {
            running.send(Shop.publish());
            for (int day = 0; day < 4; day++) {
                running.now(Running.NOW + day * 86_400_000L);
                running.send(Shop.sales(day, 20));
            }
        }
        try (DataFolder folder = DataFolder.open(data)) {
            assertThat(folder.runs().get(0).files())
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(256 * 1024));
        }
    }

    /** Real runs, of which something is not possible. */
    private static class Hindered implements Runs {
        private final Runs real;

        Hindered(Runs real) {
            this.real = real;
        }

        @Override
        public RunJournal next(long timestampMs) {
            return real.next(timestampMs);
        }

        @Override
        public void seal(int run, Runnable check) {
            throw new JournalException("run " + run, new IOException("not today"));
        }
    }

    @Test
    void shouldGoOnInTheSameRunWhereNoOtherCanBegin() throws Exception {
        Path data = temp.resolve("data");
        long hash;
        try (Running running = open(data, OFTEN, real -> new Hindered(real) {
            private int begun;

            @Override
            public RunJournal next(long timestampMs) {
                if (begun++ > 0) {
                    throw new JournalException("the next run", new IOException("Too many open files"));
                }
                return super.next(timestampMs);
            }
        })) {
            running.send(Shop.publish());
            for (int k = 0; k < 60; k++) {
                running.send(Shop.sales(k, 20));
            }
            await("a snapshot", () -> !new Snapshots(data).files().isEmpty());
            hash = running.read(ScoringCore::stateHash);
        }
        try (Running again = open(data, OFTEN, runs -> runs)) {
            assertThat(again.report.runs()).isEqualTo(1);
            assertThat(again.recoveredHash).isEqualTo(hash);
        }
    }

    @Test
    void shouldLeaveToTheNextStartWhatCannotBeSealed() throws Exception {
        Path data = temp.resolve("data");
        long hash;
        try (Running running = open(data, OFTEN, Hindered::new)) {
            running.send(Shop.publish());
            for (int k = 0; k < 60; k++) {
                running.send(Shop.sales(k, 20));
            }
            await("a snapshot", () -> !new Snapshots(data).files().isEmpty());
            hash = running.read(ScoringCore::stateHash);
        }
        assertThat(isSealed(data, 1)).isFalse();
        Files.createDirectories(data.resolve("journal").resolve("run-000009"));
        try (DataFolder folder = DataFolder.open(data)) {
            int runs = 8;
            for (int k = folder.path().resolve("journal").toFile().list().length; k <= runs; k++) {
                Files.createDirectories(data.resolve("journal").resolve(String.format("run-%06d", k)));
            }
        }
        try (Running again = open(data, OFTEN, runs -> runs)) {
            assertThat(again.report.skipped()).isZero();
            assertThat(again.report.runs())
                    .as("runs that were never begun are no harm")
                    .isEqualTo(9);
            assertThat(again.recoveredHash).isEqualTo(hash);
        }
        assertThat(isSealed(data, 1)).isTrue();
        assertThat(replayed(data)).isEqualTo(hash);
    }
}
