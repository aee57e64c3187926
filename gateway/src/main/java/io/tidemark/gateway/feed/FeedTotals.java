package io.tidemark.gateway.feed;

/** What became of activities, in numbers. */
public record FeedTotals(long accepted, long duplicate, long conflict, long refused) {
    public static final FeedTotals NONE = new FeedTotals(0, 0, 0, 0);

    public FeedTotals plus(FeedTotals other) {
        return new FeedTotals(
                accepted + other.accepted,
                duplicate + other.duplicate,
                conflict + other.conflict,
                refused + other.refused);
    }

    public long all() {
        return accepted + duplicate + conflict + refused;
    }
}
