package io.tidemark.gateway.ingest;

import io.tidemark.engine.activity.Activity;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads CSV files into activities: streaming, in memory that does not grow with the file (except {@code on-missing-id: hash},
 * 16 bytes a row without an id). A file is read two to three times: once for its charset, its first rows for the layout, and
 * once for the rows; a date column without named patterns costs one more pass. One thread at a time.
 */
public final class CsvIngest {
    private final Profile profile;
    private final String feed;
    private final int today;

    /**
     * @param profile how the files are laid out; {@link Profile#plain()} where the header names the fields
     * @param feed the source of ids in rows that name none
     * @param today epoch day of the receipt; rows dated more than a day later are refused
     */
    public CsvIngest(Profile profile, String feed, int today) {
        this.profile = profile;
        this.feed = feed;
        this.today = today;
    }

    /**
     * Reads a file to its end and fills the report.
     *
     * @throws IngestException where the file as a whole cannot be read or does not fit the profile
     */
    public void read(Path path, IngestReport report, ActivitySink sink) throws IngestException {
        FileProbe file = FileProbe.of(path, profile.layout().charset());
        try {
            LayoutFinder.Found found = new LayoutFinder(file, profile).find();
            Profile bound = bind(file, found);
            report.layout(layout(file, found, bound));
            new Run(file, found, bound, report, sink).rows();
        } catch (CharacterCodingException malformed) {
            throw new IngestException(
                    file.name(),
                    "the text is not " + file.charset() + " throughout",
                    "save it as UTF-8, or name its charset in the profile");
        } catch (IOException failed) {
            throw new IngestException(file.name(), "the file cannot be read: " + failed.getMessage(), "send it again");
        }
    }

    private Profile bind(FileProbe file, LayoutFinder.Found found) throws IngestException, IOException {
        Profile bound = profile.isPlain() ? PlainHeader.resolve(profile, found.header(), file.name()) : profile;
        checkSizes(file, bound);
        return bound.dates().isEmpty() ? bound.withDates(List.of(findDates(file, found, bound))) : bound;
    }

    private static void checkSizes(FileProbe file, Profile bound) throws IngestException {
        List<String> problems = new ArrayList<>();
        Set<String> further = new java.util.TreeSet<>(bound.attributes().keySet());
        FieldNames.FURTHER.stream().filter(bound.fields()::containsKey).forEach(further::add);
        if (further.size() > IngestLimits.FIELDS) {
            problems.add(IngestException.problem(
                    file.name(),
                    further.size() + " further columns",
                    "at most " + IngestLimits.FIELDS
                            + " an activity; name those that matter in a profile, under attributes:"));
        }
        problems.addAll(FieldNames.tooLong(file.name(), bound.attributes().keySet()));
        if (bound.roles().size() > IngestLimits.ROLES) {
            problems.add(IngestException.problem(
                    file.name(), bound.roles().size() + " roles", "at most " + IngestLimits.ROLES + " an activity"));
        }
        if (!problems.isEmpty()) {
            throw new IngestException(problems);
        }
    }

    /** The one pattern that fits the date column as a whole; ISO where the column has no date at all. */
    private String findDates(FileProbe file, LayoutFinder.Found found, Profile bound)
            throws IngestException, IOException {
        List<String> columns = bound.fields().get(FieldNames.DATE).columns();
        int place = found.header().place(columns.get(0));
        DateFinder finder = new DateFinder(bound.timezone());
        try (Reader in = file.open();
                CsvRows rows = new CsvRows(in, found.delimiter())) {
            rows.expect(found.header().width());
            boolean open = true;
            for (CsvRow row = rows.next(); open && row != null; row = rows.next()) {
                if (row.line() > found.header().line() && !row.isBlank(place)) {
                    open = finder.look(row.chars(), row.from(place), row.to(place), row.line());
                }
            }
        }
        String pattern = finder.pattern(file.name(), columns.get(0));
        return pattern == null ? "yyyy-MM-dd" : pattern;
    }

    private static String layout(FileProbe file, LayoutFinder.Found found, Profile bound) {
        String delimiter = switch (found.delimiter()) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            case '|' -> "pipe";
            default -> "'" + found.delimiter() + "'";
        };
        return file.charset() + ", " + delimiter + ", header on line "
                + found.header().line() + ", dates " + String.join(" or ", bound.dates());
    }

    /** One file on its way through. */
    private final class Run {
        private final FileProbe file;
        private final LayoutFinder.Found found;
        private final RowMapper mapper;
        private final IngestReport report;
        private final ActivitySink sink;
        private final Faults faults = new Faults();

        Run(FileProbe file, LayoutFinder.Found found, Profile bound, IngestReport report, ActivitySink sink) {
            this.file = file;
            this.found = found;
            this.mapper = new RowMapper(bound, found.header(), feed, today);
            this.report = report;
            this.sink = sink;
        }

        void rows() throws IOException {
            try (Reader in = file.open();
                    CsvRows rows = new CsvRows(in, found.delimiter())) {
                rows.expect(found.header().width());
                for (CsvRow row = rows.next(); row != null; row = rows.next()) {
                    if (row.line() > found.header().line()) {
                        row(row, rows);
                    }
                }
            }
        }

        private void row(CsvRow row, CsvRows rows) {
            boolean whole = found.header().isWhole(row);
            boolean skipped = row.limit() == null && (row.isBlank() || mapper.isSkipped(row));
            if (!whole && !skipped) {
                faults.clear();
                found.header().damage(row, faults);
                damaged(row, rows);
                return;
            }
            mapper.readNumbers(row);
            long quantity = mapper.quantity();
            long amount = mapper.amount();
            report.read(quantity, amount);
            if (skipped) {
                report.skipped(row.isBlank(), quantity, amount);
                unreadable(report.conservation().skipped());
                return;
            }
            whole(row, rows, quantity, amount);
        }

        private void damaged(CsvRow row, CsvRows rows) {
            long none = io.tidemark.engine.Fixed.NONE;
            report.read(none, none);
            report.refused(faults.first().reason(), none, none);
            report.unreadable(report.conservation().refusedHere());
            sink.refused(new Refusal(file.name(), row.line(), rows.raw(), faults.all()));
        }

        private void whole(CsvRow row, CsvRows rows, long quantity, long amount) {
            faults.clear();
            Activity activity = mapper.map(row, faults);
            if (activity == null) {
                report.refused(faults.first().reason(), quantity, amount);
                unreadable(report.conservation().refusedHere());
                sink.refused(new Refusal(file.name(), row.line(), rows.raw(), faults.all()));
                return;
            }
            report.handedOn(activity.date(), quantity, amount);
            sink.activity(row.line(), activity, quantity, amount);
        }

        private void unreadable(Tally fate) {
            if (mapper.hasUnreadableNumber()) {
                report.unreadable(fate);
            }
        }
    }
}
