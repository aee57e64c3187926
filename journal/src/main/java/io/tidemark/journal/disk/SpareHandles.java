package io.tidemark.journal.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import org.agrona.CloseHelper;

/**
 * File handles kept for the journal's next file, so that others who take all there are do not stop it: given free right before a file
 * is opened, taken again by the helper. Any thread.
 */
public final class SpareHandles {
    /** A file, its ways past and into the memory, its folder, and what a store opens beside. */
    private static final int SPARE = 8;

    private final Path folder;
    private final ArrayDeque<FileChannel> held = new ArrayDeque<>();
    private boolean closed;

    /** @param folder one that can be opened */
    public SpareHandles(Path folder) {
        this.folder = folder;
        refill();
    }

    /** Gives all of them free: some file is about to be opened. */
    public synchronized void release() {
        held.forEach(CloseHelper::quietClose);
        held.clear();
    }

    /** Takes again what was given free, as far as there are any. Answers whether all are there. */
    public synchronized boolean refill() {
        try {
            while (!closed && held.size() < SPARE) {
                held.add(FileChannel.open(folder, StandardOpenOption.READ));
            }
            return true;
        } catch (IOException none) {
            return false;
        }
    }

    public synchronized void close() {
        closed = true;
        release();
    }
}
