package io.tidemark.journal.pipeline;

import io.tidemark.journal.flush.SyncPolicy;

/**
 * How the pipeline is composed, fixed at start.
 *
 * @param policy when a frame counts as durable
 * @param slots frames that the ring holds, a power of two; each takes 64 KiB of memory
 * @param reads reads that may wait
 * @param appendApart whether append has a thread of its own; otherwise it shares the core's
 * @param spinMicros how long a thread looks for work before it sleeps
 * @param minFreeBytes no frames are taken while the disk has less room than this
 * @param closeMillis how long a close waits for what was taken to be applied
 */
public record PipelineSettings(
        SyncPolicy policy,
        int slots,
        int reads,
        boolean appendApart,
        int spinMicros,
        long minFreeBytes,
        long closeMillis) {
    public static final PipelineSettings DEFAULT =
            new PipelineSettings(SyncPolicy.GROUP, 512, 4_096, true, 20, 1L << 30, 10_000);

    public PipelineSettings {
        if (slots < 2 || Integer.bitCount(slots) != 1 || slots > 16_384) {
            throw new IllegalArgumentException("slots are a power of two from 2 to 16384, not " + slots);
        }
        if (reads < 1 || spinMicros < 0 || minFreeBytes < 0 || closeMillis < 1) {
            throw new IllegalArgumentException(
                    "settings of the pipeline are not negative, and reads and time to close not 0");
        }
    }

    public PipelineSettings withPolicy(SyncPolicy other) {
        return new PipelineSettings(other, slots, reads, appendApart, spinMicros, minFreeBytes, closeMillis);
    }
}
