package io.tidemark.gateway.ingest;

import io.tidemark.engine.directory.AssignmentRow;
import io.tidemark.engine.directory.ReferenceRow;
import java.nio.file.Path;

/**
 * Reads who fills roles where: {@code assignments.csv} (territory, or postal-from and postal-to; role, participant, from).
 * Without a profile the header names the columns. Of one thread.
 */
public final class AssignmentFiles {
    private final ReferenceTable table;
    private final TextField territory;
    private final TextField first;
    private final TextField last;
    private final TextField role;
    private final TextField participant;
    private final TextField from;

    private AssignmentFiles(ReferenceTable table) {
        this.table = table;
        this.territory = table.field("territory");
        this.first = table.field("postal-from");
        this.last = table.field("postal-to");
        this.role = table.field("role");
        this.participant = table.field("participant");
        this.from = table.field("from");
    }

    /** The profile of files of assignments whose header names the columns. */
    public static Profile plain() {
        return Profile.plain(Profile.Target.ASSIGNMENTS);
    }

    /**
     * Reads a file.
     *
     * @throws IngestException where the file as a whole cannot be read or does not fit the profile
     */
    public static ReferenceReport read(Path path, Profile profile, ReferenceSink<ReferenceRow> sink)
            throws IngestException {
        ReferenceFiles.expect(path, profile, Profile.Target.ASSIGNMENTS, "assignments");
        AssignmentFiles file = new AssignmentFiles(ReferenceTable.open(path, profile));
        return file.table.read(file::row, sink);
    }

    private AssignmentRow row(Row row, Faults faults) {
        String rowTerritory = territory.key(row, table.cache(), faults);
        String rowFirst = first.key(row, table.cache(), faults);
        String rowLast = last.key(row, table.cache(), faults);
        String to = rowLast.isEmpty() ? rowFirst : rowLast;
        checkPlace(rowTerritory, rowFirst, to, faults);
        String rowRole = table.required(role, row, faults);
        if (!FieldNames.isRole(rowRole)) {
            faults.add(Reason.KIND, role.label(), rowRole, rowRole + " is no role", "e.g. rep or rep.specifier");
        }
        String rowParticipant = participant.key(row, table.cache(), faults);
        int rowFrom = table.day(from, row, Integer.MIN_VALUE, faults);
        return faults.isEmpty()
                ? new AssignmentRow(rowTerritory, rowFirst, to, rowRole, rowParticipant, rowFrom)
                : null;
    }

    private void checkPlace(String ofTerritory, String from, String to, Faults faults) {
        if (ofTerritory.isEmpty() == from.isEmpty()) {
            faults.add(
                    Reason.MISSING,
                    territory.label(),
                    ofTerritory,
                    from.isEmpty()
                            ? "the row has no territory and no postal-from"
                            : "the row has a territory and postal codes",
                    "give one of them");
        } else if (to.compareTo(from) < 0) {
            faults.add(
                    Reason.MISSING,
                    last.label(),
                    to,
                    "postal-to " + to + " is before postal-from " + from,
                    "codes are compared letter by letter; give both as many digits");
        }
    }
}
