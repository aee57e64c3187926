package io.tidemark.journal.snapshot;

import io.tidemark.engine.snapshot.SnapshotReader;
import io.tidemark.engine.store.SnapshotException;
import io.tidemark.engine.store.SnapshotSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Reads a snapshot file. {@link #check} reads all of it once and compares every checksum; only then is anything of it used. One
 * thread.
 */
final class SnapshotFile implements SnapshotReader, SnapshotSource, AutoCloseable {
    private final FileChannel file;
    private final long size;
    private final ByteBuffer block =
            ByteBuffer.allocateDirect(SnapshotFormat.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C whole = new CRC32C();
    private long sequence;
    private int sections;
    /** Where the next section's head begins. */
    private long next = SnapshotFormat.HEADER;
    /** Where the next block of the content is read from, and where the content ends. */
    private long position;

    private long end;

    private String name;
    private int version;
    private int crc;

    private SnapshotFile(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws SnapshotException where it is none, of another version, or damaged
     */
    static SnapshotFile open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            SnapshotFile snapshot = new SnapshotFile(file);
            snapshot.header();
            return snapshot;
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** Sequence of the last command in it. */
    long sequence() {
        return sequence;
    }

    /** Reads everything and compares it with its checksums. */
    void check() {
        for (int k = 0; k < sections; k++) {
            head();
            CRC32C content = new CRC32C();
            while (left() > 0) {
                fill();
                content.update(block);
            }
            require((int) content.getValue() == crc, "section " + name + " is damaged");
        }
        load(next, SnapshotFormat.TRAILER, "it is cut off");
        boolean ends = block.getLong() == size && block.getInt() == (int) whole.getValue();
        require(
                ends && block.getLong() == SnapshotFormat.END,
                "it is damaged: its parts are not those that were written");
        require(next + SnapshotFormat.TRAILER == size, "it is damaged: something follows its end");
        next = SnapshotFormat.HEADER;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new SnapshotException(what);
        }
    }

    private void header() {
        load(0, SnapshotFormat.HEADER, "it is cut off");
        CRC32C expected = new CRC32C();
        expected.update(block.duplicate().limit(SnapshotFormat.HEADER_CRC));
        whole.update(block.duplicate());
        require(block.getLong() == SnapshotFormat.MAGIC, "it is no snapshot");
        int format = block.getInt();
        require(
                format == SnapshotFormat.FORMAT,
                "it is of format " + format + "; this version of Tidemark reads format " + SnapshotFormat.FORMAT);
        int engine = block.getInt();
        require(
                engine == SnapshotFormat.ENGINE,
                "it was scored by engine " + engine + "; this version of Tidemark has engine " + SnapshotFormat.ENGINE);
        sequence = block.getLong();
        block.getLong();
        sections = block.getInt();
        require(block.getInt() == (int) expected.getValue(), "its header is damaged");
    }

    /** Reads the next section's head. */
    private void head() {
        load(next, SnapshotFormat.SECTION, "it is cut off");
        int length = block.getInt();
        version = block.getInt();
        long bytes = block.getLong();
        crc = block.getInt();
        require(length > 0 && length <= SnapshotFormat.MAX_NAME, "a section's head is damaged");
        load(next, SnapshotFormat.SECTION + length, "it is cut off");
        whole.update(block.duplicate());
        byte[] text = new byte[length];
        block.position(SnapshotFormat.SECTION).get(text);
        name = new String(text, StandardCharsets.UTF_8);
        position = next + SnapshotFormat.SECTION + length;
        require(bytes >= 0 && bytes <= size - position, "it is cut off in section " + name);
        end = position + bytes;
        next = end;
        block.position(0).limit(0);
    }

    /** Brings so many bytes of a place into the block. */
    private void load(long at, int length, String otherwise) {
        require(at + length <= size, otherwise);
        read(at, length);
    }

    private void read(long at, int length) {
        block.clear().limit(length);
        try {
            while (block.hasRemaining()) {
                if (file.read(block, at + block.position()) < 0) {
                    throw new SnapshotException("it is cut off");
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        block.flip();
    }

    /** Brings more of the content into an empty block. */
    private void fill() {
        int length = (int) Math.min(SnapshotFormat.BLOCK, end - position);
        read(position, length);
        position += length;
    }

    @Override
    public Content next(String wanted) {
        require(next + SnapshotFormat.TRAILER < size, "it has no section " + wanted);
        head();
        require(name.equals(wanted), "section " + name + " stands where section " + wanted + " belongs");
        return new Content(version, this);
    }

    @Override
    public long left() {
        return end - position + block.remaining();
    }

    private void need(long bytes) {
        require(left() >= bytes, "ends too early");
    }

    @Override
    public long get() {
        byte[] eight = new byte[Long.BYTES];
        if (block.remaining() >= Long.BYTES) {
            return block.getLong();
        }
        get(eight, 0, eight.length);
        return ByteBuffer.wrap(eight).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    @Override
    public void get(long[] page, int count) {
        need((long) count * Long.BYTES);
        int done = 0;
        while (done < count) {
            int part = Math.min(count - done, block.remaining() / Long.BYTES);
            if (part == 0) {
                page[done++] = get();
            } else {
                block.asLongBuffer().get(page, done, part);
                block.position(block.position() + part * Long.BYTES);
                done += part;
            }
        }
    }

    @Override
    public void get(byte[] into, int offset, int count) {
        need(count);
        int done = 0;
        while (done < count) {
            if (!block.hasRemaining()) {
                fill();
            }
            int part = Math.min(count - done, block.remaining());
            block.get(into, offset + done, part);
            done += part;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
