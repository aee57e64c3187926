package io.tidemark.engine.store;

import java.nio.charset.StandardCharsets;

/**
 * Gives back the content of one section of a snapshot, in the order in which it was put. One thread. Reading behind the
 * section's end throws {@link SnapshotException}.
 */
public interface SnapshotSource {
    long get();

    /** Fills the first {@code count} longs of a page. */
    void get(long[] page, int count);

    void get(byte[] into, int offset, int count);

    /** Bytes of the section not read yet. */
    long left();

    /** A number that counts what takes at least so many bytes each: one that the section cannot hold is refused. */
    default int count(int bytesEach) {
        long count = get();
        if (count < 0 || count > left() / bytesEach || count > Integer.MAX_VALUE) {
            throw new SnapshotException("says that " + count + " follow where there is room for " + left() / bytesEach);
        }
        return (int) count;
    }

    /** Refuses content whose shape is another than this version's. */
    default void require(String what, long wanted) {
        long found = get();
        if (found != wanted) {
            throw new SnapshotException("has " + what + " " + found + "; this version of Tidemark has " + wanted);
        }
    }

    default long[] longs() {
        long[] values = new long[count(Long.BYTES)];
        get(values, values.length);
        return values;
    }

    default byte[] bytes() {
        byte[] bytes = new byte[count(1)];
        get(bytes, 0, bytes.length);
        return bytes;
    }

    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
