package io.tidemark.gateway.ingest;

import io.tidemark.engine.activity.Activity;

/** Where the rows of a file go, in the order of the file, on the reading thread. */
public interface ActivitySink {

    /**
     * A row that is well-formed. Whoever learns what became of it tells {@link IngestReport#verdict}, with the same two
     * numbers.
     *
     * @param line the physical line on which the row starts
     * @param quantity units in the file's own sign, or {@link io.tidemark.engine.Fixed#NONE} where the row gives none
     * @param amount as {@code quantity}
     */
    void activity(long line, Activity activity, long quantity, long amount);

    /** A row that is not, with all that is wrong with it. */
    void refused(Refusal refusal);
}
