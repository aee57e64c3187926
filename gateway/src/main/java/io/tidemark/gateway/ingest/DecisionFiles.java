package io.tidemark.gateway.ingest;

import io.tidemark.engine.directory.ClaimDecision;
import io.tidemark.engine.directory.ClaimDecision.Verdict;
import io.tidemark.engine.directory.ReferenceRow;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads what was decided about claims: {@code decisions.csv} (program, source, claim, line, step, decision, reason, by). Without a
 * profile the header names the columns. Of one thread.
 */
public final class DecisionFiles {
    private static final Map<String, Verdict> DECISIONS =
            Map.of("approve", Verdict.APPROVED, "reject", Verdict.REJECTED, "withdraw", Verdict.NONE);

    private final ReferenceTable table;
    private final String feed;
    private final TextField program;
    private final TextField source;
    private final TextField claim;
    private final TextField line;
    private final TextField step;
    private final TextField decision;
    private final TextField reason;
    private final TextField by;

    private DecisionFiles(ReferenceTable table, String feed) {
        this.table = table;
        this.feed = feed;
        this.program = table.field("program");
        this.source = table.field("source");
        this.claim = table.field("claim");
        this.line = table.field("line");
        this.step = table.field("step");
        this.decision = table.field("decision");
        this.reason = table.field("reason");
        this.by = table.field("by");
    }

    /** The profile of files of decisions whose header names the columns. */
    public static Profile plain() {
        return Profile.plain(Profile.Target.DECISIONS);
    }

    /**
     * Reads a file.
     *
     * @param feed the source of claims in rows that name none
     * @throws IngestException where the file as a whole cannot be read or does not fit the profile
     */
    public static ReferenceReport read(Path path, Profile profile, String feed, ReferenceSink<ReferenceRow> sink)
            throws IngestException {
        ReferenceFiles.expect(path, profile, Profile.Target.DECISIONS, "decisions");
        DecisionFiles file = new DecisionFiles(ReferenceTable.open(path, profile), feed);
        return file.table.read(file::row, sink);
    }

    private ClaimDecision row(Row row, Faults faults) {
        String rowProgram = table.required(program, row, faults);
        String rowSource = source.key(row, table.cache(), faults);
        String rowClaim = table.required(claim, row, faults);
        String rowLine = line.key(row, table.cache(), faults);
        String rowStep = table.required(step, row, faults);
        Verdict verdict = verdict(table.required(decision, row, faults), faults);
        String rowReason = reason.key(row, table.cache(), faults);
        if (verdict == Verdict.REJECTED && rowReason.isEmpty()) {
            faults.add(
                    Reason.MISSING, reason.label(), "", "a claim is rejected without a reason", "say why under reason");
        }
        String rowBy = by.key(row, table.cache(), faults);
        return faults.isEmpty()
                ? new ClaimDecision(
                        rowProgram,
                        rowSource.isEmpty() ? feed : rowSource,
                        rowClaim,
                        rowLine,
                        rowStep,
                        verdict,
                        rowReason,
                        rowBy)
                : null;
    }

    private Verdict verdict(String text, Faults faults) {
        Verdict verdict = DECISIONS.get(text);
        if (verdict == null && !text.isEmpty()) {
            faults.add(Reason.KIND, decision.label(), text, text + " is no decision", "approve, reject or withdraw");
        }
        return verdict;
    }
}
