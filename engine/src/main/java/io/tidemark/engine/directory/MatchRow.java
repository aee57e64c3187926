package io.tidemark.engine.directory;

import java.util.List;

/**
 * Whom a feed means by an id under which nobody is known. Same feed, kind and id: the last load wins.
 *
 * @param source the feed
 * @param kind of the participant
 * @param id as the feed's activities have it
 * @param participant id of whom it means, of the same kind; empty where it means nobody else any more
 * @param by who said so, or empty
 */
public record MatchRow(String source, String kind, String id, String participant, String by) implements ReferenceRow {
    @Override
    public Table table() {
        return Table.MATCHES;
    }

    @Override
    public int from() {
        return Integer.MIN_VALUE;
    }

    @Override
    public long value() {
        return 0;
    }

    @Override
    public List<String> texts() {
        return List.of(source, kind, id, participant, by);
    }
}
