package io.tidemark.journal.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.Batch;
import io.tidemark.journal.JournalSettings.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Journals of every format there was are read for ever; of a newer one it is said what it is. */
class GoldenJournalTest {
    private static final long SEQUENCE = 26;
    private static final long STANDINGS = 0xc8dc01affc0c8a7aL;

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldReadWhatWasWrittenOnce(Store store) throws IOException {
        GoldenJournal.unpack(store, data);
        ScoringCore core = GoldenJournal.replay(data);
        assertThat(core.sequence()).isEqualTo(SEQUENCE);
        assertThat(core.standingsHash()).isEqualTo(STANDINGS);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldRefuseANewerFormatByName(Store store) throws IOException {
        GoldenJournal.unpack(store, data);
        Files.writeString(data.resolve("format"), "tidemark data, format 2\n");
        assertThatThrownBy(() -> GoldenJournal.replay(data))
                .hasMessageContaining("\"tidemark data, format 2\"")
                .hasMessageContaining("\"tidemark data, format 1\"");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldRefuseANewerRecordAndANewerFrameByName(Store store) throws IOException {
        GoldenJournal.unpack(store, data);
        long[] place = new long[2];
        Path[] file = new Path[1];
        try (DataFolder folder = DataFolder.open(data)) {
            JournalCheck.runs(folder.runs(), (record, from, position) -> {
                if (record.kind() == Batch.Kind.FRAMES) {
                    file[0] = from;
                    place[0] = position + (from.toString().endsWith("cq4") ? Integer.BYTES : 0);
                }
            });
        }
        int frameVersion = Batch.HEADER + Integer.BYTES + 6;
        GoldenJournal.change(file[0], place[0], frameVersion, 9);
        assertThatThrownBy(() -> GoldenJournal.replay(data))
                .hasMessageContaining(file[0].toString())
                .hasMessageContaining("a frame of schema version 9; this version of Tidemark reads up to ");
        GoldenJournal.change(file[0], place[0], 10, 2);
        assertThatThrownBy(() -> GoldenJournal.replay(data))
                .hasMessageContaining(file[0].toString())
                .hasMessageContaining("a record of layout version 2; this version of Tidemark reads version 1");
    }
}
