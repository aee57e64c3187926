package io.tidemark.engine.activity;

import java.util.List;

/**
 * A report of a feed as it stands outside the core: what it is for, where it stands among the others, and what it speaks for.
 *
 * @param source the feed: the source of its lines' ids
 * @param key names it for ever, never 0: the same report sent again has the same key
 * @param number orders the reports of a feed, or {@link #NO_NUMBER}: then receipt does
 * @param spans of a replace or a cancel; empty for others
 */
public record Report(String source, long key, Function function, long number, List<Span> spans) {
    public static final long NO_NUMBER = Long.MIN_VALUE;

    public enum Function {
        ORIGINAL,
        ADD,
        /** Within its spans exactly its lines stand, and those of later reports. */
        REPLACE,
        /** A replace without lines. */
        CANCEL;

        public boolean restates() {
            return this == REPLACE || this == CANCEL;
        }
    }

    /**
     * Dates at one place.
     *
     * @param kind kind of the place: {@code location}, or {@code distributor} for lines that name no location; empty for lines that
     *     name neither; null for every place
     * @param id its id, empty or null with the kind
     * @param from epoch day
     * @param until epoch day, the first behind it
     */
    public record Span(String kind, String id, int from, int until) {
        public static Span everywhere(int from, int until) {
            return new Span(null, null, from, until);
        }
    }
}
