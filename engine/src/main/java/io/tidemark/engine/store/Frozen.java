package io.tidemark.engine.store;

/** A part of the state as it was at one moment. Immutable: any thread may write it, and equal states write equal bytes. */
@FunctionalInterface
public interface Frozen {
    void write(SnapshotSink to);
}
