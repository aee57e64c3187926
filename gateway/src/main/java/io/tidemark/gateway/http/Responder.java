package io.tidemark.gateway.http;

/** Answers one request, once; what comes later is dropped. Any thread. */
public interface Responder {
    void answer(Response response);

    default void fail(HttpProblem problem) {
        answer(problem.response());
    }

    /** Runs something on the connection's event loop. */
    void execute(Runnable task);

    /** Runs something on the connection's event loop after a while. */
    void executeIn(long delayMs, Runnable task);

    /** Whether nobody waits for the answer any more: it was given, or the connection is gone. */
    boolean isDone();
}
