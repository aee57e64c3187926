package io.tidemark.gateway.feed;

/**
 * Limits of the binary feed.
 *
 * @param credit batches that one connection may have under way
 * @param connections connections at once; more are refused
 * @param helloMs how long a connection may take to say who it is
 * @param idleMs how long a connection may say nothing
 */
public record FeedLimits(int credit, int connections, int helloMs, int idleMs) {
    public static final FeedLimits DEFAULT = new FeedLimits(64, 256, 10_000, 600_000);

    /** Bytes of a message at most, without its length: a batch of the largest frame, and a little. */
    public static final int MAX_MESSAGE = 66_000;

    public FeedLimits {
        if (credit < 1 || credit > 1024 || connections < 1 || helloMs < 1 || idleMs < 1) {
            throw new IllegalArgumentException("a feed has 1 to 1024 batches of credit, and positive limits otherwise");
        }
    }
}
