package io.tidemark.journal.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes zeros into a file past the memory, where the device can: what lies in memory would be written once more with the next
 * force, and cost whoever waits for it. Elsewhere through the file's own channel. One thread.
 */
final class ZeroWriter implements Closeable {
    /** What devices and file systems ask of place, length and memory of such a write. */
    private static final int ALIGNED = 4096;

    private static final int CAPACITY = 2 << 20;

    private final FileChannel inMemory;
    private final ByteBuffer zeros =
            ByteBuffer.allocateDirect(CAPACITY + ALIGNED).alignedSlice(ALIGNED);
    /** {@code null} where there is no way past the memory. */
    private FileChannel past;

    ZeroWriter(Path path, FileChannel inMemory) {
        this.inMemory = inMemory;
        try {
            past = FileChannel.open(path, StandardOpenOption.WRITE, pastTheMemory());
        } catch (IOException | UnsupportedOperationException cannot) {
            past = null;
        }
    }

    /** The JDK's own option, found by name: javac of later versions warns of its package wherever that is written. */
    private static OpenOption pastTheMemory() {
        try {
            for (Object option :
                    Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants()) {
                if (option.toString().equals("DIRECT")) {
                    return (OpenOption) option;
                }
            }
        } catch (ClassNotFoundException another) {
            throw new UnsupportedOperationException(another);
        }
        throw new UnsupportedOperationException("this JDK writes nothing past the memory");
    }

    /**
     * Writes.
     *
     * @param length at most 2 MiB; like the place a multiple of 4096
     */
    void write(long from, int length) throws IOException {
        if (past != null && !writePast(from, length)) {
            past.close();
            past = null;
        }
        if (past == null) {
            write(inMemory, from, length);
        }
    }

    /** Answers false where the device does not take it. */
    private boolean writePast(long from, int length) throws IOException {
        try {
            write(past, from, length);
            return true;
        } catch (ClosedChannelException left) {
            throw left;
        } catch (IOException refused) {
            return false;
        }
    }

    private void write(FileChannel channel, long from, int length) throws IOException {
        zeros.limit(length).position(0);
        while (zeros.hasRemaining()) {
            channel.write(zeros, from + zeros.position());
        }
    }

    @Override
    public void close() throws IOException {
        if (past != null) {
            past.close();
        }
    }
}
