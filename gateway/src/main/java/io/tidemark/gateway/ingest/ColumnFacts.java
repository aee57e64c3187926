package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the whole of a column says about itself: whether it holds dates or numbers, and how they are written. */
final class ColumnFacts {
    private static final int SAMPLE = 200;
    private static final List<Profile.Numbers> NOTATIONS = List.of(
            Profile.Numbers.PLAIN,
            new Profile.Numbers("", ",", ".", DecimalRounding.HALF_EVEN),
            new Profile.Numbers("$", ",", ".", DecimalRounding.HALF_EVEN),
            new Profile.Numbers("€", ".", ",", DecimalRounding.HALF_EVEN),
            new Profile.Numbers("", ".", ",", DecimalRounding.HALF_EVEN));

    final String name;
    final int place;
    private final DateFinder dates = new DateFinder(ZoneOffset.UTC);
    private final NumberText[] numbers = NOTATIONS.stream().map(NumberText::new).toArray(NumberText[]::new);
    private final long[] readable = new long[NOTATIONS.size()];
    private final List<char[]> sample = new ArrayList<>();
    private boolean open = true;
    private String question = "";
    private String pattern = "";
    long filled;
    long blank;
    long negative;

    ColumnFacts(String name, int place) {
        this.name = name;
        this.place = place;
    }

    void look(Row row) {
        if (row.isBlank(place)) {
            blank++;
            return;
        }
        filled++;
        int from = row.from(place);
        int to = row.to(place);
        open = open && dates.look(row.chars(), from, to, row.line());
        if (sample.size() < SAMPLE) {
            sample.add(java.util.Arrays.copyOfRange(row.chars(), from, to));
        }
        boolean below = false;
        for (int i = 0; i < numbers.length; i++) {
            long units = numbers[i].parse(row.chars(), from, to);
            readable[i] += units == Fixed.NONE ? 0 : 1;
            below |= units != Fixed.NONE && units < 0;
        }
        negative += below ? 1 : 0;
    }

    void finish(String file) {
        try {
            String found = dates.pattern(file, name);
            pattern = found == null ? "" : found;
        } catch (IngestException ambiguous) {
            question = ambiguous.getMessage();
        }
    }

    /** The pattern in which the whole column holds dates, or empty. */
    String datePattern() {
        return pattern.isEmpty() || !mostlyDates() ? "" : pattern;
    }

    private boolean mostlyDates() {
        DatePattern found = DatePattern.of(pattern);
        long fits = sample.stream()
                .filter(text -> found.day(text, 0, text.length, ZoneOffset.UTC) != DatePattern.NONE)
                .count();
        return !sample.isEmpty() && fits * 10 >= sample.size() * 9L;
    }

    /** What must be asked about the dates of the column, or empty. */
    String question() {
        return question;
    }

    /** The notation in which every number of the column can be read, or null where it holds none. */
    Profile.Numbers notation() {
        for (int i = 0; i < readable.length; i++) {
            if (filled > 0 && readable[i] == filled) {
                return NOTATIONS.get(i);
            }
        }
        return null;
    }
}
