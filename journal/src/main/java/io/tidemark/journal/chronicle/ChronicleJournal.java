package io.tidemark.journal.chronicle;

import io.tidemark.journal.Journal;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.disk.AheadFile;
import io.tidemark.journal.disk.Growing;
import io.tidemark.journal.disk.SpareHandles;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * One run's journal in a Chronicle queue, an excerpt per batch, a file per day of stamped time.
 *
 * <p>Durable means forced by us: the queue's own sync covers the current block only, and in its default mode nothing. So the
 * flusher forces each file through a channel of its own — the one before a roll, then the current one, then the folder.
 * Its index and its table of files are not forced: reading back needs neither.
 */
public final class ChronicleJournal implements Journal {
    private static final long MS_PER_FILE = TimeUnit.DAYS.toMillis(1);

    private final Path folder;
    private final long aheadBytes;
    private final int maxRecord;
    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private long timestampMs;

    private final Growing files;
    private final SpareHandles spare;

    /**
     * Opens a new queue.
     *
     * @param folder exists and is empty
     * @param timestampMs the time of the first record to come
     */
    public ChronicleJournal(Path folder, JournalSettings settings, long timestampMs) {
        this.folder = folder;
        this.files = new Growing(folder);
        this.spare = new SpareHandles(folder);
        this.aheadBytes = settings.aheadBytes();
        this.maxRecord = settings.maxRecord();
        this.timestampMs = timestampMs;
        try {
            queue = SingleChronicleQueueBuilder.binary(folder)
                    .blockSize(settings.blockBytes())
                    .rollCycle(RollCycles.FAST_DAILY)
                    .timeProvider(() -> this.timestampMs)
                    .build();
            appender = queue.createAppender();
            // one thread at a time: who starts writes the first record, then the appending agent, who closes the last
            appender.singleThreadedCheckDisabled(true);
        } catch (RuntimeException | LinkageError failed) {
            spare.close();
            throw new JournalException(
                    folder
                            + ": the journal cannot be opened for writing (does Java run with the flags of tools/tidemark?)",
                    failed);
        }
    }

    @Override
    public void append(ByteBuffer batch, long stampMs) {
        int length = batch.remaining();
        AheadFile before = files.current();
        if (before == null || Math.floorDiv(stampMs, MS_PER_FILE) != Math.floorDiv(timestampMs, MS_PER_FILE)) {
            spare.release();
        }
        timestampMs = stampMs;
        if (before != null) {
            before.claim(length);
        }
        AheadFile file;
        long end;
        try (DocumentContext document = appender.writingDocument()) {
            file = file(before);
            Bytes<?> out = document.wire().bytes();
            long position = out.writePosition();
            end = position + length;
            // past the queue's mapping; the memory behind both is the same, and the queue's own words stay in the
            // mapping
            file.write(batch, position);
            out.writePosition(end);
        } catch (RuntimeException | InternalError | IOException failed) {
            throw new JournalException(folder + ": the journal cannot be written", failed);
        }
        if (file != before) {
            files.begin(file);
        }
        file.appended(end);
    }

    private AheadFile file(AheadFile before) {
        File file = appender.currentFile();
        return before != null && before.is(file) ? before : new AheadFile(file.toPath());
    }

    @Override
    public void force() {
        files.force();
    }

    @Override
    public boolean prepare() {
        return files.writeAhead(aheadBytes);
    }

    @Override
    public boolean hasSpareHandles() {
        return spare.refill();
    }

    @Override
    public int maxRecord() {
        return maxRecord;
    }

    @Override
    public void close() {
        queue.close();
        spare.close();
        files.close();
    }
}
