package io.tidemark.engine.directory;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.IntColumn;
import io.tidemark.engine.store.Words;

/** What statuses of participants are, from which day on. Core thread only. */
public final class Statuses {
    private final DatedValues values = new DatedValues();
    /** Per participant, the last day on which any of its statuses changes, less {@link #NEVER}. */
    private final IntColumn lastDays = new IntColumn();

    private static final int NEVER = Integer.MIN_VALUE;

    /**
     * Answers whether anything changed.
     *
     * @param status name number
     * @param value value number
     */
    public boolean put(int participant, int status, int value, int day) {
        boolean changes = values.put(Words.pack(participant, status), 0, day, value);
        lastDays.set(participant, Math.max(lastDay(participant), day) - NEVER);
        return changes;
    }

    /** Value number of a status on a day, 0 where it has none. */
    public int on(int participant, int status, int day) {
        int row = values.on(Words.pack(participant, status), 0, day);
        return row < 0 ? 0 : (int) values.value(row);
    }

    /** The last day on which a status of a participant changes. */
    public int lastDay(int participant) {
        return lastDays.get(participant) + NEVER;
    }

    public void list(Sections sections) {
        values.list(sections, "statuses");
        sections.add("status-days", 1, lastDays);
    }

    public long stateHash(long seed) {
        return lastDays.hash(values.stateHash(seed));
    }
}
