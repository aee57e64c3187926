package io.tidemark.gateway.ingest;

/**
 * Where the rows of a reference file go, in the order of the file, on the reading thread.
 *
 * @param <R> what a row becomes
 */
public interface ReferenceSink<R> {

    /** @param line the physical line on which the row starts */
    void row(String file, long line, R row);

    void refused(Refusal refusal);
}
