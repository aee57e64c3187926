package io.tidemark.gateway.ingest;

import io.tidemark.gateway.ingest.HeaderFinder.Candidate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Finds the delimiter and the header row: the first row, under any of the delimiters, that names every column wanted.
 * Where there is none, says which columns are absent from the row that comes nearest.
 */
final class LayoutFinder {
    private static final String SEPARATOR_LINE = "sep=";
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};

    /** @param separatorLine whether the first line is {@code sep=…}, no row */
    record Found(char delimiter, Header header, boolean separatorLine) {}

    private final FileProbe file;
    private final Profile profile;
    private final HeaderFinder headers;

    LayoutFinder(FileProbe file, Profile profile) {
        this.file = file;
        this.profile = profile;
        this.headers = new HeaderFinder(profile);
    }

    Found find() throws IngestException, IOException {
        char separator = separatorLine();
        char fixed = profile.layout().delimiter();
        char[] delimiters = fixed != 0 ? new char[] {fixed} : separator != 0 ? new char[] {separator} : DELIMITERS;
        Candidate best = null;
        char found = delimiters[0];
        for (char delimiter : delimiters) {
            Candidate next = candidate(delimiter, separator != 0);
            Candidate better = Candidate.better(best, next);
            found = better == best ? found : delimiter;
            best = better;
        }
        if (best == null) {
            throw headers.noHeader(file.name());
        }
        headers.check(best.header(), file.name() + ":" + best.header().line());
        return new Found(found, best.header(), separator != 0);
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
            Row row = rows.next();
            for (int seen = 0;
                    row != null && (fixed > 0 ? row.line() <= fixed : seen < IngestLimits.HEADER_ROWS);
                    seen++) {
                boolean mayBe = fixed > 0 ? row.line() == fixed : !(separatorLine && row.line() == 1);
                if (mayBe && !row.isBlank() && row.limit() == null) {
                    Candidate next = headers.candidate(Header.of(row));
                    if (headers.isWhole(next)) {
                        return next;
                    }
                    best = Candidate.better(best, next);
                }
                row = rows.next();
            }
        }
        return best;
    }
}
