package io.tidemark.gateway.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Gathers a body for a handler that wants it whole, within what all requests together may hold. Event loop only. */
final class WholeBody implements StreamHandler.Body {
    private final Request request;
    private final Responder responder;
    private final Handler handler;
    private final Budget budget;
    private ByteArrayOutputStream bytes;
    private long taken;

    WholeBody(Request request, Responder responder, Handler handler, Budget budget) {
        this.request = request;
        this.responder = responder;
        this.handler = handler;
        this.budget = budget;
    }

    @Override
    public void piece(ByteBuf data) throws HttpProblem {
        int size = data.readableBytes();
        if (size == 0) {
            return;
        }
        if (!budget.take(size)) {
            aborted();
            throw HttpProblem.unavailable("too many large requests at once — send it again in a second");
        }
        taken += size;
        bytes = bytes == null ? new ByteArrayOutputStream(size) : bytes;
        try {
            data.readBytes(bytes, size);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void end() throws HttpProblem {
        handler.handle(bytes == null ? request : request.withBody(bytes.toByteArray()), responder);
    }

    /** Gives back what it took; called when the request is answered too. */
    @Override
    public void aborted() {
        budget.give(taken);
        taken = 0;
        bytes = null;
    }
}
