package io.tidemark.gateway.http;

import io.netty.buffer.ByteBuf;

/** Gathers a body for a handler that wants it whole. Event loop only. */
final class WholeBody implements StreamHandler.Body {
    private final Request request;
    private final Responder responder;
    private final Handler handler;
    private final Budget budget;
    private final long most;
    private BodyBuffer buffer;

    WholeBody(Request request, Responder responder, Handler handler, Budget budget, long most) {
        this.request = request;
        this.responder = responder;
        this.handler = handler;
        this.budget = budget;
        this.most = most;
    }

    @Override
    public void piece(ByteBuf data) throws HttpProblem {
        buffer = buffer == null ? new BodyBuffer(budget, most, responder) : buffer;
        buffer.add(data);
    }

    @Override
    public void end() throws HttpProblem {
        handler.handle(buffer == null ? request : request.withBody(buffer.bytes()), responder);
    }

    @Override
    public void aborted() {}
}
