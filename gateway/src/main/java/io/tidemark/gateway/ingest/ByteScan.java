package io.tidemark.gateway.ingest;

/**
 * Looks at every byte of a file once: whether it is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, at most
 * U+10FFFF), and on which line the first NUL or malformed byte stands. Eight ASCII bytes at a time on the usual path.
 */
final class ByteScan {
    private static final java.lang.invoke.VarHandle LONGS =
            java.lang.invoke.MethodHandles.byteArrayViewVarHandle(long[].class, java.nio.ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;

    private long line = 1;
    private boolean afterReturn;
    private long nulLine;
    private long malformedLine;
    private boolean windowsGaps;

    /** Continuation bytes still due, and the range in which the next of them must lie. */
    private int due;

    private int low = 0x80;
    private int high = 0xBF;

    void accept(byte[] bytes, int length) {
        int at = 0;
        while (at < length) {
            at = due == 0 ? plain(bytes, at, length) : at;
            if (at < length) {
                accept(bytes[at++] & 0xFF);
            }
        }
    }

    /** Passes over eight bytes at a time that are ASCII without NUL and line breaks. */
    private int plain(byte[] bytes, int from, int length) {
        int at = from;
        while (at + 8 <= length) {
            long word = (long) LONGS.get(bytes, at);
            // a byte below 0x0E (NUL, line feed, return) borrows into its high bit
            long small = (word - LOW_BITS * 0x0E) & ~word;
            if (((word | small) & HIGH_BITS) != 0) {
                break;
            }
            afterReturn = false;
            at += 8;
        }
        return at;
    }

    private void accept(int b) {
        if (b == 0 && nulLine == 0) {
            nulLine = line;
        }
        if (malformedLine == 0) {
            utf8(b);
        }
        windowsGaps |= b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D;
        if (b == '\r' || (b == '\n' && !afterReturn)) {
            line++;
        }
        afterReturn = b == '\r';
    }

    private void utf8(int b) {
        if (due > 0) {
            if (b < low || b > high) {
                malformed();
                return;
            }
            due--;
            low = 0x80;
            high = 0xBF;
        } else if (b >= 0x80) {
            lead(b);
        }
    }

    private void lead(int b) {
        if (b < 0xC2 || b > 0xF4) {
            malformed();
            return;
        }
        due = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        low = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
        high = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    }

    private void malformed() {
        malformedLine = line;
        due = 0;
    }

    void finish() {
        if (due > 0 && malformedLine == 0) {
            malformed();
        }
    }

    boolean isUtf8() {
        return malformedLine == 0;
    }

    /** The line of the first byte that is not UTF-8, or 0. */
    long malformedLine() {
        return malformedLine;
    }

    /** The line of the first NUL byte, or 0. */
    long nulLine() {
        return nulLine;
    }

    /** Whether a byte occurs that windows-1252 does not assign. */
    boolean hasWindowsGaps() {
        return windowsGaps;
    }
}
