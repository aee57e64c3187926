package io.tidemark.engine.desk;

/** What a text at the desk is about. Codes are part of the frames' format. */
public enum DeskCollection {
    /** By token id: name, scopes, hash of the secret. */
    TOKENS(10_000, false),
    /** By feed: what was seen of it last. */
    FEEDS(100_000, false),
    /** By name: how a feed's files are read. */
    PROFILES(1_000, false),
    /** By ingest id: the report of a file; the oldest make room. */
    INGESTS(100_000, true),
    /** By ingest id and line: a row that became no fact; the oldest make room. */
    REFUSED(50_000, true),
    /** By program and number: who published which text when; the oldest make room. */
    PUBLISHES(1_000, true);

    private static final DeskCollection[] ALL = values();

    private final int most;
    private final boolean forgets;

    DeskCollection(int most, boolean forgets) {
        this.most = most;
        this.forgets = forgets;
    }

    /** Texts that are kept. */
    public int most() {
        return most;
    }

    /** Whether the oldest makes room for one too many; otherwise that one is refused. */
    boolean forgets() {
        return forgets;
    }

    /** The collection of a code, or null. */
    static DeskCollection of(int code) {
        return code < ALL.length ? ALL[code] : null;
    }
}
