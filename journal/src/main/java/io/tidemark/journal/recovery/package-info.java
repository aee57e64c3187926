/**
 * The data folder, and the way from what is in it to a core that stands where it stood. Layout: docs/journal.md.
 *
 * <p>Reading refuses what it cannot vouch for: a gap or damage in the middle stops with file, byte and sequence. Only what was
 * being written when a run ended may be missing, and that is said.
 */
package io.tidemark.journal.recovery;
