package io.tidemark.journal.shadow;

import io.tidemark.journal.shadow.LedgerEntry.Chained;

/** Where entries are kept: written behind the last, read from the first. One thread. */
public interface Ledger extends AutoCloseable {
    /** The next entry that was there when the ledger was opened, {@code null} behind the last. */
    Chained next();

    /**
     * Writes behind the last; only once all that was there is read.
     *
     * @param timestampMs of the journal; files roll by it
     */
    void append(Chained entry, long timestampMs);

    /** Makes all of it survive the loss of power. */
    void force();

    @Override
    void close();
}
