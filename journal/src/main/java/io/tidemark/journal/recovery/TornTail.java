package io.tidemark.journal.recovery;

import java.nio.file.Path;

/**
 * What was being written when a run ended, and is not whole. None of it had been made durable.
 *
 * @param position where in the file it begins
 * @param bytes from there to the last byte that is not zero
 * @param text what it held, as far as can be told
 */
public record TornTail(Path file, long position, long bytes, String text) {
    @Override
    public String toString() {
        return file + ", byte " + position + ": " + text;
    }
}
