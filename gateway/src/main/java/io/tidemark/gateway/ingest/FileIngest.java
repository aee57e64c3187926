package io.tidemark.gateway.ingest;

import io.tidemark.engine.activity.Activity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads files of any format into activities: streaming, in memory that does not grow with the file (except {@code
 * on-missing-id: hash}, 16 bytes a row without an id). A file is read two to three times: once to find damage and its layout,
 * and once for the rows; a date column without named patterns, and {@code all-or-nothing}, cost one more pass. One thread at
 * a time.
 */
public final class FileIngest {
    private final Profile profile;
    private final String feed;
    private final int today;

    /**
     * @param profile how the files are laid out; {@link Profile#plain()} where the header names the fields
     * @param feed the source of ids in rows that name none
     * @param today epoch day of the receipt; rows dated more than a day later are refused
     */
    public FileIngest(Profile profile, String feed, int today) {
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
        try (RowFile file = Formats.open(path, profile)) {
            answered(file, report, sink);
        } catch (IngestException refused) {
            if (report.reply().isEmpty()) {
                report.reply(refused.reply());
            }
            throw refused;
        }
    }

    private void answered(RowFile file, IngestReport report, ActivitySink sink) throws IngestException {
        try {
            read(file, report, sink);
            report.reply(file.reply());
        } catch (IngestException refused) {
            report.reply(file.rejection());
            throw refused;
        }
    }

    /**
     * Reads rows that a person has put right, as the file's own reader would have read them. The profile must still fit their
     * columns; rows of a plain file name the fields as their file did.
     *
     * @param columns as {@link IngestReport#columns()} of the file
     * @param datePatterns as {@link IngestReport#dates()} of the file; they hold where the profile names none
     * @param rows the cells of each row, as many as there are columns
     * @throws IngestException where the profile does not fit the columns
     */
    public void read(
            List<String> columns,
            List<String> datePatterns,
            List<List<String>> rows,
            IngestReport report,
            ActivitySink sink)
            throws IngestException {
        HeldRows held = new HeldRows(report.file(), columns, rows);
        new HeaderFinder(profile).check(held.header(), report.file());
        List<String> dates = new ArrayList<>(profile.dates());
        datePatterns.stream().filter(pattern -> !dates.contains(pattern)).forEach(dates::add);
        Profile dated = dates.isEmpty() ? profile : profile.withDates(dates);
        new FileIngest(dated, feed, today).read(held, report, sink);
    }

    private void read(RowFile file, IngestReport report, ActivitySink sink) throws IngestException {
        try {
            Profile bound = bind(file);
            report.layout(file.layout() + ", dates " + String.join(" or ", bound.dates()));
            report.header(file.header().names(), bound.dates());
            if (profile.layout().allOrNothing()) {
                refuseAnyFault(file, bound);
            }
            sink.purpose(file.name(), file.purpose());
            new Run(file, bound, report, sink).rows();
        } catch (IOException failed) {
            throw file.unreadable(failed);
        }
    }

    /** Reads the whole file first, and refuses it where one row would be. */
    private void refuseAnyFault(RowFile file, Profile bound) throws IngestException, IOException {
        List<String> problems = new ArrayList<>();
        IngestReport report = new IngestReport(file.name());
        new Run(file, bound, report, new ActivitySink() {
                    @Override
                    public void activity(long line, Activity activity, long quantity, long amount) {
                        // counts only once the whole file is known to be good
                    }

                    @Override
                    public void refused(Refusal refusal) {
                        if (problems.size() < IngestLimits.PROBLEMS) {
                            problems.addAll(refusal.messages());
                        }
                    }
                })
                .rows();
        if (!problems.isEmpty()) {
            long rows = report.conservation().refusedHere().rows();
            problems.add(IngestException.problem(
                    file.name(),
                    "nothing was read: " + rows + (rows == 1 ? " row is" : " rows are") + " at fault",
                    "the profile says all-or-nothing: true"));
            throw new IngestException(problems);
        }
    }

    private Profile bind(RowFile file) throws IngestException, IOException {
        Profile bound = profile.isPlain() ? PlainHeader.resolve(profile, file.header(), file.name()) : profile;
        checkSizes(file, bound);
        List<String> dates = new ArrayList<>(bound.dates());
        if (dates.isEmpty()) {
            findDates(file, bound, dates);
        }
        file.dates().stream().filter(own -> !dates.contains(own)).forEach(dates::add);
        return bound.withDates(dates);
    }

    private static void checkSizes(RowFile file, Profile bound) throws IngestException {
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

    /** Adds the one pattern that fits the date column as a whole, beside those of the format; ISO where it has no date at all. */
    private static void findDates(RowFile file, Profile bound, List<String> dates) throws IngestException, IOException {
        List<String> columns = bound.fields().get(FieldNames.DATE).columns();
        if (file.hasOwnDates(columns.get(0))) {
            return;
        }
        int place = file.header().place(columns.get(0));
        DateFinder finder = new DateFinder(bound.timezone());
        DateReader own = new DateReader(file.dates(), bound.timezone());
        try (RowReader rows = file.open()) {
            boolean open = true;
            for (Row row = rows.next(); open && row != null; row = rows.next()) {
                if (!row.isBlank(place) && own.day(row.chars(), row.from(place), row.to(place)) == DatePattern.NONE) {
                    open = finder.look(row.chars(), row.from(place), row.to(place), row.line());
                }
            }
        }
        String pattern = finder.pattern(file.name(), columns.get(0));
        if (pattern != null || file.dates().isEmpty()) {
            dates.add(pattern == null ? "yyyy-MM-dd" : pattern);
        }
    }

    /** One file on its way through. */
    private final class Run {
        private final RowFile file;
        private final Header header;
        private final RowMapper mapper;
        private final IngestReport report;
        private final ActivitySink sink;
        private final Faults faults = new Faults();

        Run(RowFile file, Profile bound, IngestReport report, ActivitySink sink) {
            this.file = file;
            this.header = file.header();
            this.mapper = new RowMapper(bound, header, feed, today);
            this.report = report;
            this.sink = sink;
        }

        void rows() throws IOException, IngestException {
            try (RowReader rows = file.open()) {
                for (Row row = rows.next(); row != null; row = rows.next()) {
                    row(row, rows);
                }
            }
        }

        private void row(Row row, RowReader rows) {
            boolean whole = header.isWhole(row);
            boolean skipped = !row.isDamaged() && (row.isPassedOver() || row.isBlank() || mapper.isSkipped(row));
            if (!whole && !skipped) {
                faults.clear();
                header.damage(row, faults);
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

        private void damaged(Row row, RowReader rows) {
            long none = io.tidemark.engine.Fixed.NONE;
            report.read(none, none);
            report.refused(faults.first().reason(), none, none);
            report.unreadable(report.conservation().refusedHere());
            refuse(row, rows, Understood.NOTHING);
        }

        private void refuse(Row row, RowReader rows, Understood understood) {
            rows.refused();
            sink.refused(new Refusal(
                    file.name(), row.line(), rows.place(), rows.raw(), row.texts(), understood, faults.all()));
        }

        private void whole(Row row, RowReader rows, long quantity, long amount) {
            faults.clear();
            if (!mapper.map(row, faults)) {
                report.refused(faults.first().reason(), quantity, amount);
                unreadable(report.conservation().refusedHere());
                refuse(row, rows, mapper.understood(faults));
                return;
            }
            report.handedOn(mapper.mapped().date(), quantity, amount);
            sink.row(row.line(), mapper.mapped(), quantity, amount);
        }

        private void unreadable(Tally fate) {
            if (mapper.hasUnreadableNumber()) {
                report.unreadable(fate);
            }
        }
    }
}
