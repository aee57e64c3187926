package io.tidemark.journal;

/**
 * How a run's files are laid out, fixed at start.
 *
 * @param store which store keeps new runs; older runs are read whatever theirs was
 * @param blockBytes what a file grows by; a record takes at most a quarter of it
 * @param aheadBytes zeros kept written ahead of the end, so that an append finds its pages there; 0 for none
 */
public record JournalSettings(Store store, long blockBytes, long aheadBytes) {
    /** The stores behind the port. */
    public enum Store {
        /** Chronicle Queue, a file per day of stamped time. */
        CHRONICLE,
        /** Plain files, written with one call per record: the control of every benchmark. */
        FILE
    }

    public static final JournalSettings DEFAULT = new JournalSettings(Store.CHRONICLE, 1L << 30, 64L << 20);

    /** Bytes of a record at most, whatever the block. */
    private static final int MOST = 1 << 20;

    public JournalSettings {
        if (blockBytes < 512 * 1024) {
            throw new IllegalArgumentException("a block takes at least 524288 bytes, " + blockBytes + " are set");
        }
        if (aheadBytes < 0) {
            throw new IllegalArgumentException("bytes ahead are not negative, " + aheadBytes + " are set");
        }
    }

    /** Bytes of one record at most; a frame with everything around it fits always. */
    public int maxRecord() {
        return (int) Math.min(MOST, blockBytes / 4 - 1024);
    }
}
