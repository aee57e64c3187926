package io.tidemark.journal.archive;

import com.github.luben.zstd.Zstd;
import io.tidemark.journal.disk.FileWindow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Writes a file as an archive, and makes it durable. */
public final class ArchiveWriter {
    private static final int LEVEL = 3;

    private final FileChannel out;
    private final List<int[]> pieces = new ArrayList<>();
    private long position;

    private ArchiveWriter(FileChannel out) {
        this.out = out;
    }

    /** @param into is made or written over */
    public static void write(Path from, Path into) throws IOException {
        try (FileWindow window = new FileWindow(from);
                FileChannel out = FileChannel.open(
                        into,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            new ArchiveWriter(out).write(window);
            out.force(true);
        }
    }

    private void write(FileWindow window) throws IOException {
        put(ArchiveFormat.BEGIN);
        for (long at = 0; at < window.size(); at += ArchiveFormat.PIECE) {
            int length = (int) Math.min(ArchiveFormat.PIECE, window.size() - at);
            if (!window.load(at, length)) {
                throw new IOException("byte " + at + " cannot be read");
            }
            byte[] plain = new byte[length];
            window.bytes().duplicate().position(window.offset(at)).get(plain);
            byte[] compressed = Zstd.compress(plain, LEVEL);
            pieces.add(new int[] {compressed.length, crc(compressed, compressed.length)});
            put(compressed);
        }
        end(window.size());
    }

    private void end(long size) throws IOException {
        ByteBuffer list = ByteBuffer.allocate(pieces.size() * ArchiveFormat.ENTRY + ArchiveFormat.TAIL)
                .order(ByteOrder.LITTLE_ENDIAN);
        pieces.forEach(piece -> list.putInt(piece[0]).putInt(piece[1]));
        list.putLong(position).putInt(pieces.size()).putLong(size);
        list.putInt(crc(list.array(), list.position())).put(ArchiveFormat.END);
        put(list.array());
    }

    static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private void put(byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            position += out.write(left, position);
        }
    }
}
