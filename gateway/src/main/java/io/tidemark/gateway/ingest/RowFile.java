package io.tidemark.gateway.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A file whose layout is known: every format is one of these, and everything after it treats their rows alike. May be read
 * any number of times; what would make the whole file unreadable was found before it came to be.
 */
interface RowFile extends Closeable {
    /** The file's name as messages show it. */
    String name();

    /** The columns, or paths, by name. */
    Header header();

    /** How the file is laid out, in a few words. */
    String layout();

    /** Patterns of the dates that the format itself writes, beside those that senders choose. */
    default List<String> dates() {
        return List.of();
    }

    /** Whether every date of a column is known to be written as {@link #dates} say, so that no other pattern is looked for. */
    default boolean hasOwnDates(String column) {
        return false;
    }

    /** What the file says it is for: {@code original}, {@code add}, {@code replace} or {@code cancel}; empty where it says nothing. */
    default String purpose() {
        return "";
    }

    /** What the sender is answered, or empty where the format knows no answer. */
    default String reply() {
        return "";
    }

    /** What the sender is answered where nothing of the file is taken, or empty where the format knows no answer. */
    default String rejection() {
        return "";
    }

    /** What a fault of reading means for the file as a whole. */
    default IngestException unreadable(IOException failed) {
        return Damage.of(name(), failed);
    }

    RowReader open() throws IOException, IngestException;

    /** Gives back what the file holds. */
    @Override
    default void close() {
        // most hold nothing
    }
}
