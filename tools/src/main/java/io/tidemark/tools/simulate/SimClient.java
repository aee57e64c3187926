package io.tidemark.tools.simulate;

import io.tidemark.engine.outcome.Verdict;
import io.tidemark.gateway.feed.FeedAnswers;
import io.tidemark.gateway.feed.FeedTotals;
import io.tidemark.gateway.feed.FeedWindow;
import io.tidemark.gateway.feed.sbe.Refusal;
import java.io.IOException;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Somebody who sends a list of frames over the feed, and again what was not acknowledged when a connection broke. */
final class SimClient implements FeedAnswers.Heard {
    private final String name;
    private final List<byte[]> frames;
    private final Promises promises;
    private final Seams seams;
    private final FeedAnswers answers = new FeedAnswers(this);
    private FeedWindow window = new FeedWindow();
    private SimLink link;
    private int credit;
    private long onLink;
    private boolean slow;

    SimClient(String name, List<byte[]> frames, Promises promises, Seams seams) {
        this.name = name;
        this.frames = frames;
        this.promises = promises;
        this.seams = seams;
    }

    boolean isConnected() {
        return link != null;
    }

    SimLink link() {
        return link;
    }

    boolean isSlow() {
        return slow;
    }

    void slow(boolean on) {
        slow = on;
    }

    boolean isDone() {
        return window.sent() == frames.size() && window.acknowledged() == window.sent();
    }

    void connect(SimLink over) {
        seams.resume(window);
        link = over;
        credit = 0;
        onLink = window.acknowledged();
        byte[] hello = window.hello("token", name);
        link.clientWrites(hello, hello.length);
    }

    /** Loses what it knew: it begins with its first frame. */
    void restart() {
        leave();
        window = new FeedWindow();
    }

    /** Is gone without a word. */
    void leave() {
        if (link != null) {
            link.clientLeaves();
            link = null;
        }
    }

    /** Hears what arrived, then sends one batch where it may. */
    void act() {
        hear();
        if (link == null || credit == 0 || !link.clientMayWrite() || onLink - window.acknowledged() >= credit) {
            return;
        }
        boolean more = window.sent() < frames.size() && window.sent() - window.acknowledged() < window.width();
        if (onLink == window.sent() && more) {
            byte[] frame = frames.get((int) window.sent());
            window.put(new UnsafeBuffer(frame), 0, frame.length);
        }
        if (onLink < window.sent()) {
            byte[] message = window.message(++onLink);
            link.clientWrites(message, FeedWindow.length(message));
        }
    }

    private void hear() {
        byte[] message;
        while (link != null && (message = link.clientReads()) != null) {
            try {
                answers.take(new UnsafeBuffer(message), 0);
            } catch (IOException wrong) {
                throw new Violation(name + " hears what no server says", wrong);
            }
        }
        if (link != null && link.isOverForClient()) {
            link = null;
        }
    }

    @Override
    public void welcome(int granted) {
        credit = granted;
        window.widen(granted);
    }

    @Override
    public void verdict(long number, int index, Verdict verdict) {
        // what these say depends on when and how often something came, which must not matter
        if (verdict == Verdict.DATE_AHEAD || verdict == Verdict.AT_CAPACITY) {
            promises.refused(verdict);
        }
    }

    @Override
    public void acknowledged(long number, long sequence, FeedTotals totals) {
        if (number <= window.acknowledged() || number > onLink) {
            throw new Violation(name + ": batch " + number + " is acknowledged behind " + window.acknowledged()
                    + ", of " + onLink + " sent");
        }
        window.acknowledged(number);
        promises.acknowledged(sequence, name);
    }

    @Override
    public void refused(Refusal refusal, String reason) {
        boolean passes = refusal == Refusal.HALTED || refusal == Refusal.BUSY || refusal == Refusal.SLOW;
        if (!passes) {
            throw new Violation(name + " did nothing wrong and is refused: " + reason);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
