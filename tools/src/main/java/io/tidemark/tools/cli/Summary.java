package io.tidemark.tools.cli;

import io.tidemark.gateway.ingest.Conservation;
import io.tidemark.gateway.ingest.IngestReport;
import io.tidemark.gateway.ingest.Tally;
import io.tidemark.gateway.ingest.Verdict;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What became of the rows, in words, for standard error. */
public final class Summary {
    /** With more files than this, only those that are not accepted as a whole get a line. */
    private static final int FEW_FILES = 10;

    private final List<IngestReport> reports;

    public Summary(List<IngestReport> reports) {
        this.reports = reports;
    }

    /** The lines, without what is set aside. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (IngestReport report : reports) {
            Conservation rows = report.conservation();
            boolean whole = rows.of(Verdict.ACCEPTED).rows() == rows.read().rows();
            if (!report.layout().isEmpty() && (reports.size() <= FEW_FILES || !whole)) {
                lines.add(report.file() + ": " + Numbers.rows(rows.read().rows()) + " (" + report.layout() + ")");
            }
        }
        lines.add("rows " + rows(Conservation::read) + ": accepted " + rows(Verdict.ACCEPTED) + ", duplicate "
                + rows(Verdict.DUPLICATE) + ", conflict " + rows(Verdict.CONFLICT) + ", refused " + refused()
                + ", skipped " + rows(Conservation::skipped));
        lines.add("accepted: " + sum(Tally::quantity) + " units, amount " + sum(Tally::amount) + dates());
        long unreadable = reports.stream()
                .mapToLong(report -> report.conservation().read().unreadable())
                .sum();
        if (unreadable > 0) {
            lines.add("without the numbers of " + Numbers.grouped(unreadable) + " rows, which cannot be read");
        }
        return lines;
    }

    /** The lines about what is set aside. */
    public static List<String> setAside(Survey survey) {
        List<String> lines = new ArrayList<>();
        if (survey.activitiesSetAside() > 0) {
            lines.add("of the accepted, " + Numbers.grouped(survey.activitiesSetAside())
                    + " are set aside on at least one track:");
        }
        survey.setAside()
                .forEach((track, reasons) -> reasons.forEach(
                        (reason, count) -> lines.add("  " + track + ": " + Numbers.grouped(count) + " " + reason)));
        return lines;
    }

    private String rows(Function<Conservation, Tally> part) {
        return Numbers.grouped(reports.stream()
                .mapToLong(report -> part.apply(report.conservation()).rows())
                .sum());
    }

    private String rows(Verdict verdict) {
        return rows(conservation -> conservation.of(verdict));
    }

    private String refused() {
        Map<String, Long> reasons = new TreeMap<>();
        long rows = 0;
        for (IngestReport report : reports) {
            rows += report.conservation().refusedHere().rows()
                    + report.conservation().of(Verdict.REFUSED).rows();
            report.refusedByReason().forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
        }
        List<String> parts = new ArrayList<>();
        reasons.forEach((reason, count) -> parts.add(Numbers.grouped(count) + " " + reason));
        return Numbers.grouped(rows) + (parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")");
    }

    private String sum(Function<Tally, BigInteger> number) {
        return Numbers.groupedExactly(reports.stream()
                .map(report -> number.apply(report.conservation().of(Verdict.ACCEPTED)))
                .reduce(BigInteger.ZERO, BigInteger::add));
    }

    private String dates() {
        List<IngestReport> dated =
                reports.stream().filter(IngestReport::hasDates).toList();
        if (dated.isEmpty()) {
            return "";
        }
        int first = dated.stream().mapToInt(IngestReport::firstDate).min().getAsInt();
        int last = dated.stream().mapToInt(IngestReport::lastDate).max().getAsInt();
        return ", dates " + LocalDate.ofEpochDay(first) + " to " + LocalDate.ofEpochDay(last);
    }
}
