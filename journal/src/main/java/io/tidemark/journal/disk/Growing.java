package io.tidemark.journal.disk;

import io.tidemark.journal.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The files of one run as they are written: those left but not yet forced, and the current one. The appender begins files,
 * the flusher forces them, the helper writes ahead; {@link #close} is called after the three have ended.
 */
public final class Growing {
    private final Path folder;
    private final Queue<AheadFile> unforced = new ConcurrentLinkedQueue<>();
    private volatile AheadFile current;
    /** Owned by the flusher: the newest file whose name is known to be safe. */
    private AheadFile named;

    public Growing(Path folder) {
        this.folder = folder;
    }

    /** The file being written; before the first {@code null}. */
    public AheadFile current() {
        return current;
    }

    /** A new file is written from now on. Called before what was written to it is said to be appended. */
    public void begin(AheadFile next) {
        unforced.add(next);
        current = next;
    }

    /** Forces what was appended before the call: the files left since the last call, the current one, their names. */
    public void force() {
        AheadFile newest = current;
        try {
            while (unforced.peek() != newest) {
                AheadFile left = unforced.remove();
                left.force();
                left.close();
            }
            newest.force();
            if (newest != named) {
                forceFolder(folder);
                named = newest;
            }
        } catch (IOException failed) {
            throw new JournalException(folder + ": the journal cannot be forced to the device", failed);
        }
    }

    /** Makes the names of a folder's files survive the loss of power. */
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Fills one piece ahead of the current file's end. Answers whether there is more to fill. */
    public boolean writeAhead(long aheadBytes) {
        AheadFile file = current;
        return file != null && aheadBytes > 0 && file.writeAhead(aheadBytes);
    }

    public void close() {
        unforced.forEach(AheadFile::close);
    }
}
