package io.tidemark.engine.directory;

import java.util.List;

/**
 * One row of a table of reference data whose rows all have the same texts. Same key: the last load wins. Absent texts are
 * empty.
 */
public sealed interface ReferenceRow permits TargetRow, StatusRow, AssignmentRow, ClaimDecision, MatchRow {

    /** Which table a row belongs to; positions are part of the format of frames. */
    enum Table {
        TARGETS(4, 4),
        STATUSES(4, 3),
        ASSIGNMENTS(5, 0),
        CLAIM_DECISIONS(8, 3),
        MATCHES(5, 3);

        private final int texts;
        private final int required;

        Table(int texts, int required) {
            this.texts = texts;
            this.required = required;
        }

        /** Texts of a row. */
        public int texts() {
            return texts;
        }

        /** How many of them, from the first, cannot be empty. */
        public int required() {
            return required;
        }
    }

    Table table();

    /** Epoch day from which the row is in force, {@link Integer#MIN_VALUE} for since ever. */
    int from();

    /** Units, 0 where the table has no numbers. */
    long value();

    /** As many as the table says, in its order. */
    List<String> texts();
}
