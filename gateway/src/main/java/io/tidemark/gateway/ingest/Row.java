package io.tidemark.gateway.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One row of a file: trimmed fields, side by side in one buffer that the next row overwrites. A flyweight: valid
 * until the reader's next row, of one thread.
 */
final class Row {
    private char[] own = new char[4_096];
    /** Where the fields stand: the row's own, or the buffer of a reader that leaves them where they are. */
    private char[] chars = own;

    private char[] copied = new char[256];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int count;
    private int used;
    private boolean blank;
    private long line;
    private boolean multiline;
    private boolean repaired;
    private String limit;
    private Fault fault;
    private boolean passedOver;

    void begin(long atLine) {
        begin(atLine, own);
    }

    /** Begins a row whose fields stand in somebody else's buffer, and are {@link #put} and not added. */
    void begin(long atLine, char[] buffer) {
        chars = buffer;
        line = atLine;
        count = 0;
        used = 0;
        blank = true;
        multiline = false;
        repaired = false;
        limit = null;
        fault = null;
        passedOver = false;
    }

    void add(char[] from, int offset, int length) {
        int start = offset;
        int end = offset + length;
        while (start < end && isSpace(from[start])) {
            start++;
        }
        while (start < end && isSpace(from[end - 1])) {
            end--;
        }
        int size = end - start;
        if (used + size > own.length) {
            own = Arrays.copyOf(own, Math.max(own.length * 2, used + size));
            chars = own;
        }
        System.arraycopy(from, start, own, used, size);
        place(used, used + size);
        used += size;
    }

    /** Adds the field that stands in the buffer of {@link #begin(long, char[])}. */
    void put(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isSpace(chars[start])) {
            start++;
        }
        while (start < end && isSpace(chars[end - 1])) {
            end--;
        }
        place(start, end);
    }

    /** Gives the row so many blank fields, to be {@link #set} in any order. */
    void reserve(int fields) {
        while (count < fields) {
            place(0, 0);
        }
    }

    /** Gives a reserved field its text. */
    void set(int field, char[] from, int offset, int length) {
        int after = count;
        count = field;
        add(from, offset, length);
        count = after;
    }

    private void place(int start, int end) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        blank &= start == end;
        starts[count] = start;
        ends[count++] = end;
    }

    void markMultiline() {
        multiline = true;
    }

    /** The row was read once more without trusting its quotes. */
    void markRepaired() {
        repaired = true;
    }

    /** The row exceeds a limit: what it is, in words. */
    void markLimit(String exceeded) {
        limit = exceeded;
    }

    /** The row cannot be read as a whole: why. The first reason stays. */
    void markFault(Fault found) {
        fault = fault == null ? found : fault;
    }

    /** Why the row cannot be read as a whole, or null. */
    Fault fault() {
        return fault;
    }

    /** The row is of another kind than sales, and counts among the skipped. */
    void markPassedOver() {
        passedOver = true;
    }

    boolean isPassedOver() {
        return passedOver;
    }

    boolean isDamaged() {
        return limit != null || fault != null;
    }

    void add(String text) {
        int length = text.length();
        if (length > copied.length) {
            copied = new char[2 * length];
        }
        text.getChars(0, length, copied, 0);
        add(copied, 0, length);
    }

    /** The physical line on which the row starts, from 1. */
    long line() {
        return line;
    }

    int count() {
        return count;
    }

    boolean multiline() {
        return multiline;
    }

    boolean repaired() {
        return repaired;
    }

    /** The limit that the row exceeds, in words, or null. */
    String limit() {
        return limit;
    }

    /** No field has a text. */
    boolean isBlank() {
        return blank;
    }

    /** A field that the row does not have is blank. */
    boolean isBlank(int field) {
        return field >= count || starts[field] == ends[field];
    }

    char[] chars() {
        return chars;
    }

    int from(int field) {
        return field < count ? starts[field] : 0;
    }

    int to(int field) {
        return field < count ? ends[field] : 0;
    }

    String text(int field) {
        return isBlank(field) ? "" : new String(chars, starts[field], ends[field] - starts[field]);
    }

    /** Every field. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(count);
        for (int field = 0; field < count; field++) {
            texts.add(text(field));
        }
        return texts;
    }

    boolean is(int field, String text) {
        if (field >= count || ends[field] - starts[field] != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (chars[starts[field] + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the fields after the first {@code width} have no text. */
    boolean isBlankFrom(int width) {
        for (int field = width; field < count; field++) {
            if (starts[field] != ends[field]) {
                return false;
            }
        }
        return true;
    }

    /** Blanks, control characters used as blanks, and the no-break spaces that spreadsheets leave. */
    static boolean isSpace(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\u202F' || c == '\u2009' || c == '\uFEFF';
    }
}
