package io.tidemark.journal.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.sbe.MessageHeaderDecoder;
import io.tidemark.engine.sbe.TickDecoder;
import io.tidemark.journal.Batch;
import io.tidemark.journal.Framing.Found;
import io.tidemark.journal.Framing.Place;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.JournalSettings.Store;
import io.tidemark.journal.Shop;
import io.tidemark.journal.disk.FileWindow;
import io.tidemark.journal.pipeline.RunJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes of files that are closed, of every kind there is in them, damaged one after the other. */
class DamagedByteTest {
    private static final long DAY = 86_400_000L;
    private static final int SAMPLES = 12;
    private static final int FRAME = Batch.HEADER + Integer.BYTES;
    private static final int FRAME_BLOCK = FRAME + MessageHeaderDecoder.ENCODED_LENGTH;

    /** What a byte is for. */
    private enum Kind {
        STORE_HEADER,
        STORE_INDEX,
        STORE_LENGTH,
        CHECKSUM,
        RECORD_LENGTH,
        MAGIC_AND_VERSION,
        FRAMES_AND_KIND,
        SEQUENCE,
        SAFE_SEQUENCE,
        RUN_NUMBER,
        RESERVED,
        FRAME_LENGTH,
        FRAME_HEADER,
        FRAME_SEQUENCE,
        FRAME_TIME,
        FRAME_BODY,
        PADDING,
        END_MARK,
        NOTHING_BEHIND
    }

    /** One byte. */
    private record At(Path file, long position) {
        void flip(int bit) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one, position);
                one.put(0, (byte) (one.get(0) ^ 1 << bit));
                channel.write(one.flip(), position);
            }
        }
    }

    @TempDir
    private Path data;

    private final FrameClock clock = new FrameClock(0);
    private final Map<Kind, List<At>> bytes = new EnumMap<>(Kind.class);

    /** Three runs of a service: two stopped, one cut off; and the start that follows, which ends the last. */
    private void write(Store store) {
        clock.advance(Shop.TODAY * DAY);
        for (int run = 0; run < 3; run++) {
            writeRun(store, run < 2);
        }
        replay(true);
    }

    private void writeRun(Store store, boolean close) {
        replay(true);
        try (DataFolder folder = DataFolder.open(data)) {
            RunJournal run = Journals.begin(folder, new JournalSettings(store, 512 * 1024, 0), clock.timestampMs());
            Batch batch = new Batch(run.journal().maxRecord());
            run.journal().append(batch.mark(Batch.Kind.OPENED, run.run(), clock.sequence()), clock.timestampMs());
            for (int k = 0; k < 6; k++) {
                if (k == 3) {
                    clock.advance(clock.timestampMs() + DAY);
                }
                long synced = clock.sequence();
                byte[] frame = Shop.sales((int) synced, 1 + k % 3);
                UnsafeBuffer buffer = new UnsafeBuffer(frame);
                long first = clock.stamp(buffer, 0);
                batch.clear();
                batch.add(buffer, 0, frame.length, first, clock.sequence());
                run.journal().append(batch.frames(run.run(), synced), clock.timestampMs());
            }
            if (close) {
                run.journal().append(batch.mark(Batch.Kind.CLOSED, run.run(), clock.sequence()), clock.timestampMs());
            }
            run.journal().close();
        }
    }

    private long replay(boolean end) {
        try (DataFolder folder = DataFolder.open(data)) {
            ScoringCore core = new ScoringCore(new EngineLimits(512, 100_000, 100_000, 100));
            Recovery recovery = new Recovery(core, sequence -> {});
            recovery.replay(folder.runs());
            if (end) {
                recovery.endRuns();
            }
            return core.stateHash();
        }
    }

    private void sort() throws IOException {
        try (DataFolder folder = DataFolder.open(data)) {
            for (Run run : folder.runs()) {
                for (Path file : run.files()) {
                    try (FileWindow window = new FileWindow(file)) {
                        sort(file, window);
                    }
                }
            }
        }
    }

    private void sort(Path file, FileWindow window) throws IOException {
        long position = 0;
        while (true) {
            Place place = Run.framing(file).at(window, position);
            switch (place.found()) {
                case RECORD -> {
                    add(Kind.STORE_LENGTH, file, position, place.at());
                    window.load(place.at(), place.length());
                    record(file, place.at(), window.bytes().getInt(window.offset(place.at()) + 4), window);
                    add(Kind.PADDING, file, place.at() + place.length(), place.next());
                }
                case OTHER -> {
                    add(position == 0 ? Kind.STORE_HEADER : Kind.STORE_INDEX, file, position, place.next());
                }
                default -> {
                    long behind = place.found() == Found.END ? position + Integer.BYTES : position;
                    add(Kind.END_MARK, file, position, behind);
                    add(Kind.NOTHING_BEHIND, file, behind, window.size());
                    return;
                }
            }
            position = place.next();
        }
    }

    private void record(Path file, long at, int length, FileWindow window) {
        add(Kind.CHECKSUM, file, at, at + 4);
        add(Kind.RECORD_LENGTH, file, at + 4, at + 8);
        add(Kind.MAGIC_AND_VERSION, file, at + 8, at + 12);
        add(Kind.FRAMES_AND_KIND, file, at + 12, at + 16);
        add(Kind.SEQUENCE, file, at + 16, at + 32);
        add(Kind.SAFE_SEQUENCE, file, at + 32, at + 40);
        add(Kind.RUN_NUMBER, file, at + 40, at + 44);
        add(Kind.RESERVED, file, at + 44, at + 48);
        if (length == Batch.HEADER) {
            add(Kind.END_MARK, file, at, at + length);
            return;
        }
        int frame = window.bytes().getInt(window.offset(at) + Batch.HEADER);
        add(Kind.FRAME_LENGTH, file, at + Batch.HEADER, at + FRAME);
        add(Kind.FRAME_HEADER, file, at + FRAME, at + FRAME_BLOCK);
        add(Kind.FRAME_SEQUENCE, file, at + FRAME_BLOCK, at + FRAME_BLOCK + 8);
        long time = at + FRAME_BLOCK + TickDecoder.timestampMsEncodingOffset();
        add(Kind.FRAME_TIME, file, time, time + 8);
        add(Kind.FRAME_BODY, file, time + 8, at + FRAME + frame);
        add(Kind.PADDING, file, at + FRAME + frame, at + length);
    }

    private void add(Kind kind, Path file, long from, long until) {
        List<At> all = bytes.computeIfAbsent(kind, any -> new ArrayList<>());
        // of long stretches the first bytes, the last ones and some between
        long step = Math.max(1, (until - from) / 64);
        for (long at = from; at < until; at += step) {
            all.add(new At(file, at));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldSeeEveryKindOfByteAndNameTheFile(Store store) throws IOException {
        write(store);
        long whole = replay(false);
        sort();
        SplittableRandom random = new SplittableRandom(7);
        for (Map.Entry<Kind, List<At>> kind : bytes.entrySet()) {
            for (int k = 0; k < SAMPLES && !kind.getValue().isEmpty(); k++) {
                At at = kind.getValue().get(random.nextInt(kind.getValue().size()));
                int bit = random.nextInt(8);
                at.flip(bit);
                assertThatThrownBy(() -> replay(false))
                        .as(kind.getKey() + ", bit " + bit + " of " + at)
                        .isInstanceOfSatisfying(
                                JournalException.class,
                                wrong -> assertThat(wrong.kind()).isEqualTo(JournalException.Cause.DATA))
                        .hasMessageContaining(at.file().toString());
                at.flip(bit);
            }
        }
        assertThat(bytes.keySet())
                .as("what there is to damage")
                .contains(store == Store.CHRONICLE ? Kind.values() : new Kind[] {Kind.CHECKSUM, Kind.FRAME_TIME})
                .contains(Kind.PADDING, Kind.END_MARK, Kind.NOTHING_BEHIND);
        assertThat(replay(false)).as("brought back").isEqualTo(whole);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldSeeEveryByteOfARecordBeforeTheNextStartHasSealedTheRun(Store store) throws IOException {
        clock.advance(Shop.TODAY * DAY);
        writeRun(store, true);
        long whole = replay(false);
        sort();
        SplittableRandom random = new SplittableRandom(8);
        for (Map.Entry<Kind, List<At>> kind : bytes.entrySet()) {
            for (int k = 0; k < SAMPLES && !kind.getValue().isEmpty(); k++) {
                At at = kind.getValue().get(random.nextInt(kind.getValue().size()));
                int bit = random.nextInt(8);
                at.flip(bit);
                assertNeverTakenForSomethingElse(whole, kind.getKey() + ", bit " + bit + " of " + at, at);
                at.flip(bit);
            }
        }
        assertThat(replay(false)).as("brought back").isEqualTo(whole);
    }

    /** Either it is said, or it was in none of our bytes and all facts are there. */
    private void assertNeverTakenForSomethingElse(long whole, String what, At at) {
        try {
            assertThat(replay(false)).as(what).isEqualTo(whole);
        } catch (JournalException said) {
            assertThat(said)
                    .as(what)
                    .hasMessageContaining(at.file().getFileName().toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldNameAFileThatIsMissingAndOneThatIsTooMany(Store store) throws IOException {
        write(store);
        Path folder = data.resolve("journal").resolve("run-000002");
        Path file;
        try (var files = Files.list(folder)) {
            file = files.filter(path -> path.toString().matches(".*(cq4|tidemark)"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
        Path aside = data.resolve("aside");
        Files.move(file, aside);
        assertThatThrownBy(() -> replay(false)).hasMessageContaining("run-000002");
        Files.move(aside, file);
        String name = file.getFileName().toString();
        Path more = file.resolveSibling("9" + name.substring(1));
        Files.copy(file, more);
        assertThatThrownBy(() -> replay(false)).hasMessageContaining(more.toString());
        Files.delete(more);
        replay(false);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void shouldSayWhatToDoWithADamagedSeal(Store store) throws IOException {
        write(store);
        Path seal = data.resolve("journal").resolve("run-000001").resolve("seal");
        String was = Files.readString(seal);
        Files.writeString(seal, was.replace(' ', '_'));
        assertThatThrownBy(() -> replay(false))
                .hasMessageContaining(seal + " is damaged")
                .hasMessageContaining("delete it");
        Files.writeString(seal, was.replace("seal 2", "seal 9"));
        assertThatThrownBy(() -> replay(false))
                .hasMessageContaining("tidemark seal 9")
                .hasMessageContaining("up to \"tidemark seal 2\"");
        Files.delete(seal);
        long hash = replay(true);
        assertThat(Files.readString(seal)).as("sealed anew").isEqualTo(was);
        assertThat(replay(false)).isEqualTo(hash);
    }
}
