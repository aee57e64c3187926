/**
 * Boards as they might have been: designs that were weighed against the engine's ordered bands and not taken, kept so that
 * whoever doubts the choice can run them. They know values and ranks only — no names, segments or pages.
 */
package io.tidemark.bench.designs;
