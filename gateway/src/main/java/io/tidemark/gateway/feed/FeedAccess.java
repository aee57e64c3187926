package io.tidemark.gateway.feed;

/** Who may feed. Any thread; quick. */
public interface FeedAccess {
    /** The name of a token's owner for the log, or {@code null} where the token is not in force or may not feed. */
    String feederOf(String token);
}
