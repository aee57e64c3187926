package io.tidemark.tools.simulate;

import java.util.Arrays;

/** Bytes on their way, in order. */
final class Bytes {
    private byte[] bytes = new byte[1024];
    private int from;
    private int until;

    int size() {
        return until - from;
    }

    void add(byte[] more, int offset, int length) {
        if (until + length > bytes.length) {
            byte[] room = size() + length > bytes.length ? new byte[2 * (size() + length)] : bytes;
            System.arraycopy(bytes, from, room, 0, size());
            until = size();
            from = 0;
            bytes = room;
        }
        System.arraycopy(more, offset, bytes, until, length);
        until += length;
    }

    /** Moves the first bytes to another's end. */
    void moveTo(Bytes other, int length) {
        other.add(bytes, from, length);
        skip(length);
    }

    void skip(int length) {
        from += length;
    }

    /** Leaves the first bytes only. */
    void keep(int length) {
        until = from + length;
    }

    void clear() {
        keep(0);
    }

    /** Length of the first message, without its own four bytes; −1 where it is not there whole. */
    int message() {
        if (size() < Integer.BYTES) {
            return -1;
        }
        int length = bytes[from] & 0xFF
                | (bytes[from + 1] & 0xFF) << 8
                | (bytes[from + 2] & 0xFF) << 16
                | bytes[from + 3] << 24;
        return size() - Integer.BYTES < length ? -1 : length;
    }

    /** The first message's bytes, behind its length. */
    byte[] peek(int length) {
        return Arrays.copyOfRange(bytes, from + Integer.BYTES, from + Integer.BYTES + length);
    }
}
