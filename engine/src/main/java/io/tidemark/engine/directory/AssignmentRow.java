package io.tidemark.engine.directory;

import java.util.List;

/**
 * Who fills a role on activities of a territory, or of a range of postal codes, that name nobody in it. Same place, role and
 * day: the last load wins.
 *
 * @param territory the territory, or empty where the row is about postal codes
 * @param postalFrom first of the postal codes, or empty
 * @param postalTo last of them, or empty
 * @param participant id, of the kind that the role names; empty where nobody fills it any more
 * @param from epoch day, {@link Integer#MIN_VALUE} for since ever
 */
public record AssignmentRow(
        String territory, String postalFrom, String postalTo, String role, String participant, int from)
        implements ReferenceRow {
    @Override
    public Table table() {
        return Table.ASSIGNMENTS;
    }

    @Override
    public long value() {
        return 0;
    }

    @Override
    public List<String> texts() {
        return List.of(territory, postalFrom, postalTo, role, participant);
    }
}
