package io.tidemark.gateway.http;

import io.tidemark.engine.ScoringCore;

/** The two hashes over everything, taken when somebody asks and remembered for the metrics: they read all there is. */
public final class Hashes {
    /**
     * @param standings the same for the same facts, in whatever order they came
     * @param state the same for the same frames
     * @param settling whether work was pending, so that standings were on their way
     */
    public record Taken(long sequence, long standings, long state, boolean settling) {}

    private volatile Taken last;

    /** Takes them; on the core's thread. */
    public Taken take(ScoringCore core) {
        Taken known = last;
        if (known == null || known.sequence() != core.sequence()) {
            last = new Taken(core.sequence(), core.standingsHash(), core.stateHash(), !core.isSettled());
        }
        return last;
    }

    /** Those taken last, or null. Any thread. */
    public Taken last() {
        return last;
    }
}
