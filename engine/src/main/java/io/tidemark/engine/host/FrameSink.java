package io.tidemark.engine.host;

import io.tidemark.engine.outcome.Outcome;
import org.agrona.DirectBuffer;

/** Where commands enter a running core. Any thread; never blocks. */
public interface FrameSink {
    /** Told what became of a frame that was taken. Called once, {@link #tell} behind it, on the core's thread: quick, never blocking, never throwing. */
    interface Applied {
        /**
         * The frame is durable under the sync policy and applied: whatever is read from now on sees it.
         *
         * @param outcome valid during the call only
         */
        void applied(Outcome outcome);

        /**
         * Called behind {@link #applied}, possibly of several frames: the core turns to something else, and whoever waits may be
         * told now. Waking another thread costs more than most frames, so it is here that it is woken.
         */
        default void tell() {}

        /** The service halted before the frame was applied: whether it is durable is not known, sending it again is safe. */
        void halted();

        /**
         * The core did not take the frame, none of it is applied: its fault is the sender's, sending it again will not help.
         *
         * @param why a sentence for people
         */
        default void refused(String why) {
            halted();
        }
    }

    /**
     * Hands a whole, checked, unstamped frame over; it is copied before the call returns.
     *
     * @param frame at most {@link io.tidemark.engine.EngineLimits#MAX_FRAME} bytes, complete but for its stamp
     * @return false where there is no room now: nothing was taken, the sender has to wait and offer again
     */
    boolean offer(DirectBuffer frame, int offset, int length, Applied applied);
}
