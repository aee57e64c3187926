package io.tidemark.tools.cli;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.program.Program;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.FrameActivities;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.MappedRow;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.gateway.ingest.ReportLines;
import io.tidemark.gateway.ingest.RowEncoder;
import io.tidemark.gateway.ingest.Verdict;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes POS files into a core, a frame of rows at a time; until the frame is answered it is known which row each answer is about.
 * One thread.
 */
final class FeedLoader {
    private final LocalHost host;
    private final RefusalPrinter refusals;
    private final Progress progress;
    private final RowEncoder encoder = new RowEncoder();
    /** Of the rows in the encoder: line, quantity and amount in the file's own signs. */
    private final long[] rowLines = new long[EngineLimits.MAX_COMMANDS];

    private final long[] quantities = new long[EngineLimits.MAX_COMMANDS];
    private final long[] amounts = new long[EngineLimits.MAX_COMMANDS];
    /** The frame in work, and what it was made of where somebody asks. */
    private byte[] frame;

    private List<Activity> activities;
    /** Attributes that some program sums. */
    private final Set<String> summed = new TreeSet<>();

    private final String feed;
    private IngestReport report;
    private Path path;
    /** The report that the file in work is, or null. */
    private ReportLines lines;

    /** @param programs what will be scored, so that a text where a number is summed is said */
    FeedLoader(LocalHost host, String feed, Collection<Program> programs, RefusalPrinter refusals, Progress progress) {
        this.feed = feed;
        for (Program program : programs) {
            for (Program.Measure measure : program.measures()) {
                if (measure.field() != null && !Set.of("amount", "quantity").contains(measure.field())) {
                    summed.add(measure.field());
                }
            }
        }
        this.host = host;
        this.refusals = refusals;
        this.progress = progress;
        host.onVerdict(this::answered);
    }

    /**
     * Reads a file to its end; what it held is applied when this returns, also where reading broke off.
     *
     * @throws IngestException where the file as a whole cannot be read or does not fit its profile
     */
    void load(FileIngest ingest, Path file, IngestReport into) throws IngestException {
        report = into;
        path = file;
        lines = null;
        progress.start(file.toString());
        try {
            ingest.read(file, into, new Rows());
            flush();
            if (lines != null) {
                host.reportEnds(lines.whole(file.toString()));
            }
        } finally {
            flush();
            encoder.report(0);
            progress.clear();
        }
    }

    private void flush() {
        if (encoder.count() > 0) {
            activities = null;
            frame = encoder.frame();
            host.frame(frame);
        }
    }

    private Activity activity(int index) {
        activities = activities == null ? FrameActivities.of(new UnsafeBuffer(frame), 0) : activities;
        return activities.get(index);
    }

    private final class Rows implements ActivitySink {
        @Override
        public void purpose(String name, String purpose) throws IngestException {
            lines = ReportLines.of(path, feed, ReportLines.Wish.NONE, purpose);
            if (lines != null) {
                host.reportBegins(lines.begins());
                encoder.report(lines.begins().key());
            }
        }

        @Override
        public void activity(long line, Activity activity, long quantity, long amount) {
            throw new IllegalStateException("a file has rows");
        }

        @Override
        public void row(long line, MappedRow row, long quantity, long amount) {
            progress.step();
            for (String attribute : summed) {
                String text = row.further(attribute);
                if (!text.isEmpty() && Fixed.parse(text) == Fixed.NONE) {
                    refusals.notSummed(report.file(), line, attribute, text);
                }
            }
            if (lines != null) {
                lines.add(row.activity());
            }
            if (lines != null && !lines.hasLines()) {
                report.verdict(Verdict.ACCEPTED, quantity, amount);
                return;
            }
            if (encoder.count() == EngineLimits.MAX_COMMANDS || !encoder.hasRoomFor(row)) {
                flush();
            }
            rowLines[encoder.count()] = line;
            quantities[encoder.count()] = quantity;
            amounts[encoder.count()] = amount;
            encoder.add(row);
        }

        @Override
        public void refused(Refusal refusal) {
            progress.step();
            refusals.refused(refusal);
        }
    }

    private void answered(Outcome outcome, int index) {
        long quantity = quantities[index];
        long amount = amounts[index];
        switch (outcome.verdict(index)) {
            case ACCEPTED -> report.verdict(Verdict.ACCEPTED, quantity, amount);
            case DUPLICATE -> report.verdict(Verdict.DUPLICATE, quantity, amount);
            case CONFLICT -> {
                report.verdict(Verdict.CONFLICT, quantity, amount);
                refusals.conflict(report.file(), rowLines[index], activity(index));
            }
            default -> {
                String reason = outcome.verdict(index).text();
                report.refusedByCore(reason, quantity, amount);
                refusals.refusedByCore(report.file(), rowLines[index], reason, activity(index));
            }
        }
    }
}
