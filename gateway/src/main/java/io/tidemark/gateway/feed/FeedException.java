package io.tidemark.gateway.feed;

import io.tidemark.gateway.feed.sbe.Refusal;
import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;

/** A feed cannot go on. The message is for people. */
public final class FeedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    FeedException(String message, Throwable cause) {
        super(message, cause);
        this.refusal = null;
    }

    FeedException(Refusal refusal, String reason) {
        super(reason);
        this.refusal = refusal;
    }

    /** Why the server refused; {@code null} where it was not the server. */
    public Refusal refusal() {
        return refusal;
    }

    /** Whether trying again later may help. */
    boolean mayPass() {
        if (getCause() instanceof SSLHandshakeException) {
            return false;
        }
        return refusal == null || refusal == Refusal.HALTED || refusal == Refusal.BUSY || refusal == Refusal.SLOW;
    }
}
