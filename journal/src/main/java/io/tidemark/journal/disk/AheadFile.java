package io.tidemark.journal.disk;

import io.tidemark.journal.Batch;
import io.tidemark.journal.JournalException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that grows at its end, through a channel of its own: to force it, and to write zeros ahead of its end, so that an
 * append finds its pages in memory and on the device instead of faulting on a hole of the sparse file.
 *
 * <p>Zeros must never meet a record. The appender claims room before it writes, the helper says what it is about to fill
 * before it looks at the claim; each says its part before it reads the other's, so at least one of the two sees the other
 * and gives way: the appender waits for the one write under way, the helper gives up.
 */
public final class AheadFile {
    private static final long NOTHING = Long.MAX_VALUE;
    /** What a store may write around a record: its index, its end-of-file mark. */
    private static final long SLACK = 1 << 20;
    /** Zeros begin no nearer than this to the claimed end. */
    private static final long DISTANCE = 8 << 20;

    private static final int PIECE = 2 << 20;
    private static final int PAGE = 4096;
    /** Bytes behind a record that its writer may touch at once: where the next one says that it begins. */
    private static final int NEXT = 8;

    private final Path path;
    private final File file;
    private final FileChannel channel;
    private final ZeroWriter zeros;

    /** Owned by the appender: where its last record ended. */
    private long end;

    /** Owned by the appender: its pages up to here are in memory. */
    private long present;

    private volatile long claimed;
    private volatile long filling = NOTHING;
    /** Owned by the helper. */
    private long filled;

    public AheadFile(Path path) {
        this.path = path;
        this.file = path.toFile();
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            zeros = new ZeroWriter(path, channel);
        } catch (IOException failed) {
            throw new JournalException(path + " cannot be opened", failed);
        }
    }

    /** Of the file's bytes, not of the channel's position, which is not used. */
    public FileChannel channel() {
        return channel;
    }

    public boolean is(File other) {
        return file.equals(other);
    }

    /** Before a record of {@code length} bytes is written: waits for zeros in its way. */
    public void claim(int length) {
        long until = end + length + SLACK;
        if (until > claimed) {
            claimed = until;
        }
        while (filling < until) {
            Thread.onSpinWait();
        }
    }

    /**
     * Writes claimed bytes: through the channel, which costs a fraction of the faults of a mapping, page by page. With them the rest
     * of the page where they end, so that it need not be read back from the device, where zeros were written past the memory.
     *
     * @param bytes behind its limit stand {@link Batch#TAIL} zeros
     */
    public void write(ByteBuffer bytes, long position) throws IOException {
        long until = position + bytes.remaining();
        long behind = up(until + NEXT);
        int zerosWithIt = present < behind ? (int) (behind - until) : 0;
        present = Math.max(present, behind);
        ByteBuffer rest = bytes.duplicate().limit(bytes.limit() + zerosWithIt);
        while (rest.hasRemaining()) {
            channel.write(rest, until + zerosWithIt - rest.remaining());
        }
    }

    private static long up(long position) {
        return position + PAGE - 1 & -PAGE;
    }

    /** A record was written and ended at {@code position}. */
    public void appended(long position) {
        end = position;
        if (claimed < position) {
            claimed = position + SLACK;
        }
    }

    /** Fills one piece of what is ahead. Answers whether there is more to fill. */
    public boolean writeAhead(long aheadBytes) {
        try {
            long claim = claimed;
            long from = Math.max(filled, up(claim + DISTANCE));
            long until = Math.min(claim + aheadBytes, channel.size()) & -PAGE;
            int piece = (int) Math.min(PIECE, until - from);
            if (piece <= 0) {
                return false;
            }
            filling = from;
            if (claimed <= from) {
                zeros.write(from, piece);
                filled = from + piece;
            }
            return true;
        } catch (ClosedChannelException left) {
            // the appender went on to the next file meanwhile, this one is complete
            return false;
        } catch (IOException failed) {
            throw new JournalException(path + ": zeros cannot be written ahead", failed);
        } finally {
            filling = NOTHING;
        }
    }

    public void force() throws IOException {
        channel.force(false);
    }

    public void close() {
        try {
            channel.close();
            zeros.close();
        } catch (IOException harmless) {
            // what was to be kept is forced; a descriptor that cannot be closed costs a descriptor
        }
    }
}
