package io.tidemark.gateway.ingest;

import io.tidemark.engine.activity.Activity;

/** Where the rows of a file go, in the order of the file, on the reading thread. */
public interface ActivitySink {

    /**
     * Told before the first row what the file says it is for.
     *
     * @param file its name as messages show it
     * @param purpose {@code original}, {@code add}, {@code replace} or {@code cancel}; empty where it says nothing
     * @throws IngestException where it is not read for that
     */
    default void purpose(String file, String purpose) throws IngestException {
        if (purpose.equals("replace") || purpose.equals("cancel")) {
            throw new IngestException(
                    file,
                    "this report is to " + purpose + " an earlier one",
                    "here only originals and additions are read");
        }
    }

    /**
     * A row that is well-formed. Whoever learns what became of it tells {@link IngestReport#verdict}, with the same two
     * numbers.
     *
     * @param line the physical line on which the row starts
     * @param quantity units in the file's own sign, or {@link io.tidemark.engine.Fixed#NONE} where the row gives none
     * @param amount as {@code quantity}
     */
    void activity(long line, Activity activity, long quantity, long amount);

    /** As {@link #activity}, for whoever needs no object: {@code row} is the reader's own and holds until the next one. */
    default void row(long line, MappedRow row, long quantity, long amount) {
        activity(line, row.activity(), quantity, amount);
    }

    /** A row that is not, with all that is wrong with it. */
    void refused(Refusal refusal);
}
