package io.tidemark.journal.snapshot;

/**
 * When snapshots are written, beside the one at an orderly end.
 *
 * @param everyCommands after so many commands, 0 for not by their number
 * @param everyMillis after so long, where there was any command, 0 for not by time
 */
public record SnapshotSettings(long everyCommands, long everyMillis) {
    /** None at all, not at the end either. */
    public static final SnapshotSettings NEVER = new SnapshotSettings(0, 0);

    public static final SnapshotSettings DEFAULT = new SnapshotSettings(50_000_000, 3_600_000);

    public SnapshotSettings {
        if (everyCommands < 0 || everyMillis < 0) {
            throw new IllegalArgumentException("settings of snapshots are not negative");
        }
    }

    public boolean isNever() {
        return everyCommands == 0 && everyMillis == 0;
    }
}
