package io.tidemark.gateway.ingest;

import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.directory.ReferenceRow;
import io.tidemark.engine.directory.StatusRow;
import io.tidemark.engine.directory.TargetRow;
import java.nio.file.Path;

/**
 * Reads what is given of participants: {@code targets.csv} (kind, participant, name, period, value) and {@code statuses.csv}
 * (kind, participant, status, value, date). Without a profile the header names the columns. Stateless.
 */
public final class GivenFiles {
    private GivenFiles() {}

    /** The profile of files of numbers whose header names the columns. */
    public static Profile plainTargets() {
        return Profile.plain(Profile.Target.TARGETS);
    }

    /** The profile of files of statuses whose header names the columns. */
    public static Profile plainStatuses() {
        return Profile.plain(Profile.Target.STATUSES);
    }

    /**
     * Reads numbers.
     *
     * @throws IngestException where the file as a whole cannot be read or does not fit the profile
     */
    public static ReferenceReport targets(Path path, Profile profile, ReferenceSink<ReferenceRow> sink)
            throws IngestException {
        ReferenceFiles.expect(path, profile, Profile.Target.TARGETS, "targets");
        ReferenceTable table = ReferenceTable.open(path, profile);
        TextField kind = table.field(FieldNames.KIND);
        TextField participant = table.field("participant");
        TextField name = table.field("name");
        TextField period = table.field("period");
        TextField value = table.field("value");
        return table.read(
                (row, faults) -> {
                    String rowKind = kind(table, kind, row, faults);
                    String rowId = table.required(participant, row, faults);
                    String rowName = table.required(name, row, faults);
                    String rowPeriod = table.required(period, row, faults);
                    long rowValue = table.number(value, row, faults);
                    return faults.isEmpty() ? new TargetRow(rowKind, rowId, rowName, rowPeriod, rowValue) : null;
                },
                sink);
    }

    /**
     * Reads statuses.
     *
     * @throws IngestException where the file as a whole cannot be read or does not fit the profile
     */
    public static ReferenceReport statuses(Path path, Profile profile, ReferenceSink<ReferenceRow> sink)
            throws IngestException {
        ReferenceFiles.expect(path, profile, Profile.Target.STATUSES, "statuses");
        ReferenceTable table = ReferenceTable.open(path, profile);
        TextField kind = table.field(FieldNames.KIND);
        TextField participant = table.field("participant");
        TextField status = table.field("status");
        TextField value = table.field("value");
        TextField date = table.field(FieldNames.DATE);
        return table.read(
                (row, faults) -> {
                    String rowKind = kind(table, kind, row, faults);
                    String rowId = table.required(participant, row, faults);
                    String rowStatus = table.required(status, row, faults);
                    String rowValue = value.key(row, table.cache(), faults);
                    table.required(date, row, faults);
                    int rowDate = faults.isEmpty() ? table.day(date, row, Integer.MIN_VALUE, faults) : 0;
                    return faults.isEmpty() ? new StatusRow(rowKind, rowId, rowStatus, rowValue, rowDate) : null;
                },
                sink);
    }

    private static String kind(ReferenceTable table, TextField field, Row row, Faults faults) {
        String kind = ParticipantRow.kindOfRole(table.required(field, row, faults));
        if (!FieldNames.isKind(kind)) {
            faults.add(
                    Reason.KIND,
                    field.label(),
                    kind,
                    kind + " is no kind of participants",
                    "small letters, digits and hyphens, e.g. rep or distributor");
        }
        return kind;
    }
}
