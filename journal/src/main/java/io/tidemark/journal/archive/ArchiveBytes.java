package io.tidemark.journal.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.disk.FileBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The file that an archive holds, a piece in memory at a time. One thread. */
public final class ArchiveBytes implements FileBytes {
    private final Path path;
    private final FileChannel channel;
    private long size;
    private long[] from;
    private int[] crcs;
    private int loaded = -1;
    private byte[] piece;

    /** @throws JournalException where the archive is damaged */
    public ArchiveBytes(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            readList();
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private void readList() throws IOException {
        long end = channel.size() - ArchiveFormat.TAIL;
        if (end < ArchiveFormat.BEGIN.length || !Arrays.equals(bytes(0, 8), ArchiveFormat.BEGIN)) {
            throw damaged("it does not begin as an archive does");
        }
        ByteBuffer tail = ByteBuffer.wrap(bytes(end, ArchiveFormat.TAIL)).order(ByteOrder.LITTLE_ENDIAN);
        long listAt = tail.getLong();
        int pieces = tail.getInt();
        size = tail.getLong();
        boolean plausible = listAt >= 8
                && pieces >= 0
                && listAt + (long) pieces * ArchiveFormat.ENTRY == end
                && pieces == (size + ArchiveFormat.PIECE - 1) / ArchiveFormat.PIECE
                && Arrays.equals(bytes(end + ArchiveFormat.TAIL - 8, 8), ArchiveFormat.END);
        if (!plausible) {
            throw damaged("its end is not that of an archive");
        }
        byte[] list = bytes(listAt, (int) (end - listAt) + ArchiveFormat.TAIL - 12);
        if (ArchiveWriter.crc(list, list.length) != tail.getInt()) {
            throw damaged("the checksum of its list is wrong");
        }
        index(ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN), pieces);
    }

    private void index(ByteBuffer list, int pieces) {
        from = new long[pieces + 1];
        crcs = new int[pieces];
        from[0] = ArchiveFormat.BEGIN.length;
        for (int k = 0; k < pieces; k++) {
            from[k + 1] = from[k] + list.getInt();
            crcs[k] = list.getInt();
        }
    }

    private byte[] bytes(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw damaged("it is cut off");
            }
        }
        return bytes.array();
    }

    private JournalException damaged(String how) {
        return JournalException.damaged(path + " is a damaged archive: " + how + ". Bring the file back from a copy");
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        if (position >= size) {
            return -1;
        }
        int number = (int) (position / ArchiveFormat.PIECE);
        if (number != loaded) {
            load(number);
        }
        int offset = (int) (position % ArchiveFormat.PIECE);
        int length = Math.min(into.remaining(), piece.length - offset);
        into.put(piece, offset, length);
        return length;
    }

    private void load(int number) throws IOException {
        loaded = -1;
        byte[] compressed = bytes(from[number], (int) (from[number + 1] - from[number]));
        if (ArchiveWriter.crc(compressed, compressed.length) != crcs[number]) {
            throw damaged("the checksum of piece " + number + ", byte " + from[number] + ", is wrong");
        }
        int length = (int) Math.min(ArchiveFormat.PIECE, size - (long) number * ArchiveFormat.PIECE);
        try {
            piece = Zstd.decompress(compressed, length);
        } catch (ZstdException broken) {
            throw damaged("piece " + number + " cannot be read: " + broken.getMessage());
        }
        if (piece.length != length) {
            throw damaged("piece " + number + " is " + piece.length + " bytes long, not " + length);
        }
        loaded = number;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
