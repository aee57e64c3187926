package io.tidemark.gateway.intake;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Report;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.query.ReportView;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.MappedRow;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.gateway.ingest.ReportLines;
import io.tidemark.gateway.ingest.Tally;
import io.tidemark.gateway.ingest.Understood;
import io.tidemark.gateway.ingest.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads one file into the core and keeps account. Of one thread, but for {@link #counts}. */
final class IngestRun implements ActivitySink {
    private static final int MOST_LOOKS = 6_000;
    private static final int LOOK_AGAIN_MS = 10;
    private static final int TELL_EVERY = 1_000;

    /** A row that became no fact, or a fact without effect. */
    record Exception(String key, String text) {}

    /** How far it has come. */
    record Counts(long rows, long accepted, long duplicate, long conflict, long refused, long skipped) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        void write(JsonGenerator json) throws IOException {
            json.writeNumberField("rows", rows);
            json.writeNumberField("accepted", accepted);
            json.writeNumberField("duplicate", duplicate);
            json.writeNumberField("conflict", conflict);
            json.writeNumberField("refused", refused);
            json.writeNumberField("skipped", skipped);
        }
    }

    private final Ingest ingest;
    private final Path path;
    private final int mostKept;
    private final IngestReport report;
    private final Feeder feeder;
    private final List<Exception> exceptions = new ArrayList<>();
    private final Map<Long, Integer> keptOnLine = new HashMap<>();
    private final Map<ActivityResults.SetAside, Long> setAside =
            new TreeMap<>(Comparator.comparingInt(ActivityResults.SetAside::program)
                    .thenComparingInt(ActivityResults.SetAside::track)
                    .thenComparingInt(ActivityResults.SetAside::reason));
    private long seen;
    private volatile Counts counts = Counts.NONE;

    private final Commands commands;
    private final Reads reads;
    /** The report that the file is, or null. */
    private ReportLines lines;

    private ReportView restated;

    /** @param mostKept rows kept of those that became no fact */
    IngestRun(Ingest ingest, Path path, FrameSink sink, Commands commands, Reads reads, int mostKept) {
        this.commands = commands;
        this.reads = reads;
        this.ingest = ingest;
        this.path = path;
        this.mostKept = mostKept;
        this.report = new IngestReport(path.toString());
        this.feeder = new Feeder(sink, this::told);
    }

    /** @param today epoch day of the receipt */
    void run(Profile profile, int today) throws IngestException, InterruptedException, HttpProblem {
        try {
            new FileIngest(profile, ingest.feed(), today).read(path, report, this);
            feeder.finish();
            finishReport();
        } catch (Interrupted interrupted) {
            throw interrupted.cause;
        } finally {
            if (!Thread.currentThread().isInterrupted()) {
                feeder.finish();
            }
            tell();
        }
        List<String> differences = report.conservation().differences();
        if (!differences.isEmpty()) {
            throw new IllegalStateException("the rows of a file do not add up: " + String.join("; ", differences));
        }
    }

    @Override
    public void purpose(String file, String purpose) throws IngestException {
        lines = ReportLines.of(path, ingest.feed(), ingest.wish(), purpose);
        if (lines != null) {
            commands.reportBegins(lines.begins()).join();
            feeder.report(lines.begins().key());
        }
    }

    /** What the report says comes into force; waits until it has. */
    private void finishReport() throws IngestException, InterruptedException, HttpProblem {
        if (lines == null) {
            return;
        }
        Report whole = lines.whole(path.toString());
        commands.reportIsWhole(whole).join();
        for (int left = MOST_LOOKS; restated == null && left > 0; left--) {
            restated = reads.await(
                    core -> core.isSettled() || !whole.function().restates() ? ReportView.of(core, whole.key()) : null);
            if (restated == null) {
                Thread.sleep(LOOK_AGAIN_MS);
            }
        }
    }

    /** Carries an interruption through the reader. */
    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient InterruptedException cause;

        Interrupted(InterruptedException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    @Override
    public void activity(long line, Activity activity, long quantity, long amount) {
        throw new IllegalStateException("a file has rows");
    }

    @Override
    public void row(long line, MappedRow row, long quantity, long amount) {
        try {
            if (lines == null) {
                feeder.add(row, line, quantity, amount);
            } else {
                reportLine(line, row, quantity, amount);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Interrupted(interrupted);
        }
        step();
    }

    private void reportLine(long line, MappedRow row, long quantity, long amount) throws InterruptedException {
        Activity activity = row.activity();
        if (!lines.speaksFor(activity)) {
            report.refusedByCore("outside-span", quantity, amount);
            keep(line, activity, "outside-span", "is dated outside the span that the report declares");
            return;
        }
        lines.add(activity);
        if (lines.hasLines()) {
            feeder.add(row, line, quantity, amount);
        } else {
            report.verdict(Verdict.ACCEPTED, quantity, amount);
        }
    }

    @Override
    public void refused(Refusal refusal) {
        keep(refusal.line(), refusal.reason().code(), json -> {
            Understood understood = refusal.understood();
            if (!understood.reference().isEmpty()) {
                json.writeStringField("source", understood.source());
                json.writeStringField("activity", understood.reference());
            }
            json.writeStringField("place", refusal.place());
            ExceptionTexts.details(json, refusal.faults());
            json.writeStringField("raw", refusal.raw());
            ExceptionTexts.cells(json, refusal.cells());
            ExceptionTexts.read(json, understood);
        });
        step();
    }

    private void told(
            SentRows rows,
            int index,
            io.tidemark.engine.outcome.Verdict verdict,
            List<ActivityResults.SetAside> aside) {
        aside.forEach(one -> setAside.merge(one, 1L, Long::sum));
        long quantity = rows.quantity(index);
        long amount = rows.amount(index);
        switch (verdict) {
            case ACCEPTED -> report.verdict(Verdict.ACCEPTED, quantity, amount);
            case DUPLICATE -> report.verdict(Verdict.DUPLICATE, quantity, amount);
            case CONFLICT -> {
                report.verdict(Verdict.CONFLICT, quantity, amount);
                keep(
                        rows,
                        index,
                        "conflict",
                        "was received before with other content; both are kept and one of them counts");
            }
            default -> {
                report.refusedByCore(verdict.text(), quantity, amount);
                keep(rows, index, verdict.text(), "was refused");
            }
        }
    }

    private void keep(SentRows rows, int index, String reason, String sentence) {
        if (exceptions.size() < mostKept) {
            keep(rows.line(index), rows.activity(index), reason, sentence);
        }
    }

    private void keep(long line, Activity activity, String reason, String sentence) {
        keep(line, reason, json -> {
            json.writeStringField("source", activity.source());
            json.writeStringField("activity", activity.reference());
            json.writeArrayFieldStart("details");
            json.writeString(activity.reference() + " " + sentence);
            json.writeEndArray();
            ExceptionTexts.read(json, Understood.of(activity));
        });
    }

    private void keep(long line, String reason, AnswerJson.Fields<JsonGenerator> more) {
        if (exceptions.size() >= mostKept) {
            return;
        }
        exceptions.add(new Exception(key(line), JsonText.write(json -> {
            json.writeStringField("ingest", ingest.id());
            json.writeStringField("feed", ingest.feed());
            json.writeStringField("file", ingest.file());
            json.writeNumberField("line", line);
            json.writeStringField("reason", reason);
            more.write(json);
        })));
    }

    /** Several rows may stand on one line, or in one segment: the second of them is {@code 12.2}. */
    private String key(long line) {
        int nth = keptOnLine.merge(line, 1, Integer::sum);
        return nth == 1 ? Long.toString(line) : line + "." + nth;
    }

    private void step() {
        if (++seen % TELL_EVERY == 0) {
            tell();
        }
    }

    private void tell() {
        counts = new Counts(
                report.conservation().read().rows(),
                of(Verdict.ACCEPTED).rows(),
                of(Verdict.DUPLICATE).rows(),
                of(Verdict.CONFLICT).rows(),
                report.conservation().refusedHere().rows() + of(Verdict.REFUSED).rows(),
                report.conservation().skipped().rows());
    }

    private Tally of(Verdict verdict) {
        return report.conservation().of(verdict);
    }

    /** How far it has come. Any thread. */
    Counts counts() {
        return counts;
    }

    List<Exception> exceptions() {
        return exceptions;
    }

    long sequence() {
        return feeder.sequence();
    }

    /** The last day for which the file has rows, or null. */
    LocalDate lastDay() {
        return report.hasDates() ? LocalDate.ofEpochDay(report.lastDate()) : null;
    }

    /** @param names by a program's number its id and then its tracks */
    void write(JsonGenerator json, Map<Integer, List<String>> names) throws IOException {
        counts.write(json);
        json.writeStringField("layout", report.layout());
        if (!report.reply().isEmpty()) {
            json.writeStringField("reply", report.reply());
        }
        json.writeObjectFieldStart("refusedBy");
        for (Map.Entry<String, Long> reason : report.refusedByReason().entrySet()) {
            json.writeNumberField(reason.getKey(), reason.getValue());
        }
        json.writeEndObject();
        AnswerJson.list(json, "setAside", List.copyOf(setAside.entrySet()), one -> {
            ActivityResults.setAside(json, one.getKey(), names);
            json.writeNumberField("activities", one.getValue());
        });
        json.writeStringField("units", exact(of(Verdict.ACCEPTED).quantity()));
        json.writeStringField("amount", exact(of(Verdict.ACCEPTED).amount()));
        if (report.hasDates()) {
            json.writeObjectFieldStart("dates");
            json.writeStringField(
                    "from", LocalDate.ofEpochDay(report.firstDate()).toString());
            json.writeStringField("to", LocalDate.ofEpochDay(report.lastDate()).toString());
            json.writeEndObject();
        }
        if (restated != null) {
            json.writeObjectFieldStart("restated");
            json.writeStringField("function", restated.function());
            json.writeNumberField("added", restated.added());
            json.writeNumberField("changed", restated.changed());
            json.writeNumberField("equal", restated.equal());
            json.writeNumberField("vanished", restated.vanished());
            json.writeEndObject();
        }
        totals(json);
        json.writeNumberField("exceptions", exceptions.size());
        ExceptionTexts.texts(json, "columns", report.columns());
        ExceptionTexts.texts(json, "datePatterns", report.dates());
        json.writeNumberField("sequence", sequence());
    }

    /** Every row, unit and amount of the file, and where it went: the parts add up to the whole, or the load fails. */
    private void totals(JsonGenerator json) throws IOException {
        Tally here = report.conservation().refusedHere();
        Tally core = of(Verdict.REFUSED);
        json.writeObjectFieldStart("totals");
        total(json, "file", report.conservation().read());
        total(json, "accepted", of(Verdict.ACCEPTED));
        total(json, "duplicate", of(Verdict.DUPLICATE));
        total(json, "conflict", of(Verdict.CONFLICT));
        total(
                json,
                "refused",
                here.rows() + core.rows(),
                here.quantity().add(core.quantity()),
                here.amount().add(core.amount()));
        total(json, "skipped", report.conservation().skipped());
        json.writeEndObject();
    }

    private static void total(JsonGenerator json, String part, Tally tally) throws IOException {
        total(json, part, tally.rows(), tally.quantity(), tally.amount());
    }

    private static void total(JsonGenerator json, String part, long rows, BigInteger units, BigInteger amount)
            throws IOException {
        json.writeObjectFieldStart(part);
        json.writeNumberField("rows", rows);
        json.writeStringField("units", exact(units));
        json.writeStringField("amount", exact(amount));
        json.writeEndObject();
    }

    private static String exact(BigInteger units) {
        return units.bitLength() < 63
                ? Fixed.format(units.longValueExact())
                : new BigDecimal(units, 4).stripTrailingZeros().toPlainString();
    }
}
