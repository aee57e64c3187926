package io.tidemark.engine.query;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Reports;
import java.util.Locale;

/**
 * What a report did, as far as it has come into force.
 *
 * @param function what it is for
 * @param added its lines of which nothing stood before
 * @param changed its lines that stood before with other content
 * @param equal its lines that stood before as they are
 * @param vanished lines that stood in its spans before and are not among its own
 */
public record ReportView(String function, int added, int changed, int equal, int vanished) {

    /** The report of a key, or null where none began. Reads the core on its own thread. */
    public static ReportView of(ScoringCore core, long key) {
        Reports reports = core.facts().reports;
        int report = reports.find(key);
        return report == Reports.NONE
                ? null
                : new ReportView(
                        reports.function(report).name().toLowerCase(Locale.ROOT),
                        reports.added(report),
                        reports.changed(report),
                        reports.equal(report),
                        reports.vanished(report));
    }
}
