package io.tidemark.tools.cli;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.LocalHost;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.program.Program;
import io.tidemark.gateway.ingest.ActivitySink;
import io.tidemark.gateway.ingest.FileIngest;
import io.tidemark.gateway.ingest.IngestException;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.Refusal;
import io.tidemark.gateway.ingest.ReportLines;
import io.tidemark.gateway.ingest.Verdict;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes POS files into a core. The core answers a frame later than a row is read; a short queue remembers which row each
 * answer is about. One thread.
 */
final class FeedLoader {
    private record Pending(long line, Activity activity, long quantity, long amount) {}

    private final LocalHost host;
    private final RefusalPrinter refusals;
    private final Progress progress;
    private final Queue<Pending> pending = new ArrayDeque<>();
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
            if (lines != null) {
                host.reportEnds(lines.whole(file.toString()));
            }
        } finally {
            host.reportEnds(null);
            progress.clear();
        }
    }

    private final class Rows implements ActivitySink {
        @Override
        public void purpose(String name, String purpose) throws IngestException {
            lines = ReportLines.of(path, feed, ReportLines.Wish.NONE, purpose);
            if (lines != null) {
                host.reportBegins(lines.begins());
            }
        }

        @Override
        public void activity(long line, Activity activity, long quantity, long amount) {
            progress.step();
            for (String attribute : summed) {
                String text = activity.fields().get(attribute);
                if (text != null && Fixed.parse(text) == Fixed.NONE) {
                    refusals.notSummed(report.file(), line, attribute, text);
                }
            }
            if (lines != null) {
                lines.add(activity);
            }
            if (lines != null && !lines.hasLines()) {
                report.verdict(Verdict.ACCEPTED, quantity, amount);
                return;
            }
            pending.add(new Pending(line, activity, quantity, amount));
            host.activity(activity);
        }

        @Override
        public void refused(Refusal refusal) {
            progress.step();
            refusals.refused(refusal);
        }
    }

    private void answered(Outcome outcome, int index) {
        Pending row = pending.remove();
        switch (outcome.verdict(index)) {
            case ACCEPTED -> report.verdict(Verdict.ACCEPTED, row.quantity, row.amount);
            case DUPLICATE -> report.verdict(Verdict.DUPLICATE, row.quantity, row.amount);
            case CONFLICT -> {
                report.verdict(Verdict.CONFLICT, row.quantity, row.amount);
                refusals.conflict(report.file(), row.line, row.activity);
            }
            default -> {
                String reason = outcome.verdict(index).text();
                report.refusedByCore(reason, row.quantity, row.amount);
                refusals.refusedByCore(report.file(), row.line, reason, row.activity);
            }
        }
    }
}
