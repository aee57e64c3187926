package io.tidemark.gateway.live;

/** One viewer's interest in one topic. Hub's thread only. */
final class Subscription {
    private static final long NOTHING = -1;

    final LiveTopic topic;
    private final Watcher watcher;
    private final String name;
    private final String resume;
    /** Number of the first read that began after the subscription. */
    private final int firstRead;

    private boolean isAnswered;
    private long sent = NOTHING;

    Subscription(Watcher watcher, String name, LiveTopic topic, String resume) {
        this.watcher = watcher;
        this.name = name;
        this.topic = topic;
        this.resume = resume;
        // a read under way may have seen the core before something that the viewer knows of
        this.firstRead = topic.reads + 1;
    }

    /** Sequence of the state that the viewer has, or -1. */
    long sent() {
        return sent;
    }

    boolean isNew() {
        return sent == NOTHING;
    }

    /** What the viewer has is worth nothing: it gets a snapshot next. */
    void forget() {
        sent = NOTHING;
    }

    /** Sends what is due, where the connection takes it. */
    void deliver(long nowMs) {
        if (!topic.hasState() || topic.reads < firstRead || topic.reads == firstRead && topic.isReading) {
            return;
        }
        if (!isAnswered) {
            sent = topic.resumable(resume);
        }
        if (isAnswered && !isNew() && topic.isCurrent(this)) {
            return;
        }
        if (!watcher.viewer.isReady()) {
            watcher.waits(nowMs);
            return;
        }
        if (!isNew() && topic.isCurrent(this)) {
            watcher.viewer.send("resumed", topic.id(), LiveMessages.message(name, LiveMessages.resumed(topic.id())));
        } else {
            topic.send(this);
        }
        isAnswered = true;
    }

    void send(String type, String id, String tail, long sequence) {
        watcher.viewer.send(type, id, LiveMessages.message(name, tail));
        sent = sequence;
    }

    void problem(LiveProblem problem) {
        watcher.problem(name, problem);
    }

    void end() {
        topic.watchers.remove(this);
        watcher.subscriptions.remove(name);
    }
}
