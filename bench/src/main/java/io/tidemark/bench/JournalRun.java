package io.tidemark.bench;

import io.tidemark.journal.Batch;
import io.tidemark.journal.Journal;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.chronicle.ChronicleJournal;
import io.tidemark.journal.file.FileJournal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the journal takes of a processor, part by part, on one thread: records of so many frames of R1 are put together and
 * appended, forced every 64 frames, zeros are written ahead. What is read back is checked elsewhere. Arguments: {@code framesPerRecord rounds}.
 */
public final class JournalRun {
    private static final int TRANSACTIONS = 300_000;
    private static final int FRAMES_PER_FORCE = 64;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final UnsafeBuffer[] frames;
    private final int perRecord;
    private long batchNs;
    private long appendNs;
    private long forceNs;
    private long aheadNs;

    private JournalRun(UnsafeBuffer[] frames, int perRecord) {
        this.frames = frames;
        this.perRecord = perRecord;
    }

    public static void main(String... arguments) throws IOException {
        int perRecord = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        UnsafeBuffer[] frames =
                new R1(TRANSACTIONS).frames().stream().map(UnsafeBuffer::new).toArray(UnsafeBuffer[]::new);
        for (int round = 0; round < rounds; round++) {
            for (JournalSettings.Store store : JournalSettings.Store.values()) {
                new JournalRun(frames, perRecord).round(store);
            }
        }
    }

    private void round(JournalSettings.Store store) throws IOException {
        Path folder = Path.of("target/journal-run");
        EndToEnd.delete(folder);
        Files.createDirectories(folder);
        JournalSettings settings = new JournalSettings(store, 1L << 30, 64L << 20);
        try (Journal journal = store == JournalSettings.Store.FILE
                ? new FileJournal(folder, settings)
                : new ChronicleJournal(folder, settings, System.currentTimeMillis())) {
            write(journal);
        }
        EndToEnd.delete(folder);
        System.out.printf(
                Locale.ROOT,
                "%-9s frames per record %d: record %d, append %d, force %d, zeros ahead %d ns per transaction%n",
                store,
                perRecord,
                batchNs / TRANSACTIONS,
                appendNs / TRANSACTIONS,
                forceNs / TRANSACTIONS,
                aheadNs / TRANSACTIONS);
    }

    private void write(Journal journal) {
        Batch batch = new Batch(journal.maxRecord());
        journal.append(batch.mark(Batch.Kind.OPENED, 1, 0), System.currentTimeMillis());
        while (journal.prepare()) {
            // what a start writes ahead is not what a transaction takes
        }
        for (int from = 0; from < frames.length; from += perRecord) {
            long before = THREADS.getCurrentThreadCpuTime();
            put(batch, from, Math.min(frames.length, from + perRecord));
            var record = batch.frames(1, 0);
            long made = THREADS.getCurrentThreadCpuTime();
            journal.append(record, System.currentTimeMillis());
            batchNs += made - before;
            appendNs += THREADS.getCurrentThreadCpuTime() - made;
            if (from / FRAMES_PER_FORCE != (from + perRecord) / FRAMES_PER_FORCE) {
                force(journal);
            }
        }
    }

    private void put(Batch batch, int from, int until) {
        batch.clear();
        for (int k = from; k < until; k++) {
            batch.add(frames[k], 0, frames[k].capacity(), 256L * k + 1, 256L * (k + 1));
        }
    }

    private void force(Journal journal) {
        long before = THREADS.getCurrentThreadCpuTime();
        journal.force();
        long forced = THREADS.getCurrentThreadCpuTime();
        while (journal.prepare()) {
            // until as much is ahead as is kept
        }
        forceNs += forced - before;
        aheadNs += THREADS.getCurrentThreadCpuTime() - forced;
    }
}
