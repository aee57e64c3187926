package io.tidemark.gateway.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One text of a row: a column, or several joined by {@code /}, or the profile's default. What was read last stays as characters
 * where they are, in the row's buffer mostly, until the next row. Of one thread.
 */
final class TextField {
    private static final char[] NONE = {};

    private static final int SURELY_SHORT = IngestLimits.ID_BYTES / 3;

    private final String name;
    private final int[] places;
    private final String label;
    private final char[] fallback;
    private char[] joined = NONE;
    private char[] chars = NONE;
    private int from;
    private int to;

    /** @param source null where no column is mapped */
    TextField(String name, Profile.Source source, String fallback, Header header) {
        this.name = name;
        List<String> columns = source == null ? List.of() : source.columns();
        this.places = columns.stream().mapToInt(header::place).toArray();
        this.label = columns.isEmpty() ? name : String.join("/", columns);
        this.fallback = fallback == null ? NONE : fallback.toCharArray();
    }

    String name() {
        return name;
    }

    /** The columns, as a refusal names them. */
    String label() {
        return label;
    }

    boolean isMapped() {
        return places.length > 0;
    }

    /** The place of the only column, or -1. */
    int place() {
        return places.length == 1 ? places[0] : -1;
    }

    /** Whether any of the columns has no text. */
    boolean anyBlank(Row row) {
        for (int place : places) {
            if (row.isBlank(place)) {
                return true;
            }
        }
        return places.length == 0;
    }

    /** Reads the text, trimmed; the default, or none, where every column is blank. */
    void read(Row row) {
        if (places.length == 0 || areBlank(row)) {
            is(fallback, 0, fallback.length);
        } else if (places.length == 1) {
            is(row.chars(), row.from(places[0]), row.to(places[0]));
        } else {
            join(row);
        }
    }

    private boolean areBlank(Row row) {
        for (int place : places) {
            if (!row.isBlank(place)) {
                return false;
            }
        }
        return true;
    }

    private void is(char[] text, int begin, int end) {
        chars = text;
        from = begin;
        to = end;
    }

    /** Whatever the row says, the text is this one. */
    void is(char[] text) {
        is(text, 0, text.length);
    }

    private void join(Row row) {
        int size = places.length;
        for (int place : places) {
            size += row.to(place) - row.from(place);
        }
        if (size > joined.length) {
            joined = new char[Math.max(64, 2 * size)];
        }
        int at = 0;
        for (int i = 0; i < places.length; i++) {
            if (i > 0) {
                joined[at++] = '/';
            }
            int length = row.to(places[i]) - row.from(places[i]);
            System.arraycopy(row.chars(), row.from(places[i]), joined, at, length);
            at += length;
        }
        is(joined, 0, at);
    }

    boolean isEmpty() {
        return from == to;
    }

    int length() {
        return to - from;
    }

    char[] chars() {
        return chars;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean is(String text) {
        boolean same = text.length() == to - from;
        for (int i = 0; same && i < text.length(); i++) {
            same = text.charAt(i) == chars[from + i];
        }
        return same;
    }

    /** What was read, as a string. */
    String string(TextCache cache) {
        return cache.text(chars, from, to);
    }

    String text(Row row, TextCache cache) {
        read(row);
        return string(cache);
    }

    /** The text of an id, a participant or a product; what is too long or not printable is a fault. */
    String key(Row row, TextCache cache, Faults faults) {
        readKey(row, faults);
        return string(cache);
    }

    /** As {@link #read}, of an id, a participant or a product. */
    void readKey(Row row, Faults faults) {
        read(row);
        checkKey(faults);
    }

    void checkKey(Faults faults) {
        boolean plain = to - from <= SURELY_SHORT;
        for (int i = from; plain && i < to; i++) {
            plain = chars[i] >= ' ' && chars[i] <= '~';
        }
        if (!plain) {
            checkEveryCharacter(new String(chars, from, to - from), faults);
        }
    }

    private void checkEveryCharacter(String text, Faults faults) {
        checkLength(text, IngestLimits.ID_BYTES, faults);
        for (int i = 0; i < text.length(); i++) {
            if (!Printable.isAt(text, i)) {
                faults.add(
                        Reason.CONTROL_CHARACTER,
                        label,
                        text,
                        "the " + name + " has a line break, another control character or half a character in it",
                        "an id is one line of printable text");
                break;
            }
        }
    }

    /** Checks a text that is no id. */
    void checkText(String text, Faults faults) {
        checkLength(text, IngestLimits.TEXT_BYTES, faults);
        if (!Printable.isWhole(text)) {
            faults.add(
                    Reason.CONTROL_CHARACTER,
                    label,
                    text,
                    "the " + name + " has half a character in it",
                    "whole characters: a surrogate stands beside its other half");
        }
    }

    void checkLength(String text, int most, Faults faults) {
        if (text.length() > SURELY_SHORT && text.getBytes(StandardCharsets.UTF_8).length > most) {
            faults.add(
                    Reason.TEXT_TOO_LONG,
                    label,
                    text,
                    "the " + name + " has " + text.getBytes(StandardCharsets.UTF_8).length + " bytes",
                    "at most " + most + " bytes in UTF-8");
        }
    }
}
