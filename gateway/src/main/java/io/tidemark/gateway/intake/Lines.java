package io.tidemark.gateway.intake;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Cuts a stream of bytes into lines, holding no more than one. Of one thread. */
final class Lines {
    /** Told every line that is not blank. */
    interface Sink {
        /** @param number of the line, from 1, blank ones counted */
        void line(byte[] bytes, int from, int length, long number);

        /** A line that is longer than it may be; it is passed over. */
        void tooLong(long number);
    }

    private final int most;
    private final Sink sink;
    private byte[] carried = {};
    private int held;
    private boolean skipping;
    private long number = 1;

    Lines(int most, Sink sink) {
        this.most = most;
        this.sink = sink;
    }

    void piece(ByteBuf data) {
        byte[] bytes = new byte[data.readableBytes()];
        data.readBytes(bytes);
        int from = 0;
        for (int k = 0; k < bytes.length; k++) {
            if (bytes[k] == '\n') {
                line(bytes, from, k);
                from = k + 1;
            }
        }
        carry(bytes, from, bytes.length);
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
        if (held + size > carried.length) {
            carried = Arrays.copyOf(carried, Math.min(most, Math.max(2 * carried.length, held + size)));
        }
        System.arraycopy(bytes, from, carried, held, size);
        held += size;
    }

    private void finish() {
        if (skipping) {
            sink.tooLong(number);
        } else {
            give(carried, 0, held);
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
