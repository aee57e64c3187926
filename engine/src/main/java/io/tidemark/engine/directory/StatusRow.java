package io.tidemark.engine.directory;

import java.util.List;

/**
 * What a status of a participant is from a day on. Same (kind, id, status, date): the last load wins.
 *
 * @param kind of the participant
 * @param is what it is, or empty where the status ends
 * @param date epoch day
 */
public record StatusRow(String kind, String id, String status, String is, int date) implements ReferenceRow {
    @Override
    public Table table() {
        return Table.STATUSES;
    }

    @Override
    public int from() {
        return date;
    }

    @Override
    public long value() {
        return 0;
    }

    @Override
    public List<String> texts() {
        return List.of(kind, id, status, is);
    }
}
