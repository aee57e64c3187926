/**
 * Snapshots: the list of everything that is state, frozen at once, written by another thread, read back. What a snapshot is
 * written to and read from is for others to say: here are no files.
 */
package io.tidemark.engine.snapshot;
