package io.tidemark.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;

/** Takes a connection over: WebSocket, server-sent events. */
public interface Takeover {
    /**
     * Called on the event loop after all checks. The pipeline then holds TLS where configured, the {@code HttpServerCodec}
     * named {@code codec}, and what the taker adds; automatic reading is on. The taker closes the channel.
     *
     * @param raw the request as it came, with an empty body; the taker releases it
     * @param context of the server's handler, which leaves the pipeline when this returns
     */
    void take(Request request, FullHttpRequest raw, ChannelHandlerContext context);

    /**
     * Asked before {@link #take}, on the event loop: whether the request can be taken over at all.
     *
     * @throws HttpProblem which becomes the answer; the connection then stays with the server
     */
    default void check(Request request) throws HttpProblem {}
}
