package io.tidemark.journal.recovery;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.Batch;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.JournalSettings.Store;
import io.tidemark.journal.Shop;
import io.tidemark.journal.pipeline.RunJournal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A small data folder of today's format, packed. Written once per format and store, and kept for ever:
 * {@code GoldenJournal FOLDER} writes those of today.
 */
public final class GoldenJournal {
    private static final long DAY = 86_400_000L;

    private final FrameClock clock = new FrameClock(0);
    private final Path data;
    private final Store store;

    private GoldenJournal(Path data, Store store) {
        this.data = data;
        this.store = store;
        clock.advance(Shop.TODAY * DAY);
    }

    static String name(Store store) {
        return "format-" + DataFolder.FORMAT + "-" + store.name().toLowerCase(Locale.ROOT) + ".zip";
    }

    /** Writes the journals of today's format and says what they come to. */
    public static void main(String... arguments) throws IOException {
        for (Store store : Store.values()) {
            Path data = Files.createTempDirectory("golden");
            new GoldenJournal(data, store).write();
            pack(data, Path.of(arguments[0]).resolve(name(store)));
            ScoringCore core = replay(data);
            System.out.printf("%s: sequence %d, standings %016x%n", name(store), core.sequence(), core.standingsHash());
        }
    }

    static ScoringCore replay(Path data) {
        try (DataFolder folder = DataFolder.open(data)) {
            ScoringCore core = new ScoringCore(new EngineLimits(512, 100_000, 100_000, 100));
            new Recovery(core, sequence -> {}).replay(folder.runs());
            return core;
        }
    }

    /** A run that ended in order, one that was cut off, both sealed, and one that nobody has ended yet. */
    private void write() throws IOException {
        run(true, Shop.publish(), Shop.sales(1, 7), Shop.sales(2, 1));
        run(false, Shop.sales(3, 5), Shop.sales(4, 2));
        run(true, Shop.sales(1, 7), Shop.sales(5, 3));
    }

    private void run(boolean close, byte[]... frames) throws IOException {
        end();
        try (DataFolder folder = DataFolder.open(data)) {
            RunJournal run = Journals.begin(folder, new JournalSettings(store, 512 * 1024, 0), clock.timestampMs());
            Batch batch = new Batch(run.journal().maxRecord());
            run.journal().append(batch.mark(Batch.Kind.OPENED, run.run(), clock.sequence()), clock.timestampMs());
            for (byte[] frame : frames) {
                long safe = clock.sequence();
                UnsafeBuffer buffer = new UnsafeBuffer(frame);
                long first = clock.stamp(buffer, 0);
                batch.clear();
                batch.add(buffer, 0, frame.length, first, clock.sequence());
                run.journal().append(batch.frames(run.run(), safe), clock.timestampMs());
                clock.advance(clock.timestampMs() + DAY / 2);
            }
            if (close) {
                run.journal().append(batch.mark(Batch.Kind.CLOSED, run.run(), clock.sequence()), clock.timestampMs());
            }
            run.journal().close();
            trim();
        }
    }

    /** As a start does with what was there before. */
    private void end() {
        try (DataFolder folder = DataFolder.open(data)) {
            Recovery recovery =
                    new Recovery(new ScoringCore(new EngineLimits(512, 100_000, 100_000, 100)), sequence -> {});
            recovery.replay(folder.runs());
            recovery.endRuns();
        }
    }

    /** Reserved room would only make the golden folder larger. */
    private void trim() throws IOException {
        List<Path> runs;
        try (var all = Files.list(data.resolve("journal"))) {
            runs = all.sorted().toList();
        }
        for (Path file : new Run(runs.size(), runs.get(runs.size() - 1)).files()) {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] == 0) {
                end--;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(end + 7 & ~3);
            }
        }
    }

    private static void pack(Path data, Path into) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(into));
                var all = Files.walk(data)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = data.relativize(file).toString();
                if (name.matches("format|journal/.*(cq4|tidemark|seal)")) {
                    ZipEntry entry = new ZipEntry(name);
                    entry.setTime(0);
                    zip.putNextEntry(entry);
                    Files.copy(file, zip);
                }
            }
        }
    }

    static void unpack(Store store, Path into) throws IOException {
        try (InputStream packed = GoldenJournal.class.getResourceAsStream("/golden/" + name(store));
                ZipInputStream zip = new ZipInputStream(packed)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = into.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (OutputStream out = Files.newOutputStream(file)) {
                    zip.transferTo(out);
                }
            }
        }
    }

    /** Changes two bytes of a record's or frame's head, and the record's checksum with them. */
    static void change(Path file, long record, int at, int value) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.allocate(8).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            channel.read(head, record);
            ByteBuffer bytes = ByteBuffer.allocate(head.getInt(4)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            channel.read(bytes, record);
            bytes.putShort(at, (short) value);
            java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
            crc.update(bytes.array(), 4, bytes.capacity() - 4);
            bytes.putInt(0, (int) crc.getValue());
            channel.write(bytes.rewind(), record);
        }
    }
}
