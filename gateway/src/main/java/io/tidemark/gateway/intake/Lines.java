package io.tidemark.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.tidemark.gateway.ingest.PlainLine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines, holding no more than one. Before and behind each, in its array, stand a few bytes more, for
 * readers of words. Of one thread.
 */
final class Lines {
    /** Told every line that is not blank. */
    interface Sink {
        /** @param number of the line, from 1, blank ones counted */
        void line(byte[] bytes, int from, int length, long number);

        /** A line that is longer than it may be; it is passed over. */
        void tooLong(long number);
    }

    private static final int AROUND = PlainLine.AROUND;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LINE_FEEDS = '\n' * LOW_BITS;

    private final int most;
    private final Sink sink;
    private byte[] piece = {};
    private byte[] carried = new byte[2 * AROUND];
    private int held;
    private boolean skipping;
    private long number = 1;

    Lines(int most, Sink sink) {
        this.most = most;
        this.sink = sink;
    }

    void piece(ByteBuf data) {
        int size = data.readableBytes();
        if (piece.length < size + 2 * AROUND) {
            piece = new byte[size + 2 * AROUND];
        }
        data.readBytes(piece, AROUND, size);
        int until = AROUND + size;
        int from = AROUND;
        int end;
        while ((end = lineFeed(piece, from, until)) < until) {
            line(piece, from, end);
            from = end + 1;
        }
        carry(piece, from, until);
    }

    /** Where the next line feed stands, {@code until} where none does; up to {@link #AROUND} bytes behind are looked at. */
    private static int lineFeed(byte[] bytes, int from, int until) {
        for (int k = from; k < until; k += Long.BYTES) {
            long differs = (long) LONGS.get(bytes, k) ^ LINE_FEEDS;
            long found = differs - LOW_BITS & ~differs & HIGH_BITS;
            if (found != 0) {
                return Math.min(until, k + (Long.numberOfTrailingZeros(found) >>> 3));
            }
        }
        return until;
    }

    private void line(byte[] bytes, int from, int to) {
        if (held > 0 || skipping || to - from > most) {
            carry(bytes, from, to);
            finish();
        } else {
            give(bytes, from, to);
        }
        number++;
    }

    private void carry(byte[] bytes, int from, int to) {
        int size = to - from;
        if (skipping || held + size > most) {
            skipping = true;
            held = 0;
            return;
        }
        if (held + size + 2 * AROUND > carried.length) {
            int room = Math.min(most, Math.max(2 * carried.length, held + size));
            carried = Arrays.copyOf(carried, room + 2 * AROUND);
        }
        System.arraycopy(bytes, from, carried, AROUND + held, size);
        held += size;
    }

    private void finish() {
        if (skipping) {
            sink.tooLong(number);
        } else {
            give(carried, AROUND, AROUND + held);
        }
        skipping = false;
        held = 0;
    }

    private void give(byte[] bytes, int from, int to) {
        int first = from;
        int end = to;
        while (first < end && bytes[first] <= ' ' && bytes[first] >= 0) {
            first++;
        }
        while (end > first && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
            end--;
        }
        if (end > first) {
            sink.line(bytes, first, end - first, number);
        }
    }

    /** The stream is over: what is held is its last line. */
    void end() {
        if (held > 0 || skipping) {
            finish();
        }
    }
}
