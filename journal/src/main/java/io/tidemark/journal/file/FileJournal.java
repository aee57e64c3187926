package io.tidemark.journal.file;

import io.tidemark.journal.Journal;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.disk.AheadFile;
import io.tidemark.journal.disk.Growing;
import io.tidemark.journal.disk.SpareHandles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One run's journal in plain files of a fixed size, written with one call per record. A record that does not fit what is
 * left of a file begins the next.
 */
public final class FileJournal implements Journal {
    private final Path folder;
    private final JournalSettings settings;
    private final Growing files;
    private final SpareHandles spare;
    private long position;
    private int count;

    /** @param folder exists and is empty */
    public FileJournal(Path folder, JournalSettings settings) {
        this.folder = folder;
        this.settings = settings;
        this.files = new Growing(folder);
        this.spare = new SpareHandles(folder);
    }

    @Override
    public void append(ByteBuffer batch, long timestampMs) {
        int length = batch.remaining();
        try {
            if (count == 0 || position + length > settings.blockBytes()) {
                files.begin(create());
                position = 0;
            }
            AheadFile file = files.current();
            file.claim(length);
            file.write(batch, position);
            position += length;
            file.appended(position);
        } catch (IOException failed) {
            throw new JournalException(folder + ": the journal cannot be written", failed);
        }
    }

    /** A file of its full size from the beginning, so that forcing its data needs no new size. */
    private AheadFile create() throws IOException {
        spare.release();
        Path path = folder.resolve(FileFraming.name(count++));
        Files.createFile(path);
        AheadFile file = new AheadFile(path);
        file.channel().write(ByteBuffer.allocate(1), settings.blockBytes() - 1);
        return file;
    }

    @Override
    public void force() {
        files.force();
    }

    @Override
    public boolean prepare() {
        return files.writeAhead(settings.aheadBytes());
    }

    @Override
    public boolean hasSpareHandles() {
        return spare.refill();
    }

    @Override
    public int maxRecord() {
        return settings.maxRecord();
    }

    @Override
    public void close() {
        spare.close();
        files.close();
    }
}
