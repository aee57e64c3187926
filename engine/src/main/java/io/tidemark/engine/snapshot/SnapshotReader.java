package io.tidemark.engine.snapshot;

import io.tidemark.engine.store.SnapshotSource;

/** Where a core finds its state: the sections of one snapshot, in the order in which they were written. One thread. */
public interface SnapshotReader {
    /** A section's version and content; valid until the next. */
    record Content(int version, SnapshotSource source) {}

    /**
     * Moves to the next section.
     *
     * @throws io.tidemark.engine.store.SnapshotException where that has another name, or there is none
     */
    Content next(String name);
}
