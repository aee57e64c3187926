package io.tidemark.engine.store;

/** A snapshot cannot be used. The message goes on behind the snapshot's, or the section's, name. */
public final class SnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SnapshotException(String message) {
        super(message);
    }

    public SnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
