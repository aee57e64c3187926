package io.tidemark.journal.pipeline;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stop for good: set once, by whichever thread failed first. Any thread. */
public final class Halt {
    private static final Logger LOG = LoggerFactory.getLogger(Halt.class);

    private volatile Throwable cause;
    private final CompletableFuture<Throwable> happened = new CompletableFuture<>();

    public boolean isSet() {
        return cause != null;
    }

    /** The first failure; {@code null} where there is none. */
    public Throwable cause() {
        return cause;
    }

    /** Completed with the first failure, by the thread that failed. */
    public CompletableFuture<Throwable> happened() {
        return happened;
    }

    public void set(Throwable failure) {
        if (happened.complete(failure)) {
            cause = failure;
            LOG.error("the service halts: {}", failure.getMessage(), failure);
        }
    }
}
