package io.tidemark.gateway.feed;

import io.tidemark.gateway.feed.sbe.Refusal;

/**
 * Why a server ends a connection.
 *
 * @param reason a sentence for people
 */
public record FeedRefusal(Refusal refusal, String reason) {
    static FeedRefusal halted() {
        return new FeedRefusal(
                Refusal.HALTED, "the service halted; what is not acknowledged can be sent again once it runs");
    }

    static FeedRefusal frame(long batch, String why) {
        return new FeedRefusal(Refusal.FRAME, "batch " + batch + ": " + why);
    }

    static FeedRefusal notAFeed() {
        return new FeedRefusal(
                Refusal.NOT_A_FEED,
                "this port takes Tidemark's binary feed (sbe/feed.xml); what came is none of its messages");
    }

    static FeedRefusal tooLarge(long length) {
        return new FeedRefusal(
                Refusal.TOO_LARGE,
                "a message of " + length + " bytes; a message takes at most " + FeedLimits.MAX_MESSAGE);
    }

    static FeedRefusal busy(int connections) {
        return new FeedRefusal(Refusal.BUSY, "more than " + connections + " connections; try again later");
    }

    static FeedRefusal notReady() {
        return new FeedRefusal(Refusal.BUSY, "the service is not ready: it recovers, or has halted; try again later");
    }

    /** The peer takes too long. */
    public static FeedRefusal slow(String what) {
        return new FeedRefusal(Refusal.SLOW, what);
    }
}
