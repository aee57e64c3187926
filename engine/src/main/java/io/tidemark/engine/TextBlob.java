package io.tidemark.engine;

import org.agrona.concurrent.UnsafeBuffer;

/** The texts of a frame being written. Reused; one thread. */
final class TextBlob {
    private final UnsafeBuffer buffer;
    private int length;

    TextBlob(int capacity) {
        buffer = new UnsafeBuffer(new byte[capacity]);
    }

    void clear() {
        length = 0;
    }

    /** Takes back what was appended behind a length. */
    void truncate(int to) {
        length = to;
    }

    int length() {
        return length;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** The most bytes that a text takes. */
    static int most(String text) {
        return 3 * text.length();
    }

    /** Appends a text as UTF-8 and answers how many bytes it took. */
    int append(String text) {
        int chars = text.length();
        for (int k = 0; k < chars; k++) {
            char c = text.charAt(k);
            if (c >= 0x80) {
                return appendWide(text);
            }
            buffer.putByte(length + k, (byte) c);
        }
        length += chars;
        return chars;
    }

    private int appendWide(String text) {
        int bytes = buffer.putStringWithoutLengthUtf8(length, text);
        length += bytes;
        return bytes;
    }

    /** Appends a text behind its length. */
    void appendWithLength(String text) {
        int at = length;
        length += 2;
        int bytes = append(text);
        buffer.putShort(at, (short) bytes, java.nio.ByteOrder.LITTLE_ENDIAN);
    }
}
