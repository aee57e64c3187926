package io.tidemark.journal;

import java.nio.ByteBuffer;

/**
 * Where batches of frames are kept, for one run of the service: written to its end, never read. Three threads at most, each
 * with a method of its own; whatever throws has failed for good and must not be called again.
 */
public interface Journal extends AutoCloseable {
    /**
     * Writes a batch as one record behind the last. It is not durable before a {@link #force} that begins afterwards.
     * The appending thread only.
     *
     * @param batch a direct buffer, complete from its position to its limit, {@link Batch#TAIL} zeros behind it; left as it is
     * @param timestampMs the time stamped on the batch's frames; files roll by it
     * @throws JournalException where it cannot be written
     */
    void append(ByteBuffer batch, long timestampMs);

    /**
     * Makes everything appended before the call survive the loss of power. One thread, beside the appending one.
     *
     * @throws JournalException where the device refuses: nothing is known then about what is durable
     */
    void force();

    /**
     * Does one bounded piece of work that makes later appends quick: room is written ahead of the end. The helper's thread.
     *
     * @return whether there is more to do
     */
    boolean prepare();

    /**
     * Looks after the file handles kept for the next file. The helper's thread.
     *
     * @return false where there are none to be had: nothing more should be appended until there are
     */
    default boolean hasSpareHandles() {
        return true;
    }

    /** Bytes that one record may take at most, its batch with header. */
    int maxRecord();

    /** Closes the files, without making anything durable. After the threads above have ended. */
    @Override
    void close();
}
