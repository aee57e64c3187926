package io.tidemark.journal.snapshot;

import io.tidemark.engine.snapshot.CoreImage;
import io.tidemark.engine.store.SnapshotSink;
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
 * Writes one image into a file of its own, and forces it in pieces: a device that has to take everything at once would keep the
 * journal waiting. One thread; used once.
 */
final class SnapshotWriter implements SnapshotSink {
    private static final long FORCE_EVERY = 32L << 20;

    private final FileChannel file;
    private final Runnable check;
    private final ByteBuffer block =
            ByteBuffer.allocateDirect(SnapshotFormat.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C content = new CRC32C();
    private final CRC32C whole = new CRC32C();
    private long position;
    private long forced;

    private SnapshotWriter(FileChannel file, Runnable check) {
        this.file = file;
        this.check = check;
    }

    /**
     * Writes and forces a file that is not there.
     *
     * @param check called now and then; what it throws ends the writing
     * @return bytes written
     */
    static long write(CoreImage image, Path path, Runnable check) throws IOException {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            SnapshotWriter writer = new SnapshotWriter(file, check);
            writer.write(image);
            file.force(true);
            return writer.position;
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private void write(CoreImage image) throws IOException {
        header(image);
        for (CoreImage.Part part : image.parts()) {
            section(part);
        }
        block.putLong(position + SnapshotFormat.TRAILER)
                .putInt((int) whole.getValue())
                .putLong(SnapshotFormat.END);
        flush();
    }

    private void header(CoreImage image) throws IOException {
        block.putLong(SnapshotFormat.MAGIC).putInt(SnapshotFormat.FORMAT).putInt(SnapshotFormat.ENGINE);
        block.putLong(image.sequence())
                .putLong(image.timestampMs())
                .putInt(image.parts().size());
        CRC32C crc = new CRC32C();
        crc.update(block.duplicate().flip());
        block.putInt((int) crc.getValue());
        whole.update(block.duplicate().flip());
        flush();
    }

    /** The head is written once the content's length and checksum are known. */
    private void section(CoreImage.Part part) throws IOException {
        byte[] name = part.name().getBytes(StandardCharsets.UTF_8);
        long at = position;
        position += SnapshotFormat.SECTION + name.length;
        long begin = position;
        content.reset();
        part.content().write(this);
        flush();
        ByteBuffer head =
                ByteBuffer.allocate(SnapshotFormat.SECTION + name.length).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(name.length).putInt(part.version()).putLong(position - begin);
        head.putInt((int) content.getValue()).put(name).flip();
        whole.update(head.duplicate());
        write(head, at);
    }

    private void flush() throws IOException {
        block.flip();
        content.update(block.duplicate());
        position += block.remaining();
        write(block, position - block.remaining());
        block.clear();
        check.run();
        if (position - forced >= FORCE_EVERY) {
            file.force(false);
            forced = position;
        }
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
        long to = at;
        while (bytes.hasRemaining()) {
            to += file.write(bytes, to);
        }
    }

    private void room(int bytes) {
        if (block.remaining() < bytes) {
            try {
                flush();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    @Override
    public void put(long value) {
        room(Long.BYTES);
        block.putLong(value);
    }

    @Override
    public void put(long[] page, int count) {
        int done = 0;
        while (done < count) {
            room(Long.BYTES);
            int part = Math.min(count - done, block.remaining() / Long.BYTES);
            block.asLongBuffer().put(page, done, part);
            block.position(block.position() + part * Long.BYTES);
            done += part;
        }
    }

    @Override
    public void put(byte[] from, int offset, int count) {
        int done = 0;
        while (done < count) {
            room(1);
            int part = Math.min(count - done, block.remaining());
            block.put(from, offset + done, part);
            done += part;
        }
    }
}
