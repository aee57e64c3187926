package io.tidemark.journal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a snapshot: what is written is read, and what was not written is told from it. */
class SnapshotFileTest {
    /** Written by the first version that wrote any; every later one reads it. */
    private static final String GOLDEN = "/snapshots/golden.snapshot.gz";

    @TempDir
    private Path data;

    private Path write(ScoringCore core) throws IOException {
        Path file = new Snapshots(data).aside(core.freeze(), () -> {}).name();
        core.thaw();
        return file;
    }

    private Snapshots.Start start() {
        return new Snapshots(data).start(GoldenSnapshot::empty);
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        ScoringCore core = GoldenSnapshot.shop();
        assertThat(write(core)).hasFileName("0000000000000000009.snapshot");
        Snapshots.Start start = start();
        assertThat(start.skipped()).isEmpty();
        assertThat(start.core().stateHash()).isEqualTo(core.stateHash());
        assertThat(start.core().timestampMs()).isEqualTo(core.timestampMs());
    }

    @Test
    void shouldReadAndWriteTodaysFormatAsTheFirstVersionDid() throws IOException {
        byte[] golden;
        try (var in = new GZIPInputStream(SnapshotFileTest.class.getResourceAsStream(GOLDEN))) {
            golden = in.readAllBytes();
        }
        Path folder = Files.createDirectories(data.resolve(Snapshots.FOLDER));
        Files.write(folder.resolve("0000000000000000009.snapshot"), golden);
        assertThat(start().core().stateHash()).isEqualTo(GoldenSnapshot.shop().stateHash());
        assertThat(Files.readAllBytes(write(GoldenSnapshot.shop()))).isEqualTo(golden);
    }

    @Test
    void shouldTellEveryChangedByteAndEveryLength() throws IOException {
        Path file = write(GoldenSnapshot.shop());
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at += at < 2_000 || at > bytes.length - 40 ? 1 : 97) {
            bytes[at] ^= 0x10;
            Files.write(file, bytes);
            bytes[at] ^= 0x10;
            assertThat(start().file()).as("byte " + at).isNull();
        }
        for (int length = 0; length < bytes.length; length += 101) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThat(start().skipped()).hasSize(1);
        }
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length + 1));
        assertThat(start().skipped()).hasSize(1);
    }

    @Test
    void shouldNameANewerFormatAndAnotherEngine() throws IOException {
        Path file = write(GoldenSnapshot.shop());
        byte[] bytes = Files.readAllBytes(file);
        bytes[8] = 2;
        Files.write(file, bytes);
        assertThat(start().skipped())
                .containsExactly(file + ": it is of format 2; this version of Tidemark reads format 1");
        bytes[8] = 1;
        bytes[12] = 9;
        Files.write(file, bytes);
        assertThat(start().skipped())
                .containsExactly(file + ": it was scored by engine 9; this version of Tidemark has engine 1");
    }

    @Test
    void shouldLeaveNothingBehindWhereItIsGivenUp() throws IOException {
        ScoringCore core = GoldenSnapshot.shop();
        Snapshots snapshots = new Snapshots(data);
        assertThatThrownBy(() -> snapshots.aside(core.freeze(), () -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
        core.thaw();
        assertThat(data.resolve(Snapshots.FOLDER)).isEmptyDirectory();
        Files.write(data.resolve(Snapshots.FOLDER).resolve("0000000000000000004.snapshot.tmp"), new byte[3]);
        assertThat(snapshots.files()).isEmpty();
        write(core);
        assertThat(data.resolve(Snapshots.FOLDER)).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void shouldRefuseAnotherCoresLimits() throws IOException {
        Path file = write(GoldenSnapshot.shop());
        Snapshots.Start start = new Snapshots(data).start(() -> new ScoringCore(EngineLimits.DEFAULT));
        assertThat(start.core().sequence()).isZero();
        assertThat(start.skipped().get(0)).startsWith(file + ": section core was written under other limits");
    }
}
