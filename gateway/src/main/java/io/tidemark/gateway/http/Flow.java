package io.tidemark.gateway.http;

/** Holds a sender back. */
public interface Flow {
    /** No further piece after the one in hand, until {@link #resume}. On the event loop. */
    void pause();

    /** Further pieces again. Any thread. */
    void resume();
}
