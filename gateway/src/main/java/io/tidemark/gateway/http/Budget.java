package io.tidemark.gateway.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all requests together may hold. Any thread. */
public final class Budget {
    private final long most;
    private final AtomicLong taken = new AtomicLong();

    public Budget(long most) {
        this.most = most;
    }

    boolean take(long amount) {
        if (taken.addAndGet(amount) <= most) {
            return true;
        }
        taken.addAndGet(-amount);
        return false;
    }

    void give(long amount) {
        taken.addAndGet(-amount);
    }

    /** Bytes held now. */
    public long taken() {
        return taken.get();
    }
}
