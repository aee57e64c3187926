package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.Shop;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.snapshot.SnapshotSettings;
import io.tidemark.journal.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start from a snapshot ends where a replay of everything does. */
class SnapshotTest {
    private static final SnapshotSettings OFTEN = new SnapshotSettings(1_500, 0);
    private static final SnapshotSettings AT_THE_END = new SnapshotSettings(1_000_000, 0);

    @TempDir
    private Path data;

    private Running open(SnapshotSettings snapshots) {
        return new Running(data, Running.SMALL, Running.SETTINGS, snapshots);
    }

    private long run(SnapshotSettings snapshots, int first, int frames) throws Exception {
        try (Running running = open(snapshots)) {
            if (first == 0) {
                running.send(Shop.publish());
            }
            for (int k = first; k < first + frames; k++) {
                running.send(Shop.sales(k, 20));
            }
            return running.read(ScoringCore::stateHash);
        }
    }

    private List<Path> files() {
        return new Snapshots(data).files();
    }

    private long replayed() {
        try (DataFolder folder = DataFolder.open(data)) {
            ScoringCore core = new ScoringCore(Running.LIMITS);
            new Recovery(core, sequence -> {}).replay(folder.runs());
            return core.stateHash();
        }
    }

    @Test
    void shouldBeginWithTheSnapshotOfAnOrderlyEnd() throws Exception {
        long hash = run(AT_THE_END, 0, 10);
        run(AT_THE_END, 10, 0);
        try (Running again = open(AT_THE_END)) {
            assertThat(again.start.file()).isEqualTo(files().get(0));
            assertThat(again.report.frames()).isZero();
            assertThat(again.report.sequence()).isEqualTo(201);
            assertThat(again.report.runs()).isEqualTo(2);
            assertThat(again.recoveredHash).isEqualTo(hash);
            again.send(Shop.sales(77, 5));
            assertThat(again.read(ScoringCore::sequence)).isEqualTo(206);
        }
        assertThat(replayed()).isNotEqualTo(hash);
        try (Running again = open(AT_THE_END)) {
            assertThat(again.report.skipped()).isPositive();
            assertThat(again.recoveredHash).isEqualTo(replayed(data, again));
        }
    }

    /** The folder is held: what lies in it is read without it. */
    private static long replayed(Path data, Running holder) {
        ScoringCore core = new ScoringCore(Running.LIMITS);
        List<io.tidemark.journal.recovery.Run> runs = holder.folder.runs();
        new Recovery(core, sequence -> {}).replay(runs.subList(0, runs.size() - 1));
        return core.stateHash();
    }

    @Test
    void shouldTakeSnapshotsWhileFramesGoOnAndReplayWhatIsBehindThem() throws Exception {
        long hash;
        Path copy = data.resolveSibling("copy-" + data.getFileName());
        try (Running running = open(OFTEN)) {
            running.send(Shop.publish());
            for (int k = 0; k < 100; k++) {
                running.send(Shop.sales(k, 20));
            }
            while (files().isEmpty()) {
                Thread.sleep(5);
            }
            for (int k = 100; k < 104; k++) {
                running.send(Shop.sales(k, 20));
            }
            hash = running.read(ScoringCore::stateHash);
            copy(data, copy);
        }
        try (Running killed = new Running(copy, Running.SMALL, Running.SETTINGS, OFTEN)) {
            assertThat(killed.start.file()).isNotNull();
            assertThat(killed.report.frames()).isPositive().isLessThan(40);
            assertThat(killed.recoveredHash).isEqualTo(hash);
        }
        assertThat(replayed()).isEqualTo(hash);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(path -> !path.endsWith("lock")).toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    @Test
    void shouldSkipADamagedOneAndSayIt() throws Exception {
        run(AT_THE_END, 0, 3);
        long hash = run(AT_THE_END, 3, 3);
        Path newest = files().get(0);
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        try (Running again = open(AT_THE_END)) {
            assertThat(again.start.skipped()).hasSize(1);
            assertThat(again.start.skipped().get(0))
                    .startsWith(newest + ": section ")
                    .endsWith(" is damaged");
            assertThat(again.start.file()).isNotNull().isNotEqualTo(newest);
            assertThat(again.recoveredHash).isEqualTo(hash);
            assertThat(again.report.frames()).isPositive();
        }
        for (Path file : files()) {
            Files.write(file, new byte[100]);
        }
        try (Running again = open(SnapshotSettings.NEVER)) {
            assertThat(again.start.file()).isNull();
            assertThat(again.start.skipped()).hasSize(2);
            assertThat(again.recoveredHash).isEqualTo(hash);
        }
    }

    @Test
    void shouldKeepTwo() throws Exception {
        run(AT_THE_END, 0, 1);
        Path first = files().get(0);
        run(AT_THE_END, 1, 1);
        run(AT_THE_END, 2, 1);
        assertThat(files()).hasSize(2).doesNotContain(first);
    }

    @Test
    void shouldWriteNoneThatSaysNothingNew() throws Exception {
        run(AT_THE_END, 0, 1);
        byte[] before = Files.readAllBytes(files().get(0));
        run(AT_THE_END, 1, 0);
        assertThat(files()).hasSize(1);
        assertThat(Files.readAllBytes(files().get(0))).isEqualTo(before);
        run(SnapshotSettings.NEVER, 1, 1);
        assertThat(files()).hasSize(1);
    }

    @Test
    void shouldRefuseAJournalThatEndsBeforeItsSnapshot() throws Exception {
        run(AT_THE_END, 0, 3);
        Path elsewhere = data.resolveSibling("elsewhere-" + data.getFileName());
        copy(data, elsewhere);
        run(AT_THE_END, 3, 3);
        for (Path file : files()) {
            Files.copy(
                    file,
                    elsewhere.resolve("snapshots").resolve(file.getFileName()),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertThatThrownBy(() -> new Running(elsewhere, Running.SMALL, Running.SETTINGS, AT_THE_END))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("the journal ends with sequence 61, but a snapshot holds everything up to 121");
    }
}
