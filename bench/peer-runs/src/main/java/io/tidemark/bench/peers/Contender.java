package io.tidemark.bench.peers;

import io.tidemark.bench.R1Answer;
import java.io.IOException;

/** One way to score R1. Called by one thread, in this order: prepare, run, answer, close; then prepare again. */
interface Contender extends AutoCloseable {
    /** How many transactions of R1 per rank that is read. */
    int READ_EVERY = 100;

    String name();

    /** The transactions it is given. */
    Facts facts();

    /** With whom it is compared: those who keep everything in memory, or those who keep it safe. */
    boolean durable();

    /** Starts what must run, with program and reference data in it and without a transaction. */
    void prepare() throws Exception;

    /** All transactions; returns when each is scored, and durable where that is promised. This is what is timed. */
    void run() throws Exception;

    /** What of a run counts, in nanoseconds. */
    default long counted(long tookNs) {
        return tookNs;
    }

    R1Answer answer() throws Exception;

    /** By how much an answer may differ, relative. */
    default double tolerance() {
        return 0;
    }

    /** Stops what was started and removes what was written. */
    @Override
    void close() throws IOException;
}
