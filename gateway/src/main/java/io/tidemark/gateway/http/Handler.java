package io.tidemark.gateway.http;

/** Answers requests whose body is read whole. */
public interface Handler {
    /**
     * Called on the connection's event loop; must not block. Answers through the responder, now or later.
     *
     * @throws HttpProblem which becomes the answer
     */
    void handle(Request request, Responder responder) throws HttpProblem;
}
