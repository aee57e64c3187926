package io.tidemark.gateway.feed;

import io.tidemark.engine.outcome.Verdict;

/** Told what became of batches, on the client's reading thread. */
public interface FeedListener {
    /** Nobody is told. */
    FeedListener NONE = new FeedListener() {};

    /** Everything up to a batch is durable and applied. */
    default void acknowledged(long number) {}

    /**
     * An activity is in conflict or refused.
     *
     * @param number of the batch
     * @param index of the activity in it
     */
    default void verdict(long number, int index, Verdict verdict) {}
}
