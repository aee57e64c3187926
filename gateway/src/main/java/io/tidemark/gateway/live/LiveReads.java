package io.tidemark.gateway.live;

import java.util.function.LongConsumer;

/** Where the hub's reads go. Answers come on the hub's thread, later or at once. */
public interface LiveReads {
    /** Told what a topic shows, or why it cannot be shown. */
    interface Answer {
        void state(LiveState state);

        void problem(LiveProblem problem);

        /** The core has no room for a read now: it can be asked again. */
        void busy();
    }

    /** Asks for the core's sequence. @return false where too many reads are waiting; nothing will be answered */
    boolean sequence(LongConsumer answer);

    /** Asks what a topic shows now; answered once. */
    void read(Topic topic, Answer answer);
}
