package io.tidemark.gateway.ingest;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * A reader that keeps what it handed out since the row in work, so that a refused row can be shown as it was sent and
 * reading can start again after a line whose quotes swallowed its neighbours. Keeps about one row, at most what the
 * limits of a row allow. Of one thread.
 */
final class LineTape extends Reader {
    private static final int DROP_AT = 1 << 16;
    private static final int READ_SIZE = 1 << 13;

    private final Reader in;
    private char[] kept = new char[DROP_AT + READ_SIZE];
    private int length;
    private int replay;
    private long firstLine;
    private long needed;
    private long cursorLine;
    private int cursor;

    /** @param line the number of the reader's first line */
    LineTape(Reader in, long line) {
        this.in = in;
        firstLine = line;
        needed = line;
        cursorLine = line;
    }

    /** Lines before this one are not asked for again. */
    void release(long line) {
        needed = line;
    }

    @Override
    public int read(char[] target, int offset, int wanted) throws IOException {
        if (replay == length && !fill(wanted)) {
            return -1;
        }
        int size = Math.min(wanted, length - replay);
        System.arraycopy(kept, replay, target, offset, size);
        replay += size;
        return size;
    }

    private boolean fill(int wanted) throws IOException {
        if (length >= DROP_AT) {
            drop(offsetOf(needed), needed);
        }
        int room = Math.max(1, Math.min(wanted, READ_SIZE));
        if (length + room > kept.length) {
            kept = Arrays.copyOf(kept, kept.length * 2);
        }
        int size = in.read(kept, length, room);
        if (size > 0) {
            length += size;
        }
        return size > 0;
    }

    private void drop(int offset, long line) {
        System.arraycopy(kept, offset, kept, 0, length - offset);
        length -= offset;
        replay -= offset;
        firstLine = line;
        cursorLine = line;
        cursor = 0;
    }

    /** Where the line starts among what is kept. Lines are asked for in their order, so the search goes on from the last. */
    private int offsetOf(long line) {
        if (line < cursorLine) {
            cursorLine = firstLine;
            cursor = 0;
        }
        while (cursorLine < line && cursor < length) {
            cursor = endOf(cursor);
            cursorLine++;
        }
        return cursor;
    }

    /** The start of the line after the one at {@code from}, as far as it is kept. */
    private int endOf(int from) {
        int at = from;
        while (at < length) {
            char c = kept[at++];
            if (c == '\n') {
                return at;
            }
            if (c == '\r') {
                return at < length && kept[at] == '\n' ? at + 1 : at;
            }
        }
        return at;
    }

    /** The text of a line without its break, at most {@code most} characters of it, as far as it was read. */
    String line(long line, int most) {
        int from = offsetOf(line);
        int to = from;
        while (to < length && to - from < most && kept[to] != '\n' && kept[to] != '\r') {
            to++;
        }
        return new String(kept, from, to - from);
    }

    /** As {@link #line}, reading on to the line's end where that is needed. */
    String wholeLine(long line, int most) throws IOException {
        needed = line;
        boolean more = true;
        int from = offsetOf(line);
        int to = from;
        while (to - from < most && (to < length || more)) {
            if (to == length) {
                int size = to - from;
                more = fill(READ_SIZE);
                from = offsetOf(line);
                to = from + size;
            } else if (kept[to] == '\n' || kept[to] == '\r') {
                break;
            } else {
                to++;
            }
        }
        return new String(kept, from, to - from);
    }

    /** The next read starts with the line after this one. */
    void restartAfter(long line) throws IOException {
        needed = line;
        replay = offsetOf(line);
        boolean ended = false;
        while (!ended) {
            if (replay == length) {
                drop(length, line);
                if (!fill(READ_SIZE)) {
                    break;
                }
            }
            char c = kept[replay++];
            ended = c == '\n' || c == '\r';
            if (c == '\r' && (replay < length || fill(READ_SIZE)) && kept[replay] == '\n') {
                replay++;
            }
        }
        drop(replay, line + 1);
        needed = line + 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
