package io.tidemark.journal.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.Batch;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.JournalSettings.Store;
import io.tidemark.journal.Shop;
import io.tidemark.journal.pipeline.RunJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a journal that is not what was written. */
class DamageTest {
    private static final long DAY = 86_400_000L;
    private static final long NOW = Shop.TODAY * DAY;

    @TempDir
    private Path data;

    private final FrameClock clock = new FrameClock(0);

    /** Where a record lies. */
    private record At(Path file, long position, int length, long first, long last) {}

    /**
     * Writes a run of records with three sales each, a day of stamped time apart, every one saying that those before it were
     * forced.
     */
    private void writeRun(Store store, int records, boolean close, boolean forced) {
        try (DataFolder folder = DataFolder.open(data)) {
            clock.advance(NOW);
            RunJournal run = Journals.begin(folder, new JournalSettings(store, 512 * 1024, 0), clock.timestampMs());
            Batch batch = new Batch(run.journal().maxRecord());
            run.journal().append(batch.mark(Batch.Kind.OPENED, run.run(), clock.sequence()), clock.timestampMs());
            for (int k = 0; k < records; k++) {
                long synced = forced ? clock.sequence() : 0;
                if (k % 4 == 3) {
                    clock.advance(clock.timestampMs() + DAY);
                }
                append(run, batch, Shop.sales((int) clock.sequence(), 3), synced);
            }
            if (close) {
                run.journal().append(batch.mark(Batch.Kind.CLOSED, run.run(), clock.sequence()), clock.timestampMs());
            }
            run.journal().close();
        }
    }

    private void append(RunJournal run, Batch batch, byte[] frame, long synced) {
        UnsafeBuffer buffer = new UnsafeBuffer(frame);
        long first = clock.stamp(buffer, 0);
        batch.clear();
        batch.add(buffer, 0, frame.length, first, clock.sequence());
        run.journal().append(batch.frames(run.run(), synced), clock.timestampMs());
    }

    private List<At> records() {
        List<At> places = new ArrayList<>();
        try (DataFolder folder = DataFolder.open(data)) {
            long expected = 1;
            for (Run run : folder.runs()) {
                RunScan scan = new RunScan(
                        run,
                        expected,
                        (record, file, position) ->
                                places.add(new At(file, position, record.length(), record.first(), record.last())));
                scan.read();
                expected = scan.expected();
            }
        }
        return places;
    }

    private static void overwrite(Path file, long position, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), position);
        }
    }

    private static void flip(At at, int offset) throws IOException {
        try (FileChannel channel = FileChannel.open(at.file(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at.position() + offset);
            one.put(0, (byte) (one.get(0) ^ 0x10));
            channel.write(one.flip(), at.position() + offset);
        }
    }

    private Recovery.Report replay() {
        try (DataFolder folder = DataFolder.open(data)) {
            return bothWays(folder.runs());
        }
    }

    /** On one thread, and with another that reads ahead: what is said is the same. */
    private static Recovery.Report bothWays(List<Run> runs) {
        Object alone = said(new Recovery(core(), sequence -> {}), runs);
        Object ahead = said(new Recovery(core(), sequence -> {}).readingAhead(), runs);
        assertThat(ahead).isEqualTo(alone);
        return new Recovery(core(), sequence -> {}).readingAhead().replay(runs);
    }

    private static ScoringCore core() {
        return new ScoringCore(new EngineLimits(512, 100_000, 100_000, 100));
    }

    private static Object said(Recovery recovery, List<Run> runs) {
        try {
            return recovery.replay(runs);
        } catch (JournalException wrong) {
            return wrong.getMessage();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldReadWhatWasWritten(Store store) {
        writeRun(store, 10, true, true);
        writeRun(store, 5, false, true);
        Recovery.Report report = replay();
        assertThat(report.sequence()).isEqualTo(45);
        assertThat(report.runs()).isEqualTo(2);
        assertThat(report.frames()).isEqualTo(15);
        assertThat(report.torn()).isEmpty();
        assertThat(report.timestampMs()).isEqualTo(clock.timestampMs());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldRefuseADamagedMiddleAndNameFileAndRecord(Store store) throws IOException {
        writeRun(store, 10, false, true);
        At hit = records().get(4);
        flip(hit, 60);
        assertThatThrownBy(this::replay)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(hit.file() + ", byte " + hit.position())
                .hasMessageContaining("damaged from sequence " + hit.first());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldRefuseAPageOfZerosInTheMiddle(Store store) throws IOException {
        writeRun(store, 10, false, true);
        At hit = records().get(2);
        overwrite(hit.file(), hit.position(), new byte[64]);
        assertThatThrownBy(this::replay)
                .hasMessageContaining(hit.file().toString())
                .hasMessageContaining("damaged from sequence " + hit.first());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldEndARunAtATornTailAndSayWhatItHeld(Store store) throws IOException {
        writeRun(store, 10, false, true);
        List<At> records = records();
        At last = records.get(records.size() - 1);
        // the second half of the record never reached the disk
        overwrite(last.file(), last.position() + last.length() / 2, new byte[last.length() - last.length() / 2 + 8]);
        Recovery.Report report = replay();
        assertThat(report.sequence()).isEqualTo(last.first() - 1);
        assertThat(report.torn()).singleElement().satisfies(torn -> {
            assertThat(torn.file()).isEqualTo(last.file());
            assertThat(torn.position()).isEqualTo(last.position());
            assertThat(torn.toString()).contains("behind sequence " + (last.first() - 1), "left out");
        });
        assertThat(replay()).as("the same again").isEqualTo(report);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldTakeLaterPagesWithoutEarlierOnesForATornTailWhenNothingSaysThatTheyWereForced(Store store)
            throws IOException {
        writeRun(store, 10, false, false);
        At hit = records().get(6);
        flip(hit, 60);
        Recovery.Report report = replay();
        assertThat(report.sequence()).isEqualTo(hit.first() - 1);
        assertThat(report.torn())
                .singleElement()
                .satisfies(torn -> assertThat(torn.toString()).contains("4 whole records up to sequence 30"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldGoOnInANewRunBehindATornTail(Store store) throws IOException {
        writeRun(store, 10, false, true);
        List<At> records = records();
        At last = records.get(records.size() - 1);
        flip(last, 60);
        FrameClock behind = new FrameClock(last.first() - 1);
        behind.advance(clock.timestampMs());
        try (DataFolder folder = DataFolder.open(data)) {
            RunJournal run = Journals.begin(folder, new JournalSettings(store, 512 * 1024, 0), clock.timestampMs());
            Batch batch = new Batch(Batch.HEADER);
            run.journal().append(batch.mark(Batch.Kind.OPENED, run.run(), behind.sequence()), clock.timestampMs());
            run.journal().close();
        }
        Recovery.Report report = replay();
        assertThat(report.sequence()).isEqualTo(last.first() - 1);
        assertThat(report.runs()).isEqualTo(2);
        assertThat(report.torn()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldRefuseALastRecordThatIsDamagedWhenTheRunEndedInOrder(Store store) throws IOException {
        writeRun(store, 3, true, true);
        List<At> records = records();
        At last = records.get(records.size() - 2);
        flip(last, 60);
        assertThatThrownBy(this::replay).hasMessageContaining("damaged from sequence " + last.first());
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldRefuseWhenARunIsMissingOrEndsBeforeTheNextBegins(Store store) throws IOException {
        writeRun(store, 3, true, true);
        writeRun(store, 3, true, true);
        writeRun(store, 3, true, true);
        Path second = data.resolve("journal").resolve("run-000002");
        Path aside = data.resolve("aside");
        Files.move(second, aside);
        assertThatThrownBy(this::replay).hasMessageContaining("run-000002 is missing");
        Files.createDirectory(second);
        assertThatThrownBy(this::replay)
                .hasMessageContaining("run-000003 continues behind sequence 18")
                .hasMessageContaining("ends with 9");
        Files.delete(second);
        Files.move(aside, second);
        assertThat(replay().sequence()).isEqualTo(27);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldRefuseAMissingFileInTheMiddleOfARun(Store store) throws IOException {
        if (store == Store.FILE) {
            return; // a run this small has one file
        }
        writeRun(store, 12, false, true);
        Path missing = records().get(6).file();
        Files.delete(missing);
        assertThatThrownBy(this::replay).hasMessageContaining("damaged from sequence");
    }
}
