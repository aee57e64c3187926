package io.tidemark.gateway.feed;

import org.agrona.DirectBuffer;

/** Where a session's answers go. */
public interface FeedOut {
    /** Sends a message with its length in front; copied before the call returns. The session's thread. */
    void send(DirectBuffer buffer, int offset, int length);

    /** Whether the peer keeps up with what is sent. The session's thread. */
    boolean isWritable();

    /** Ends the connection behind what was sent. The session's thread. */
    void end();

    /** Has {@link FeedSession#pump} called on the session's thread, soon. Any thread; never blocks. */
    void wake();
}
