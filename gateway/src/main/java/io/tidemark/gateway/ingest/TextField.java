package io.tidemark.gateway.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** One text of a row: a column, or several joined by {@code /}, or the profile's default. */
final class TextField {
    private static final int SURELY_SHORT = IngestLimits.ID_BYTES / 3;

    private final String name;
    private final int[] places;
    private final String label;
    private final String fallback;

    /** @param source null where no column is mapped */
    TextField(String name, Profile.Source source, String fallback, Header header) {
        this.name = name;
        List<String> columns = source == null ? List.of() : source.columns();
        this.places = columns.stream().mapToInt(header::place).toArray();
        this.label = columns.isEmpty() ? name : String.join("/", columns);
        this.fallback = fallback == null ? "" : fallback;
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

    /** The text, trimmed; the default, or empty, where every column is blank. */
    String text(Row row, TextCache cache) {
        if (places.length == 1) {
            int place = places[0];
            return row.isBlank(place) ? fallback : cache.text(row.chars(), row.from(place), row.to(place));
        }
        return joined(row, "/");
    }

    private String joined(Row row, String glue) {
        boolean blank = true;
        for (int place : places) {
            blank &= row.isBlank(place);
        }
        if (blank) {
            return fallback;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < places.length; i++) {
            text.append(i == 0 ? "" : glue)
                    .append(row.chars(), row.from(places[i]), row.to(places[i]) - row.from(places[i]));
        }
        return text.toString();
    }

    /** The text of an id, a participant or a product; what is too long or not printable is a fault. */
    String key(Row row, TextCache cache, Faults faults) {
        String text = text(row, cache);
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
        return text;
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
