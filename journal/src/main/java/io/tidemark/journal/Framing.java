package io.tidemark.journal;

import io.tidemark.journal.disk.FileWindow;
import java.io.IOException;

/** How a store lays records out in one of its files. */
public interface Framing {
    /** What a store's mark behind the last record takes at most. */
    int END_BYTES = 8;

    /** What is found at a place. */
    enum Found {
        /** Something that says to be a record; whether it is whole its checksum decides. */
        RECORD,
        /** Something of the store's own; go on behind it. */
        OTHER,
        /** Nothing was written here. */
        NOTHING,
        /** The store's mark behind the last record. */
        END,
        /** What no writer leaves behind in order. */
        BROKEN
    }

    /**
     * What was found.
     *
     * @param at where the record begins
     * @param length bytes that it takes
     * @param next where to go on
     */
    record Place(Found found, long at, int length, long next) {
        public static Place of(Found found, long position) {
            return new Place(found, position, 0, position);
        }
    }

    /** What lies at a position, 0 or the {@code next} of the place before. */
    Place at(FileWindow file, long position) throws IOException;
}
