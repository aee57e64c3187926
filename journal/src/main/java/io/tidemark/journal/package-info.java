/**
 * The journal: every frame, in order, before the core applies it. {@link io.tidemark.journal.Journal} is the port; what is
 * written through it are {@link io.tidemark.journal.Batch batches}, one record each, whichever store stands behind it.
 *
 * <p>{@code chronicle} and {@code file} are the two stores, {@code flush} makes durable, {@code pipeline} joins ring, journal
 * and core, {@code recovery} opens a data folder and brings a core back to where it was, {@code snapshot} makes that short,
 * {@code shadow} exports the ledger of postings. Layout on disk: docs/journal.md.
 */
package io.tidemark.journal;
