package io.tidemark.engine.directory;

import java.util.SortedMap;

/**
 * One effective-dated row about a participant. Same (kind, id, from): the last load wins. Absent texts are empty.
 *
 * @param from epoch day from which the row is in force, {@link Integer#MIN_VALUE} for since ever
 * @param parentKind kind of the parent, or empty where there is none
 * @param enrolled first epoch day on which activities are credited, {@link Integer#MIN_VALUE} for always
 * @param left last epoch day on which activities are credited, {@link Integer#MAX_VALUE} for no end
 * @param attributes {@code region}, {@code territory} and any further column
 */
public record ParticipantRow(
        String kind,
        String id,
        int from,
        String name,
        String parentKind,
        String parentId,
        int enrolled,
        int left,
        SortedMap<String, String> attributes) {

    /**
     * The kind of participant that a role names: a {@code rep} is a {@code distributor-rep}, others are their role. What stands
     * behind a point tells several of one kind apart: {@code rep.specifier} names a distributor-rep, too.
     */
    public static String kindOfRole(String role) {
        int point = role.indexOf('.');
        String plain = point < 0 ? role : role.substring(0, point);
        return plain.equals("rep") ? "distributor-rep" : plain;
    }
}
