package io.tidemark.gateway.live;

/** A viewer's connection as the hub sees it: where texts go. Called on the hub's thread. */
public interface LiveViewer {
    /** Whether more may be sent now. False while the other side does not take what was sent. */
    boolean isReady();

    /**
     * Sends one message.
     *
     * @param type {@code snapshot}, {@code delta} or {@code resumed}
     * @param id where the viewer is after it, for resuming
     * @param json the message, one line
     */
    void send(String type, String id, String json);

    /** Says why a topic is not shown, or not any more; it was unsubscribed. */
    void problem(LiveProblem problem, String json);

    /** Ends the connection; the hub has forgotten it already. */
    void cut(String why);
}
