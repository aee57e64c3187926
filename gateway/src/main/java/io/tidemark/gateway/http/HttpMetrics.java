package io.tidemark.gateway.http;

/** Told what was answered. Any thread; quick. */
public interface HttpMetrics {
    HttpMetrics NONE = (route, status, ns) -> {};

    /** @param route null where no endpoint was found */
    void answered(Route route, int status, long ns);
}
