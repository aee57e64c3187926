package io.tidemark.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a window's bytes come from. One thread. */
public interface FileBytes extends AutoCloseable {
    long size();

    /** Reads some bytes, at least one where there are any; −1 or 0 behind the end. */
    int read(ByteBuffer into, long position) throws IOException;

    @Override
    void close() throws IOException;
}
