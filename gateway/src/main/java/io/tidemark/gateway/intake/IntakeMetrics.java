package io.tidemark.gateway.intake;

/** Told what came in. Any thread; quick. */
public interface IntakeMetrics {
    IntakeMetrics NONE = (accepted, received) -> {};

    /** A request's or a file's activities, when they are applied. */
    void activities(long accepted, long received);
}
