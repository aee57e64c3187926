/**
 * Snapshots as files: a core's state at a sequence, so that a start reads that and only the journal behind it. Layout:
 * docs/journal.md.
 */
package io.tidemark.journal.snapshot;
