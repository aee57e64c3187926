package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * Reads an activity from a line of JSON as most are: one flat object of known fields, printable ASCII without escapes, nothing
 * wrong with it. It takes a line only where {@link ActivityJson} would make the same activity of it; every other line it leaves
 * to that, which says what is wrong. Texts stay where they are, no object is made. Reused; of one thread.
 */
public final class PlainLine {
    /** Bytes that stand before and behind a line in its array, whatever they are. */
    public static final int AROUND = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Bytes of a text that surely keep within every limit. */
    private static final int SURELY_SHORT = IngestLimits.ID_BYTES / 3;

    private static final int WHOLE_DIGITS = 12;
    private static final int DAYS = 1 << 12;
    private static final byte[] ORIGINAL_FUNCTION = "original".getBytes(StandardCharsets.US_ASCII);

    private static final int PLACES = ActivityFields.PLACES.size();
    private static final byte[][] NAMES = new byte[PLACES][];
    private static final long[] FIRST = new long[PLACES];
    private static final long[] LAST = new long[PLACES];

    static {
        ActivityFields.PLACES.forEach((name, place) -> {
            NAMES[place] = name.getBytes(StandardCharsets.US_ASCII);
            byte[] padded = Arrays.copyOf(NAMES[place], Math.max(Long.BYTES, NAMES[place].length));
            FIRST[place] = (long) LONGS.get(padded, 0);
            LAST[place] = (long) LONGS.get(padded, padded.length - Long.BYTES);
        });
    }

    private final DateReader dates = new DateReader(List.of("yyyy-MM-dd"), ZoneOffset.UTC);
    private final int[] dayKeys = new int[DAYS];
    private final int[] days = new int[DAYS];
    /** The field that followed each field in the line before; that of the last place begins a line. */
    private final int[] follows = new int[PLACES + 1];

    private byte[] bytes;
    private int at;
    private int end;
    private long seen;
    private long present;
    private final int[] from = new int[PLACES];
    private final int[] length = new int[PLACES];
    private long quantity;
    private long amount;
    private int date;
    private int revision;
    private int size;

    /**
     * Reads a line.
     *
     * @param line with {@link #AROUND} bytes before and behind what is read; not to change while the activity is used
     * @param ofFeed whether the feed names the source where the activity does not
     * @param today epoch day of the receipt
     * @return whether this is the activity; where not, nothing is known about the line
     */
    public boolean read(byte[] line, int offset, int count, boolean ofFeed, int today) {
        bytes = line;
        at = offset;
        size = count;
        end = offset + count;
        seen = 0;
        present = 0;
        boolean roomy = offset >= AROUND && end + AROUND <= line.length;
        return roomy && object() && at == end && isRight(ofFeed, today);
    }

    private boolean object() {
        if (bytes[at++] != '{') {
            return false;
        }
        int before = PLACES;
        do {
            blanks();
            int place = name(before);
            if (place < 0 || (seen >> place & 1) != 0) {
                return false;
            }
            seen |= 1L << place;
            follows[before] = place;
            before = place;
            blanks();
            if (bytes[at++] != ':') {
                return false;
            }
            blanks();
            if (!value(place)) {
                return false;
            }
            blanks();
        } while (at < end && bytes[at++] == ',');
        return bytes[at - 1] == '}';
    }

    private void blanks() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    /** The place of a field's name, passed over; -1 where there is none that is known. */
    private int name(int before) {
        if (at >= end || bytes[at++] != '"') {
            return -1;
        }
        int guess = follows[before];
        if (isName(guess)) {
            at += NAMES[guess].length + 1;
            return guess;
        }
        for (int place = 0; place < PLACES; place++) {
            if (isName(place)) {
                at += NAMES[place].length + 1;
                return place;
            }
        }
        return -1;
    }

    private boolean isName(int place) {
        int chars = NAMES[place].length;
        if (chars > end - at || bytes[at + chars] != '"') {
            return false;
        }
        long word = (long) LONGS.get(bytes, at);
        return chars < Long.BYTES
                ? (word & (1L << 8 * chars) - 1) == FIRST[place]
                : word == FIRST[place] && (long) LONGS.get(bytes, at + chars - Long.BYTES) == LAST[place];
    }

    private boolean value(int place) {
        if (at >= end) {
            return false;
        }
        byte first = bytes[at];
        int begin = first == '"' ? at + 1 : at;
        int until = first == '"' ? endOfText(begin) : endOfNumber(begin);
        if (until < 0 || until - begin > SURELY_SHORT) {
            return false;
        }
        at = first == '"' ? until + 1 : until;
        if (until > begin) {
            from[place] = begin;
            length[place] = until - begin;
            present |= 1L << place;
            return bytes[begin] != ' ' && bytes[until - 1] != ' ';
        }
        return true;
    }

    /** Where a text's closing quote stands; -1 where it holds what is not plain. */
    private int endOfText(int begin) {
        int k = begin;
        while (k < end) {
            byte c = bytes[k];
            if (c == '"') {
                return k;
            }
            // bytes of other characters than ASCII are negative
            if (c < ' ' || c == '\\' || c == 0x7F) {
                return -1;
            }
            k++;
        }
        return -1;
    }

    /** Behind a number without sign and exponent; -1 where there is none as JSON writes it. */
    private int endOfNumber(int begin) {
        int k = digits(begin);
        boolean whole = k > begin && (bytes[begin] != '0' || k == begin + 1);
        if (!whole) {
            return -1;
        }
        if (k < end && bytes[k] == '.') {
            int behind = digits(k + 1);
            return behind > k + 1 ? behind : -1;
        }
        return k;
    }

    private int digits(int begin) {
        int k = begin;
        while (k < end && isDigit(bytes[k])) {
            k++;
        }
        return k;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private boolean isRight(boolean ofFeed, int today) {
        quantity = number(ActivityFields.QUANTITY);
        amount = number(ActivityFields.AMOUNT);
        return has(ActivityFields.ID)
                && (ofFeed || has(ActivityFields.SOURCE))
                && has(ActivityFields.DATE)
                && isDay(today)
                && (quantity != Fixed.NONE || !has(ActivityFields.QUANTITY))
                && (amount != Fixed.NONE || !has(ActivityFields.AMOUNT))
                && isKind()
                && isOriginal()
                && isRevision()
                && isCurrency()
                && roleCount() <= IngestLimits.ROLES;
    }

    boolean has(int place) {
        return (present >> place & 1) != 0;
    }

    /** Units of a number of digits and a point, {@link Fixed#NONE} of none or any other. */
    private long number(int place) {
        if (!has(place)) {
            return Fixed.NONE;
        }
        int k = from[place];
        int until = k + length[place];
        long whole = 0;
        int begin = k;
        for (; k < until && isDigit(bytes[k]); k++) {
            whole = whole * 10 + (bytes[k] - '0');
        }
        if (k == begin || k - begin > WHOLE_DIGITS) {
            return Fixed.NONE;
        }
        return k == until ? whole * Fixed.ONE : fraction(whole, k, until);
    }

    private long fraction(long whole, int point, int until) {
        int count = until - point - 1;
        if (bytes[point] != '.' || count < 1 || count > 4) {
            return Fixed.NONE;
        }
        long units = whole;
        for (int k = point + 1; k < until; k++) {
            if (!isDigit(bytes[k])) {
                return Fixed.NONE;
            }
            units = units * 10 + (bytes[k] - '0');
        }
        for (int k = count; k < 4; k++) {
            units *= 10;
        }
        return units;
    }

    private boolean isDay(int today) {
        int begin = from[ActivityFields.DATE];
        if (length[ActivityFields.DATE] != 10 || bytes[begin + 4] != '-' || bytes[begin + 7] != '-') {
            return false;
        }
        int key = 0;
        for (int k = 0; k < 10; k++) {
            byte c = bytes[begin + k];
            if (k != 4 && k != 7) {
                if (!isDigit(c)) {
                    return false;
                }
                key = key * 10 + (c - '0');
            }
        }
        int slot = key * 0x9E37_79B9 >>> 20;
        if (dayKeys[slot] != key || key == 0) {
            char[] text = new String(bytes, begin, 10, StandardCharsets.US_ASCII).toCharArray();
            dayKeys[slot] = key;
            days[slot] = dates.day(text, 0, text.length);
        }
        date = days[slot];
        return date != DatePattern.NONE && date <= today + 1;
    }

    private boolean isKind() {
        boolean right = true;
        int until = until(ActivityFields.KIND);
        for (int k = begin(ActivityFields.KIND); k < until; k++) {
            byte c = bytes[k];
            right &= c >= 'a' && c <= 'z' || isDigit(c) || c == '-';
        }
        return right;
    }

    private boolean isOriginal() {
        int place = ActivityFields.FUNCTION;
        return !has(place)
                || Arrays.equals(bytes, begin(place), until(place), ORIGINAL_FUNCTION, 0, ORIGINAL_FUNCTION.length);
    }

    private boolean isRevision() {
        revision = Activity.NO_REVISION;
        int place = ActivityFields.REVISION;
        if (!has(place)) {
            return true;
        }
        if (length[place] > 9 || digits(begin(place)) != until(place)) {
            return false;
        }
        revision = 0;
        for (int k = begin(place); k < until(place); k++) {
            revision = revision * 10 + (bytes[k] - '0');
        }
        return true;
    }

    private boolean isCurrency() {
        int place = ActivityFields.CURRENCY;
        int begin = begin(place);
        return !has(place)
                || length[place] == 3
                        && isCapital(bytes[begin])
                        && isCapital(bytes[begin + 1])
                        && isCapital(bytes[begin + 2]);
    }

    private static boolean isCapital(byte c) {
        return c >= 'A' && c <= 'Z';
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where a field's text begins; meaningless where there is none. */
    int begin(int place) {
        return from[place];
    }

    /** Bytes of a field's text, 0 where there is none. */
    int length(int place) {
        return has(place) ? length[place] : 0;
    }

    private int until(int place) {
        return from[place] + length(place);
    }

    /** The roles that are there, a bit for each place. */
    long roles() {
        return present >>> ActivityFields.ROLES_FROM;
    }

    private int roleCount() {
        return Long.bitCount(roles());
    }

    /** Units, or {@link Fixed#NONE}. */
    long quantity() {
        return quantity;
    }

    /** Units, or {@link Fixed#NONE}. */
    long amount() {
        return amount;
    }

    int date() {
        return date;
    }

    int revision() {
        return revision;
    }

    /** Bytes of the whole line. */
    int size() {
        return size;
    }
}
