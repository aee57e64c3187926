package io.tidemark.gateway.ingest;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The rows that a first pass met, in a temporary file, so that a form that is dear to parse is parsed once: what checks a file to
 * its end writes, what hands its rows on reads. Beyond a size it gives up, and the file is parsed again. Of one thread.
 */
final class RowSpool implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int END = -1;

    private final Path file;
    private final long most;
    private OutputStream out;
    private ByteBuffer bytes = ByteBuffer.allocate(1 << 12);
    private long size;

    /** @param most bytes it may take */
    RowSpool(long most) throws IOException {
        this.most = most;
        this.file = Files.createTempFile("tidemark-", ".rows");
        this.out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    /** Adds a row, unless it has given up. */
    void add(Row row) throws IOException {
        if (out == null) {
            return;
        }
        char[] limit = row.limit() == null ? null : row.limit().toCharArray();
        bytes.clear();
        bytes.position(Integer.BYTES);
        bytes.putLong(row.line()).putShort((short) row.count()).put((byte) (limit == null ? 0 : 1));
        for (int field = 0; field < row.count(); field++) {
            add(row.chars(), row.from(field), row.to(field));
        }
        if (limit != null) {
            add(limit, 0, limit.length);
        }
        bytes.putInt(0, bytes.position() - Integer.BYTES);
        out.write(bytes.array(), 0, bytes.position());
        size += bytes.position();
        if (size > most) {
            close();
        }
    }

    /** Its length, negative where a character takes two bytes, and its characters. */
    private void add(char[] chars, int from, int to) {
        int all = 0;
        for (int k = from; k < to; k++) {
            all |= chars[k];
        }
        int length = to - from;
        room(Integer.BYTES + 2 * length);
        if (all > 0xFF) {
            bytes.putInt(-length);
            bytes.asCharBuffer().put(chars, from, length);
            bytes.position(bytes.position() + 2 * length);
        } else {
            bytes.putInt(length);
            byte[] into = bytes.array();
            int at = bytes.position();
            for (int k = 0; k < length; k++) {
                into[at + k] = (byte) chars[from + k];
            }
            bytes.position(at + length);
        }
    }

    private void room(int more) {
        if (bytes.remaining() < more) {
            bytes = ByteBuffer.allocate(2 * (bytes.position() + more)).put(bytes.flip());
        }
    }

    /** All rows are added. */
    void finish() throws IOException {
        if (out != null) {
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt(END).array());
            out.close();
        }
    }

    /** Whether it has all rows. */
    boolean isWhole() {
        return out != null;
    }

    Rows open() throws IOException {
        return new Rows(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    }

    /** The rows again. */
    static final class Rows implements Closeable {
        private final DataInputStream in;
        private ByteBuffer bytes = ByteBuffer.allocate(1 << 12);
        private char[] text = new char[1 << 10];

        private Rows(InputStream in) {
            this.in = new DataInputStream(in);
        }

        /** Reads the next row; answers false at the end. */
        boolean next(Row row) throws IOException {
            int length = in.readInt();
            if (length == END) {
                return false;
            }
            if (length > bytes.capacity()) {
                bytes = ByteBuffer.allocate(2 * length);
            }
            in.readFully(bytes.array(), 0, length);
            bytes.clear();
            row.begin(bytes.getLong());
            int count = bytes.getShort();
            boolean limited = bytes.get() != 0;
            for (int field = 0; field < count; field++) {
                int chars = text();
                row.add(text, 0, chars);
            }
            if (limited) {
                int chars = text();
                row.markLimit(new String(text, 0, chars));
            }
            return true;
        }

        /** Reads a text; answers its characters. */
        private int text() {
            int length = bytes.getInt();
            int chars = Math.abs(length);
            if (chars > text.length) {
                text = new char[2 * chars];
            }
            if (length < 0) {
                bytes.asCharBuffer().get(text, 0, chars);
                bytes.position(bytes.position() + 2 * chars);
            } else {
                byte[] from = bytes.array();
                int at = bytes.position();
                for (int k = 0; k < chars; k++) {
                    text[k] = (char) (from[at + k] & 0xFF);
                }
                bytes.position(at + chars);
            }
            return chars;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Gives up, or is done with. */
    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
            out = null;
        }
        Files.deleteIfExists(file);
    }
}
