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

    /**
     * Runs something on the event loop when the request is over: answered, or its connection gone. Event loop only. A
     * responder that holds nothing for its request never does.
     */
    default void whenOver(Runnable task) {}

    /** Whether nobody waits for the answer any more: it was given, or the connection is gone. */
    boolean isDone();
}
