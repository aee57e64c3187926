package io.tidemark.gateway.ingest;

import io.tidemark.gateway.language.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Knows a header row by the columns that the profile names, and says what is missing from the one that comes nearest. */
final class HeaderFinder {
    /** A row that may be the header, and how many of the columns wanted it names. */
    record Candidate(Header header, int named) {
        static Candidate better(Candidate one, Candidate other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            if (one.named != other.named) {
                return one.named > other.named ? one : other;
            }
            return one.header.width() >= other.header.width() ? one : other;
        }
    }

    private final Profile profile;
    private final Collection<String> wanted;

    HeaderFinder(Profile profile) {
        this.profile = profile;
        this.wanted = profile.isPlain() ? PlainHeader.wanted(profile.target()) : profile.columns();
    }

    Candidate candidate(Header header) {
        int named = 0;
        for (String column : wanted) {
            named += has(header, column) ? 1 : 0;
        }
        return new Candidate(header, named);
    }

    boolean isWhole(Candidate candidate) {
        return candidate.named == wanted.size();
    }

    private boolean has(Header header, String column) {
        return profile.isPlain() ? PlainHeader.names(header, column) : header.place(column) != Header.ABSENT;
    }

    /** Refuses a file without a row that could be a header. */
    IngestException noHeader(String file) {
        int fixed = profile.layout().headerLine();
        String where = fixed > 0 ? "line " + fixed + " is no header row" : "there is no row that could be a header";
        return new IngestException(file, where, "the header names the columns " + String.join(", ", wanted));
    }

    /** Refuses a header that lacks a column, or names one twice. */
    void check(Header header, String place) throws IngestException {
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
    String used(String column) {
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
