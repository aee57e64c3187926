package io.tidemark.gateway.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Viewers, topics, and who has seen what. A topic is read once for all its viewers, and only after the core has moved; a
 * viewer that is behind gets what it missed in one message, however much that is; one that takes nothing is cut.
 *
 * <p>One thread: every method, and every answer of {@link LiveReads}, on the same one. Never blocks.
 */
public final class LiveHub {
    private static final long NEVER = -1;

    /** Reads begun in one turn: with more topics than this, each is read less often and the core stays free. */
    static final int READS_PER_TURN = 32;

    private final LiveReads reads;
    private final LiveLimits limits;
    private final String run;
    private final Map<LiveViewer, Watcher> watchers = new IdentityHashMap<>();
    private final Map<Topic, LiveTopic> topics = new HashMap<>();
    private final ArrayDeque<LiveTopic> queue = new ArrayDeque<>();

    private long nowMs;
    private long sequence = NEVER;
    private boolean isAsking;

    /** @param run tells this run of the service from others, so that a place in another's history is not taken for one here */
    public LiveHub(LiveReads reads, LiveLimits limits, String run) {
        this.reads = reads;
        this.limits = limits;
        this.run = run;
    }

    /** @return false where there are too many viewers already */
    public boolean join(LiveViewer viewer) {
        if (watchers.size() >= limits.viewers()) {
            return false;
        }
        watchers.put(viewer, new Watcher(viewer));
        return true;
    }

    /** Forgets a viewer whose connection is gone. */
    public void leave(LiveViewer viewer) {
        Watcher watcher = watchers.remove(viewer);
        if (watcher != null) {
            List.copyOf(watcher.subscriptions.values()).forEach(this::end);
        }
    }

    /**
     * Shows a topic to a viewer: first a snapshot, or what happened since {@code resume}, then deltas.
     *
     * @param name what the viewer calls the topic; in every message about it
     * @param resume the id of the last message about it that the viewer took, or empty
     */
    public void subscribe(LiveViewer viewer, String name, Topic topic, String resume) {
        Watcher watcher = watchers.get(viewer);
        if (watcher == null) {
            return;
        }
        Subscription former = watcher.subscriptions.get(name);
        if (former != null) {
            end(former);
        }
        LiveTopic shared = topics.get(topic);
        if (watcher.subscriptions.size() >= limits.topicsPerViewer()) {
            watcher.problem(
                    name,
                    LiveProblem.tooMany("a connection watches at most " + limits.topicsPerViewer()
                            + " topics: unsubscribe from one first"));
        } else if (shared == null && topics.size() >= limits.topics()) {
            watcher.problem(
                    name,
                    LiveProblem.tooMany(
                            "the service shows " + limits.topics() + " different topics already: try again later"));
        } else {
            shared = topics.computeIfAbsent(topic, key -> new LiveTopic(key, run, limits.historyDeltas()));
            Subscription subscription = new Subscription(watcher, name, shared, resume);
            watcher.subscriptions.put(name, subscription);
            shared.watchers.add(subscription);
            shared.emptySinceMs = NEVER;
            queue(shared);
            readQueued();
        }
    }

    public void unsubscribe(LiveViewer viewer, String name) {
        Watcher watcher = watchers.get(viewer);
        Subscription subscription = watcher == null ? null : watcher.subscriptions.get(name);
        if (subscription != null) {
            end(subscription);
        }
    }

    private void end(Subscription subscription) {
        subscription.end();
        if (subscription.topic.watchers.isEmpty()) {
            subscription.topic.emptySinceMs = nowMs;
        }
    }

    /** A viewer's connection takes messages again. */
    public void ready(LiveViewer viewer) {
        Watcher watcher = watchers.get(viewer);
        if (watcher != null) {
            watcher.subscriptions.values().forEach(subscription -> subscription.deliver(nowMs));
        }
    }

    /** Distinct topics that are held. */
    public int topics() {
        return topics.size();
    }

    public int viewers() {
        return watchers.size();
    }

    /**
     * One turn: cuts who takes nothing, forgets topics that nobody came back to, and reads what may have changed. To be
     * called every {@link LiveLimits#everyMs}.
     *
     * @param nowMs milliseconds of any clock that does not go back
     */
    public void turn(long nowMs) {
        this.nowMs = nowMs;
        cutStalled();
        topics.values().removeIf(topic -> topic.watchers.isEmpty() && nowMs - topic.emptySinceMs >= limits.lingerMs());
        readQueued();
        boolean watched = watchers.values().stream().anyMatch(watcher -> !watcher.subscriptions.isEmpty());
        if (watched && !isAsking) {
            isAsking = reads.sequence(this::moved);
        }
    }

    private void cutStalled() {
        List<Watcher> stalled = new ArrayList<>();
        for (Watcher watcher : watchers.values()) {
            if (watcher.isStalled(nowMs, limits.stallMs())) {
                stalled.add(watcher);
            }
        }
        for (Watcher watcher : stalled) {
            leave(watcher.viewer);
            watcher.viewer.cut("nothing was taken for " + limits.stallMs() / 1000 + " seconds");
        }
    }

    private void moved(long now) {
        isAsking = false;
        if (now != sequence) {
            sequence = now;
            topics.values().stream().filter(topic -> !topic.watchers.isEmpty()).forEach(this::queue);
            readQueued();
        }
    }

    private void queue(LiveTopic topic) {
        if (!topic.isQueued) {
            topic.isQueued = true;
            queue.addLast(topic);
        }
    }

    private void readQueued() {
        int most = Math.min(queue.size(), READS_PER_TURN);
        for (int k = 0; k < most; k++) {
            LiveTopic topic = queue.pollFirst();
            topic.isQueued = false;
            if (topic.isReading) {
                // the read under way may have been too early
                queue(topic);
            } else {
                read(topic);
            }
        }
    }

    private void read(LiveTopic topic) {
        topic.isReading = true;
        topic.reads++;
        reads.read(topic.topic, new LiveReads.Answer() {
            @Override
            public void state(LiveState state) {
                answered(topic, state);
            }

            @Override
            public void problem(LiveProblem problem) {
                failed(topic, problem);
            }

            @Override
            public void busy() {
                topic.isReading = false;
                topic.reads--;
                queue(topic);
            }
        });
    }

    private void answered(LiveTopic topic, LiveState state) {
        topic.isReading = false;
        topic.update(state);
        for (Subscription watcher : List.copyOf(topic.watchers)) {
            watcher.deliver(nowMs);
        }
    }

    private void failed(LiveTopic topic, LiveProblem problem) {
        topic.isReading = false;
        for (Subscription watcher : List.copyOf(topic.watchers)) {
            watcher.problem(problem);
            end(watcher);
        }
        topics.remove(topic.topic);
    }
}
