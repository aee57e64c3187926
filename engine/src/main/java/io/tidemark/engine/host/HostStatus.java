package io.tidemark.engine.host;

/** How a running core is doing, for health and metrics. Any thread; each answer is a snapshot. */
public interface HostStatus {
    enum State {
        /** Takes frames and answers reads. */
        RUNNING,
        /** Answers reads, takes no frames until the cause is gone: the disk is nearly full. */
        PAUSED,
        /** Something failed that must not be retried; only a new start helps. */
        HALTED,
        CLOSED
    }

    State state();

    /** A sentence for people about a state that is not {@link State#RUNNING}; empty otherwise. */
    String reason();

    /** Frames since the start, each at most the one before: taken, written, safe under the sync policy, applied. */
    long published();

    long appended();

    long durable();

    long applied();

    /** Sequence of the last command applied, over all runs. */
    long sequence();

    /** Frames that wait for room in the ring at most. */
    int capacity();
}
