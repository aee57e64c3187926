package io.tidemark.engine;

/** A frame that is not what its schema says. Nothing of it has been applied. */
public final class FrameException extends IllegalArgumentException {
    public FrameException(String message) {
        super(message);
    }
}
