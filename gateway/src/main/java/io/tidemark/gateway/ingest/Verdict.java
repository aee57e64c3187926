package io.tidemark.gateway.ingest;

/** What the core made of an activity. */
public enum Verdict {
    ACCEPTED,
    DUPLICATE,
    CONFLICT,
    REFUSED
}
