package io.tidemark.tools.cli;

/**
 * What a person wants to see once the files are read.
 *
 * @param period a period's id, {@link #ALL_PERIODS}, or null for the latest with data
 * @param board a board's name, or null
 * @param participant an id, {@code kind:id}, {@link #EVERYBODY}, or null
 * @param activity {@code id}, {@code id/line} or {@code source:id/line}, or null
 * @param postings whether a participant's standing comes with the postings behind it
 * @param limit rows of a board or postings of a participant; 0 for all
 * @param hash whether the two hashes are shown
 */
public record Question(
        String period, String board, String participant, String activity, boolean postings, int limit, boolean hash) {
    public static final String ALL_PERIODS = "all";
    public static final String EVERYBODY = "*";

    /** Boards are shown where they are asked for, or nothing else is. */
    boolean wantsBoards() {
        return board != null || participant == null && activity == null;
    }

    int most() {
        return limit == 0 ? Integer.MAX_VALUE : limit;
    }
}
