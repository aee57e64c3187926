package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.io.Reader;

/**
 * Splits lines in which no quote stands, as they are in most files: fields are left where they are. At the first line that has a
 * quote or exceeds a limit it stops, for good; {@link #rest} has the text from that line on. Of one thread.
 */
final class PlainLines {
    private static final int SIZE = 1 << 16;

    private final Reader in;
    private final char delimiter;
    private final char[] buffer = new char[SIZE];
    private int at;
    private int length;
    private boolean ended;
    private long line;
    private boolean odd;
    private int lineStart;
    private int lineEnd;

    PlainLines(Reader in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    /** Splits the next line into the row. Answers false at the end of the text, and where {@link #isOdd}. */
    boolean next(Row row) throws IOException {
        while (!split(row)) {
            if (odd || !more()) {
                return false;
            }
        }
        return true;
    }

    /** Whether it stopped before the end, at a line that has to be read with care. */
    boolean isOdd() {
        return odd;
    }

    /** The number of the line split last. */
    long line() {
        return line;
    }

    /** The line split last, at most so many characters of it. */
    String text(int most) {
        return new String(buffer, lineStart, Math.min(most, lineEnd - lineStart));
    }

    /** Answers false where the buffer does not have the whole line, or the line is odd. */
    private boolean split(Row row) {
        if (at == length) {
            return false;
        }
        row.begin(line + 1, buffer);
        int from = at;
        for (int k = at; k < length; k++) {
            char c = buffer[k];
            if (c == delimiter) {
                row.put(from, k);
                from = k + 1;
            } else if (c == '\n' || c == '\r') {
                return end(row, from, k, c);
            } else if (c == '"') {
                odd = true;
                return false;
            }
        }
        if (!ended) {
            return false;
        }
        return end(row, from, length, '\0');
    }

    private boolean end(Row row, int from, int to, char c) {
        if (c == '\r' && to + 1 == length && !ended) {
            return false;
        }
        row.put(from, to);
        if (row.count() > IngestLimits.COLUMNS) {
            odd = true;
            return false;
        }
        line++;
        lineStart = at;
        lineEnd = to;
        boolean pair = c == '\r' && to + 1 < length && buffer[to + 1] == '\n';
        at = c == '\0' ? to : to + (pair ? 2 : 1);
        return true;
    }

    /** Reads on behind the line that is not whole; answers false at the end, and where a line is longer than the buffer. */
    private boolean more() throws IOException {
        if (ended) {
            return false;
        }
        System.arraycopy(buffer, at, buffer, 0, length - at);
        length -= at;
        at = 0;
        if (length == SIZE) {
            odd = true;
            return false;
        }
        int size = in.read(buffer, length, SIZE - length);
        ended = size < 0;
        length += Math.max(0, size);
        return true;
    }

    /** The text from the odd line on. */
    Reader rest() {
        return new Rest();
    }

    private final class Rest extends Reader {
        @Override
        public int read(char[] into, int offset, int wanted) throws IOException {
            if (at == length) {
                return in.read(into, offset, wanted);
            }
            int size = Math.min(wanted, length - at);
            System.arraycopy(buffer, at, into, offset, size);
            at += size;
            return size;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
