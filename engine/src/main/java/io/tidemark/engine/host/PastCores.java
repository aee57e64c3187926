package io.tidemark.engine.host;

/**
 * States that the core had, each brought back beside it from what was recorded. Reads run on a thread of their own, one at a time.
 * Any thread; never blocks.
 */
public interface PastCores {
    /** There is nothing recorded to bring back. */
    PastCores NONE = new PastCores() {
        @Override
        public boolean offer(Moment moment, CoreReads.Read read) {
            return false;
        }

        @Override
        public boolean offerOwn(CoreReads.Read read) {
            return false;
        }
    };

    /**
     * The state behind the last frame that is within both.
     *
     * @param sequence of the last command at most
     * @param timestampMs stamped on the last frame at most, epoch milliseconds
     */
    record Moment(long sequence, long timestampMs) {
        /** Behind the last command that is recorded. */
        public static final Moment NOW = new Moment(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * A read of a state, which it must not change.
     *
     * @return false where too many wait: nothing was taken
     */
    boolean offer(Moment moment, CoreReads.Read read);

    /** A read of what is recorded now, which may change what it is given: nobody else sees it. */
    boolean offerOwn(CoreReads.Read read);
}
