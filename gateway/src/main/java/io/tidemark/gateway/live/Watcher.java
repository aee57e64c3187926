package io.tidemark.gateway.live;

import java.util.HashMap;
import java.util.Map;

/** A viewer with its subscriptions. Hub's thread only. */
final class Watcher {
    private static final long NOT_WAITING = -1;

    final LiveViewer viewer;
    /** By the name that the viewer gave the topic. */
    final Map<String, Subscription> subscriptions = new HashMap<>();

    private long waitsSinceMs = NOT_WAITING;

    Watcher(LiveViewer viewer) {
        this.viewer = viewer;
    }

    /** Something is due and the connection does not take it. */
    void waits(long nowMs) {
        if (waitsSinceMs == NOT_WAITING) {
            waitsSinceMs = nowMs;
        }
    }

    /** Whether something has been due for longer than that, and still is. */
    boolean isStalled(long nowMs, long limitMs) {
        if (viewer.isReady()) {
            waitsSinceMs = NOT_WAITING;
        }
        return waitsSinceMs != NOT_WAITING && nowMs - waitsSinceMs >= limitMs;
    }

    void problem(String name, LiveProblem problem) {
        viewer.problem(problem, LiveMessages.message(name, LiveMessages.problem(problem)));
    }
}
