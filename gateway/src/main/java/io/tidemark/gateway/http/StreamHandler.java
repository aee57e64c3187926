package io.tidemark.gateway.http;

import io.netty.buffer.ByteBuf;

/** Takes requests whose body is too large to be held. */
public interface StreamHandler {
    /**
     * Called on the event loop when the head is there and allowed.
     *
     * @param request without a body
     * @param flow holds the sender back
     * @return where the body goes
     * @throws HttpProblem which becomes the answer; the body is not read
     */
    Body open(Request request, Responder responder, Flow flow) throws HttpProblem;

    /** Where a body goes. All calls come on the event loop, none after the request was answered. */
    interface Body {
        /** A piece of the body, to be read or retained during the call. */
        void piece(ByteBuf data) throws HttpProblem;

        /** The body is whole. */
        void end() throws HttpProblem;

        /** The connection is gone, or the body was too long or too slow: {@link #end} will not come. */
        void aborted();
    }
}
