package io.tidemark.journal.flush;

/** When a frame counts as durable, so that it is applied and acknowledged. */
public enum SyncPolicy {
    /**
     * As soon as the operating system has it: survives the end of the process, however sudden, not the loss of power. What was
     * written is forced to the device about once a second.
     */
    PROCESS,
    /** When the device has it; one force for everything that was waiting, while more is written. Survives the loss of power. */
    GROUP,
    /** When the device has it; one force per frame, nothing is written meanwhile. Survives the loss of power. */
    ALWAYS;

    /** The word in configuration and answers. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
