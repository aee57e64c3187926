package io.tidemark.engine;

/**
 * Limits of one core, fixed at its start.
 *
 * @param itemsPerSlice re-rated activities or refreshed participants per frame, beside the frame's own commands
 * @param maxIdentities activities by identity; beyond, new ones are refused as {@code at-capacity}
 * @param maxParticipants participants by (kind, id); beyond, activities that name new ones are refused alike
 * @param maxPrograms programs published
 */
public record EngineLimits(int itemsPerSlice, int maxIdentities, int maxParticipants, int maxPrograms) {
    /** Activities for which there is room from the start: growing costs a little with every one. */
    int expectedIdentities() {
        return maxIdentities / 128;
    }

    /** All of them, in their order. */
    long[] numbers() {
        return new long[] {itemsPerSlice, maxIdentities, maxParticipants, maxPrograms};
    }

    /** Activities or rows per frame. */
    public static final int MAX_COMMANDS = 256;

    /** Bytes of a frame. */
    public static final int MAX_FRAME = 64 * 1024;

    /** Parts of a program's model, each a frame. */
    public static final int MAX_PARTS = 64;

    /** Bytes of one text: an id, a name, a field. */
    public static final int MAX_TEXT = 1024;

    /** Days that an activity's date may lie ahead of the day it is received. */
    public static final int MAX_DAYS_AHEAD = 1;

    public static final EngineLimits DEFAULT = new EngineLimits(4_096, 100_000_000, 20_000_000, 1_000);
}
