package io.tidemark.engine.snapshot;

import io.tidemark.engine.store.Frozen;
import java.util.ArrayList;
import java.util.List;

/**
 * A core's whole state between two frames. Immutable, readable by any thread; while it is held the core copies each page that it
 * writes, once.
 *
 * @param sequence of the last command applied
 * @param timestampMs stamped on the last frame, the smallest long where there was none
 */
public record CoreImage(long sequence, long timestampMs, List<Part> parts) {
    /** One section. */
    public record Part(String name, int version, Frozen content) {}

    /** Freezes sections in their order. */
    public static CoreImage of(long sequence, long timestampMs, List<Sections> all) {
        List<Part> parts = new ArrayList<>();
        all.forEach(sections -> sections.freeze(parts));
        return new CoreImage(sequence, timestampMs, List.copyOf(parts));
    }
}
