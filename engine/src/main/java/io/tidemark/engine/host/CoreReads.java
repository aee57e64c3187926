package io.tidemark.engine.host;

import io.tidemark.engine.ScoringCore;

/** Where reads enter a running core. Any thread; never blocks. */
public interface CoreReads {
    /**
     * A read, run once on the core's thread between two frames. It sees every frame acknowledged before it was offered. It
     * takes what it needs in values of its own, quickly, and hands them to its own thread.
     */
    interface Read {
        void read(ScoringCore core);

        /** The service halted before the read was run. */
        void halted();

        /** The read itself threw; nothing else is affected. */
        default void failed(RuntimeException failure) {
            halted();
        }
    }

    /** @return false where too many reads are waiting: nothing was taken */
    boolean offer(Read read);
}
