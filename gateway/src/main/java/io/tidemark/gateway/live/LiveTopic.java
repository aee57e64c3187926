package io.tidemark.gateway.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One topic: its last state, how it came about, and who watches it. Hub's thread only. */
final class LiveTopic {
    private static final long NEVER = -1;

    final Topic topic;
    final List<Subscription> watchers = new ArrayList<>();
    private final String run;
    private final int most;
    private final ArrayDeque<LiveDelta> history = new ArrayDeque<>();

    private LiveState state;
    private String snapshotTail;
    private String deltaTail;
    /** Of this sequence there were two states: nobody resumes at it or before. */
    private long ambiguous = NEVER;

    /** Reads begun so far, the one under way included. */
    int reads;

    boolean isReading;
    boolean isQueued;
    long emptySinceMs = NEVER;

    LiveTopic(Topic topic, String run, int historyDeltas) {
        this.topic = topic;
        this.run = run;
        this.most = historyDeltas;
    }

    /** Takes what a read found. */
    void update(LiveState found) {
        if (state != null && state.showsTheSameAs(found)) {
            // the sequence of a state is that at which it came about, as far as viewers know
            return;
        }
        deltaTail = null;
        if (state != null && found.sequence() > state.sequence()) {
            history.addLast(LiveDelta.between(state, found));
            if (history.size() > most) {
                history.removeFirst();
            }
        } else if (state != null) {
            history.clear();
            ambiguous = found.sequence();
            watchers.forEach(Subscription::forget);
        }
        state = found;
        snapshotTail = null;
    }

    boolean hasState() {
        return state != null;
    }

    boolean isCurrent(Subscription watcher) {
        return watcher.sent() == state.sequence();
    }

    /** Brings a watcher from where it is to the last state, in one message. */
    void send(Subscription watcher) {
        LiveDelta delta = watcher.isNew() ? null : since(watcher.sent());
        if (delta == null) {
            watcher.send("snapshot", id(), snapshotTail(), state.sequence());
        } else if (delta == history.peekLast()) {
            watcher.send("delta", id(), deltaTail(delta), state.sequence());
        } else {
            watcher.send("delta", id(), LiveMessages.delta(id(), delta), state.sequence());
        }
    }

    /** Where a viewer says it is, or -1 where that is not known here. */
    long resumable(String id) {
        if (state == null || !id.startsWith(run + "-")) {
            return NEVER;
        }
        String digits = id.substring(run.length() + 1);
        if (!digits.matches("\\d{1,18}")) {
            return NEVER;
        }
        long sequence = Long.parseLong(digits);
        boolean known = sequence == state.sequence() || since(sequence) != null;
        return known && sequence > ambiguous ? sequence : NEVER;
    }

    /** What happened since a sequence as one delta, or null where the history does not reach back to it. */
    private LiveDelta since(long sequence) {
        Iterator<LiveDelta> newestFirst = history.descendingIterator();
        ArrayDeque<LiveDelta> needed = new ArrayDeque<>();
        while (newestFirst.hasNext()) {
            LiveDelta delta = newestFirst.next();
            needed.addFirst(delta);
            if (delta.from() == sequence) {
                return needed.stream().reduce(LiveDelta::then).orElseThrow();
            }
        }
        return null;
    }

    String id() {
        return run + '-' + state.sequence();
    }

    private String snapshotTail() {
        if (snapshotTail == null) {
            snapshotTail = LiveMessages.snapshot(id(), state);
        }
        return snapshotTail;
    }

    private String deltaTail(LiveDelta last) {
        if (deltaTail == null) {
            deltaTail = LiveMessages.delta(id(), last);
        }
        return deltaTail;
    }
}
