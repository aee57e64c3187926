package io.tidemark.journal.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A piece of a file in memory, moved as it is asked for: reads without mapping, whatever the file's size. One thread. */
public final class FileWindow implements AutoCloseable {
    private static final int CAPACITY = 4 << 20;

    private final FileBytes source;
    private final long size;
    private final ByteBuffer bytes;
    private long from;

    public FileWindow(Path path) throws IOException {
        this(plain(path));
    }

    /** Closes the source with itself. */
    public FileWindow(FileBytes source) {
        this.source = source;
        size = source.size();
        bytes = ByteBuffer.allocateDirect((int) Math.min(CAPACITY, size)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.limit(0);
    }

    private static FileBytes plain(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        long size = channel.size();
        return new FileBytes() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public int read(ByteBuffer into, long position) throws IOException {
                return channel.read(into, position);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    public long size() {
        return size;
    }

    /**
     * Brings bytes into memory.
     *
     * @return false where the file does not reach that far
     */
    public boolean load(long position, int length) throws IOException {
        if (position < 0 || length > CAPACITY || position + length > size) {
            return false;
        }
        if (position < from || position + length > from + bytes.limit()) {
            from = position;
            bytes.clear();
            while (bytes.hasRemaining() && source.read(bytes, from + bytes.position()) > 0) {
                // a read may bring less than was asked for
            }
            bytes.flip();
        }
        return position + length <= from + bytes.limit();
    }

    /** The window; where a loaded position lies in it says {@link #offset}. */
    public ByteBuffer bytes() {
        return bytes;
    }

    public int offset(long position) {
        return (int) (position - from);
    }

    /** A loaded word. */
    public int intAt(long position) {
        return bytes.getInt(offset(position));
    }

    /** The first position at or behind {@code position}, in steps of 4, whose word is not zero; the size where there is none. */
    public long skipZeros(long position) throws IOException {
        long at = position;
        while (load(at, Long.BYTES)) {
            int limit = bytes.limit() - Long.BYTES;
            int offset = offset(at);
            while (offset <= limit && bytes.getLong(offset) == 0) {
                offset += Long.BYTES;
            }
            at = from + offset;
            if (offset <= limit) {
                return bytes.getInt(offset) == 0 ? at + Integer.BYTES : at;
            }
        }
        while (load(at, 1)) {
            if (bytes.get(offset(at)) != 0) {
                return at;
            }
            at++;
        }
        return size;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
