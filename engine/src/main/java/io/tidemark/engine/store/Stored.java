package io.tidemark.engine.store;

/**
 * A part of the state that a snapshot holds: it can be frozen as it is, and brought back. Core thread only, but for what {@link
 * #freeze} answers.
 */
public interface Stored {
    /** The part as it is now, for another thread; takes no longer than its pages are many. */
    Frozen freeze();

    /** Nobody reads what was frozen any more: pages are written in place again. */
    default void thaw() {}

    /**
     * Takes in what {@link Frozen#write} wrote, instead of what the part holds. What is derived from it is rebuilt afterwards.
     *
     * @throws SnapshotException where the content has another shape
     */
    void restore(SnapshotSource from);
}
