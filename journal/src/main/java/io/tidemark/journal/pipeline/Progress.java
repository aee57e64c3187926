package io.tidemark.journal.pipeline;

import com.lmax.disruptor.Sequence;

/**
 * How far each step has come, in frames since the start (0 is the first, −1 none):
 * {@code published ≥ appended ≥ durable ≥ applied}. Each is written by one thread and read by any.
 */
public final class Progress {
    /** Durable frames that wait for the core, from which on a force would only take time from it: some milliseconds' work. */
    private static final int ENOUGH = 32;

    private final Sequence appended = new Sequence();
    private final Sequence durable = new Sequence();
    private final Sequence applied = new Sequence();
    private final Sequence appendedSequence = new Sequence();
    private final Sequence forcedSequence = new Sequence();
    private volatile boolean forceAsked;

    /** @param lastSequence of the last command that was there before */
    Progress(long lastSequence) {
        appendedSequence.set(lastSequence);
        forcedSequence.set(lastSequence);
    }

    public long appended() {
        return appended.get();
    }

    /** Sequence of the last command appended; read behind {@link #appended}, at least that of the frame. */
    public long appendedSequence() {
        return appendedSequence.get();
    }

    void appended(long frame, long lastSequence) {
        appendedSequence.set(lastSequence);
        appended.set(frame);
    }

    public long durable() {
        return durable.get();
    }

    public void durable(long frame) {
        durable.set(frame);
    }

    /** Whether something waits to be forced, and the core will soon need it. */
    public boolean wantsForce() {
        long safe = durable.get();
        return appended.get() > safe && safe - applied.get() < ENOUGH;
    }

    /** Sequence of the last command known to have been forced to the device. */
    long forcedSequence() {
        return forcedSequence.get();
    }

    public void forced(long lastSequence) {
        forcedSequence.set(lastSequence);
    }

    /** Somebody waits until all that was appended is forced, whatever the policy. */
    void askForForce(boolean asked) {
        forceAsked = asked;
    }

    public boolean isForceAsked() {
        return forceAsked;
    }

    long applied() {
        return applied.get();
    }

    void applied(long frame) {
        applied.set(frame);
    }

    /** What the ring may not overtake. */
    Sequence appliedSequence() {
        return applied;
    }
}
