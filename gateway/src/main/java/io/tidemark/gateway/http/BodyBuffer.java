package io.tidemark.gateway.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Gathers a body, within its own limit and within what all requests may hold until theirs are over. Event loop only. */
public final class BodyBuffer {
    private final Budget budget;
    private final long most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private long taken;

    /** Holds its bytes until the request is over. */
    public BodyBuffer(Budget budget, long most, Responder responder) {
        this.budget = budget;
        this.most = most;
        responder.whenOver(() -> budget.give(taken));
    }

    /** @throws HttpProblem 413 beyond the limit, 503 where all requests together hold too much */
    public void add(ByteBuf data) throws HttpProblem {
        int size = data.readableBytes();
        if (taken + size > most) {
            throw new HttpProblem(413, "the body is too large — at most " + most + " bytes are taken whole");
        }
        if (!budget.take(size)) {
            throw HttpProblem.unavailable("too many large requests at once — send it again in a second");
        }
        taken += size;
        try {
            data.readBytes(bytes, size);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
