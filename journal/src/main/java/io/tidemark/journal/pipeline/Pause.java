package io.tidemark.journal.pipeline;

/** Why no frames are taken for the time being. Set and ended by the helper, read by any thread. */
final class Pause {
    private final FrameRing ring;
    private volatile String reason = "";

    Pause(FrameRing ring) {
        this.ring = ring;
    }

    boolean isSet() {
        return !reason.isEmpty();
    }

    String reason() {
        return reason;
    }

    void set(String why) {
        ring.pause(true);
        reason = why;
    }

    void end() {
        reason = "";
        ring.pause(false);
    }
}
