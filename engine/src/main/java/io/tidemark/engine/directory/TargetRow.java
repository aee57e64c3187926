package io.tidemark.engine.directory;

import java.util.List;

/**
 * A number that is given for a participant: a target, a quota, a commitment. Same (kind, id, name, period): the last load wins.
 *
 * @param kind of the participant
 * @param name by which programs read it
 * @param period the id of a period, or of a year
 * @param value units
 */
public record TargetRow(String kind, String id, String name, String period, long value) implements ReferenceRow {
    @Override
    public Table table() {
        return Table.TARGETS;
    }

    @Override
    public int from() {
        return Integer.MIN_VALUE;
    }

    @Override
    public List<String> texts() {
        return List.of(kind, id, name, period);
    }
}
