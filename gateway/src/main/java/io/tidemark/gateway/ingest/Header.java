package io.tidemark.gateway.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The header row: column names as written, trimmed, and where each stands. Trailing columns without a name do not count. */
final class Header {
    static final int ABSENT = -1;
    static final int TWICE = -2;

    private final long line;
    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();

    Header(long line, List<String> cells) {
        this.line = line;
        int width = cells.size();
        while (width > 0 && cells.get(width - 1).isEmpty()) {
            width--;
        }
        this.names = List.copyOf(cells.subList(0, width));
        for (int i = 0; i < width; i++) {
            places.merge(names.get(i), i, (first, second) -> TWICE);
        }
    }

    static Header of(Row row) {
        List<String> cells = new ArrayList<>(row.count());
        for (int i = 0; i < row.count(); i++) {
            cells.add(row.text(i));
        }
        return new Header(row.line(), cells);
    }

    long line() {
        return line;
    }

    List<String> names() {
        return names;
    }

    /** Columns that a row must have. */
    int width() {
        return names.size();
    }

    /** The column's place from 0, {@link #ABSENT} or {@link #TWICE}. */
    int place(String column) {
        return places.getOrDefault(column, ABSENT);
    }

    String name(int place) {
        return names.get(place);
    }

    /** Whether the row has the columns of the header; more are fine as long as they are blank. */
    boolean isWhole(Row row) {
        int width = width();
        return !row.isDamaged() && (row.count() == width || (row.count() > width && row.isBlankFrom(width)));
    }

    /** What is wrong with a row that is not whole. */
    void damage(Row row, Faults faults) {
        if (row.fault() != null) {
            faults.add(row.fault());
            return;
        }
        if (row.limit() != null) {
            faults.add(Reason.ROW_TOO_LONG, "", "", "the row has " + row.limit(), "check the quotes around its fields");
            return;
        }
        String quote = row.repaired() ? "; check the quotes around its fields" : "";
        faults.add(
                Reason.RAGGED,
                "",
                "",
                "the row has " + row.count() + " fields, the header " + width(),
                row.count() > width()
                        ? "put a field that contains the delimiter in quotes" + quote
                        : "every row has all columns; a blank one is empty between two delimiters" + quote);
    }
}
