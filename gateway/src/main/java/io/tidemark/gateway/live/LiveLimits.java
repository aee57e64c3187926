package io.tidemark.gateway.live;

import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;

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
    /** What the settings say. */
    public static LiveLimits of(Settings settings) {
        return new LiveLimits(
                settings.count(Setting.LIVE_VIEWERS),
                settings.count(Setting.LIVE_TOPICS_PER_VIEWER),
                settings.count(Setting.LIVE_TOPICS),
                settings.count(Setting.LIVE_ROWS),
                settings.count(Setting.LIVE_HISTORY),
                settings.count(Setting.LIVE_MESSAGE_BYTES),
                settings.number(Setting.LIVE_EVERY),
                settings.number(Setting.LIVE_STALL_TIME),
                settings.number(Setting.LIVE_LINGER_TIME),
                settings.number(Setting.LIVE_HEARTBEAT),
                settings.number(Setting.LIVE_SESSION_TIME));
    }
}
