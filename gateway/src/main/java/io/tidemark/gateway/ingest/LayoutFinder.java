package io.tidemark.gateway.ingest;

import io.tidemark.gateway.language.Nearest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Finds the delimiter and the header row: the first row, under any of the delimiters, that names every column wanted.
 * Where there is none, says which columns are absent from the row that comes nearest.
 */
final class LayoutFinder {
    private static final String SEPARATOR_LINE = "sep=";
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    /** @param separatorLine whether the first line is {@code sep=…}, no row */
    record Found(char delimiter, Header header, boolean separatorLine) {}

    private record Candidate(char delimiter, Header header, int named) {}

    private final FileProbe file;
    private final Profile profile;
    private final Collection<String> wanted;

    LayoutFinder(FileProbe file, Profile profile) {
        this.file = file;
        this.profile = profile;
        this.wanted = profile.isPlain() ? PlainHeader.wanted(profile.target()) : profile.columns();
    }

    Found find() throws IngestException, IOException {
        char separator = separatorLine();
        char fixed = profile.layout().delimiter();
        char[] delimiters = fixed != 0 ? new char[] {fixed} : separator != 0 ? new char[] {separator} : DELIMITERS;
        Candidate best = null;
        for (char delimiter : delimiters) {
            best = better(best, candidate(delimiter, separator != 0));
        }
        if (best == null) {
            throw noHeader();
        }
        check(best);
        return new Found(best.delimiter, best.header, separator != 0);
    }

    private static Candidate better(Candidate one, Candidate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.named != other.named) {
            return one.named > other.named ? one : other;
        }
        return one.header.width() >= other.header.width() ? one : other;
    }

    /** The delimiter that a first line {@code sep=;} declares, or 0. */
    private char separatorLine() throws IOException {
        try (BufferedReader in = new BufferedReader(file.open())) {
            char[] head = new char[SEPARATOR_LINE.length() + 2];
            int size = 0;
            for (int got = 0; got >= 0 && size < head.length; size += Math.max(got, 0)) {
                got = in.read(head, size, head.length - size);
            }
            boolean declared = size > SEPARATOR_LINE.length()
                    && new String(head, 0, SEPARATOR_LINE.length()).equalsIgnoreCase(SEPARATOR_LINE)
                    && (size < head.length || head[size - 1] == '\n' || head[size - 1] == '\r');
            return declared ? head[SEPARATOR_LINE.length()] : 0;
        }
    }

    private Candidate candidate(char delimiter, boolean separatorLine) throws IOException {
        Candidate best = null;
        int fixed = profile.layout().headerLine();
        try (Reader in = file.open();
                CsvRows rows = new CsvRows(in, delimiter)) {
            CsvRow row = rows.next();
            for (int seen = 0;
                    row != null && (fixed > 0 ? row.line() <= fixed : seen < IngestLimits.HEADER_ROWS);
                    seen++) {
                boolean mayBe = fixed > 0 ? row.line() == fixed : !(separatorLine && row.line() == 1);
                if (mayBe && !row.isBlank() && row.limit() == null) {
                    Candidate next = candidate(delimiter, Header.of(row));
                    if (next.named == wanted.size()) {
                        return next;
                    }
                    best = better(best, next);
                }
                row = rows.next();
            }
        }
        return best;
    }

    private Candidate candidate(char delimiter, Header header) {
        int named = 0;
        for (String column : wanted) {
            named += has(header, column) ? 1 : 0;
        }
        return new Candidate(delimiter, header, named);
    }

    private boolean has(Header header, String column) {
        return profile.isPlain() ? PlainHeader.names(header, column) : header.place(column) != Header.ABSENT;
    }

    private IngestException noHeader() {
        int fixed = profile.layout().headerLine();
        String where = fixed > 0 ? "line " + fixed + " is no header row" : "there is no row that could be a header";
        return new IngestException(file.name(), where, "the header names the columns " + String.join(", ", wanted));
    }

    private void check(Candidate best) throws IngestException {
        Header header = best.header;
        String place = file.name() + ":" + header.line();
        List<String> problems = new ArrayList<>();
        for (String column : wanted) {
            if (!has(header, column)) {
                problems.add(IngestException.problem(
                        place, "the header has no column " + column + used(column), hint(column, header)));
            } else if (!profile.isPlain() && header.place(column) == Header.TWICE) {
                problems.add(IngestException.problem(
                        place,
                        "two columns are named " + column + used(column),
                        "give one of them another name, or leave it out of the file"));
            }
        }
        if (!problems.isEmpty()) {
            throw new IngestException(problems);
        }
    }

    private String hint(String column, Header header) {
        List<String> names =
                header.names().stream().filter(name -> !name.isEmpty()).toList();
        String hint = Nearest.hint(column, names);
        return profile.isPlain() ? hint + "; a file with other column names needs a profile" : hint;
    }

    /** Which part of the profile names the column. */
    private String used(String column) {
        for (Map<String, Profile.Source> part : List.of(profile.fields(), profile.roles(), profile.attributes())) {
            for (Map.Entry<String, Profile.Source> entry : part.entrySet()) {
                if (entry.getValue().columns().contains(column)) {
                    return " (the profile's " + entry.getKey() + ")";
                }
            }
        }
        return profile.isPlain() ? "" : " (a condition of the profile)";
    }
}
