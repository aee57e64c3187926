package io.tidemark.engine.store;

import java.nio.charset.StandardCharsets;

/** Takes the content of one section of a snapshot, in order. One thread. */
public interface SnapshotSink {
    void put(long value);

    /** The first {@code count} longs of a page. */
    void put(long[] page, int count);

    void put(byte[] from, int offset, int count);

    /** How many, then they. */
    default void putLongs(long[] values) {
        put(values.length);
        put(values, values.length);
    }

    /** How many, then they. */
    default void putBytes(byte[] bytes) {
        put(bytes.length);
        put(bytes, 0, bytes.length);
    }

    /** In UTF-8, as {@link #putBytes}. */
    default void putText(String text) {
        putBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
