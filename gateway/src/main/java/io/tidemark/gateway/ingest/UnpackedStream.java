package io.tidemark.gateway.ingest;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** Bytes out of an archive, counted: an archive that unpacks to far more than it holds is no file of sales. */
final class UnpackedStream extends FilterInputStream {
    private final long most;
    private final Closeable beside;
    private final long sum;
    private final CRC32 crc = new CRC32();
    private long count;

    /**
     * @param packedBytes size of the archive
     * @param sum CRC-32 of the bytes, or -1 where something else checks them
     * @param beside closed with the stream, or null
     */
    UnpackedStream(InputStream in, long packedBytes, long sum, Closeable beside) {
        super(in);
        this.most = IngestLimits.unpackedBytes(packedBytes);
        this.sum = sum;
        this.beside = beside;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int size = in.read(bytes, offset, length);
        if (size < 0) {
            checkSum();
            return size;
        }
        if (sum >= 0) {
            crc.update(bytes, offset, size);
        }
        return (int) counted(size, size);
    }

    private void checkSum() throws Damage {
        if (sum >= 0 && crc.getValue() != sum) {
            throw new Damage("", "the archive is damaged: its check sum is wrong", "send it again");
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] passed = new byte[(int) Math.min(bytes, 8_192)];
        return Math.max(0, read(passed, 0, passed.length));
    }

    private long counted(long answer, long bytes) throws IOException {
        count += bytes;
        if (count > most) {
            throw new Damage(
                    "",
                    "the archive unpacks to more than " + most + " bytes",
                    "at most " + IngestLimits.UNPACK_RATIO + " times its size, and " + IngestLimits.UNPACKED_BYTES
                            + " bytes; send it unpacked or in parts");
        }
        return answer;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            if (beside != null) {
                beside.close();
            }
        }
    }
}
