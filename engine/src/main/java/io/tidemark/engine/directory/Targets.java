package io.tidemark.engine.directory;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.Words;

/** Numbers that are given for participants, by name and period. Core thread only. */
public final class Targets {
    private final DatedValues values = new DatedValues();

    /**
     * Answers whether anything changed.
     *
     * @param name name number
     * @param period value number of the period's id
     */
    public boolean put(int participant, int name, int period, long units) {
        return values.put(Words.pack(participant, name), period, Integer.MIN_VALUE, units);
    }

    /** The row of a number, or {@link DatedValues#NONE}. */
    public int find(int participant, int name, int period) {
        return values.on(Words.pack(participant, name), period, Integer.MAX_VALUE);
    }

    /** Units of a row. */
    public long units(int row) {
        return values.value(row);
    }

    public void list(Sections sections) {
        values.list(sections, "targets");
    }

    public long stateHash(long seed) {
        return values.stateHash(seed);
    }
}
