package io.tidemark.gateway.ingest;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/** The first activities that a profile makes of a file, and its first refusals, as lines for people. */
final class FirstActivities implements ActivitySink {
    private final List<String> lines;
    private final int most;
    private int shown;
    private int refused;

    private FirstActivities(List<String> lines, int most) {
        this.lines = lines;
        this.most = most;
    }

    static void read(Path path, Profile profile, int most, List<String> lines) {
        IngestReport report = new IngestReport(path.toString());
        try {
            lines.add("The first activities it makes:");
            new FileIngest(profile, "feed", Integer.MAX_VALUE).read(path, report, new FirstActivities(lines, most));
            lines.add("Of " + report.conservation().read().rows() + " rows "
                    + report.conservation().handedOn().rows() + " are activities, "
                    + report.conservation().refusedHere().rows() + " are refused, "
                    + report.conservation().skipped().rows() + " are skipped.");
        } catch (IngestException failed) {
            failed.problems().forEach(problem -> lines.add("  " + problem));
        }
    }

    @Override
    public void purpose(String file, String purpose) {
        // what a report would restate is not looked at
    }

    @Override
    public void activity(long line, Activity activity, long quantity, long amount) {
        if (shown++ < most) {
            lines.add("  " + activity.reference() + " " + activity.kind() + " " + LocalDate.ofEpochDay(activity.date())
                    + " sku " + activity.sku() + " quantity " + number(activity.quantity()) + " amount "
                    + number(activity.amount()) + " " + new TreeMap<>(activity.roles()));
        }
    }

    private static String number(Long units) {
        return units == null ? "-" : Fixed.format(units);
    }

    @Override
    public void refused(Refusal refusal) {
        if (refused++ < most) {
            refusal.messages().forEach(message -> lines.add("  refused: " + message));
        }
    }
}
