package io.tidemark.gateway.live;

/**
 * Limits of live viewing.
 *
 * @param viewers open connections
 * @param topicsPerViewer subscriptions of one connection
 * @param topics distinct topics that are read
 * @param rows rows of a board's page
 * @param historyDeltas deltas that a topic keeps for viewers who are behind or come back
 * @param messageBytes a viewer's message
 * @param everyMs the least time between two reads of a topic
 * @param stallMs how long a viewer may take nothing of what waits for it before it is cut
 * @param lingerMs how long a topic without viewers is kept for those who come back
 * @param heartbeatMs the longest silence on a connection
 * @param sessionMs how long a connection lasts at most; whoever goes on watching connects again and resumes
 */
public record LiveLimits(
        int viewers,
        int topicsPerViewer,
        int topics,
        int rows,
        int historyDeltas,
        int messageBytes,
        long everyMs,
        long stallMs,
        long lingerMs,
        long heartbeatMs,
        long sessionMs) {
    public static final LiveLimits DEFAULT =
            new LiveLimits(2_000, 16, 1_000, 200, 64, 4_096, 100, 30_000, 120_000, 15_000, 3_600_000);

    public LiveLimits withEveryMs(long ms) {
        return new LiveLimits(
                viewers,
                topicsPerViewer,
                topics,
                rows,
                historyDeltas,
                messageBytes,
                ms,
                stallMs,
                lingerMs,
                heartbeatMs,
                sessionMs);
    }
}
