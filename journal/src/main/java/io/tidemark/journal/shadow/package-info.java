/**
 * The ledger of postings, exported by a core of its own: it reads the journal, never the service, and writes every change of every
 * rule's value, chained per participant. Resumed, it goes on where it stopped; started anew, it checks what is there.
 *
 * <pre>
 *  journal ──Recovery──▶ LedgerShadow: a core, and what of each standing was told ──▶ LedgerExport ──▶ Ledger
 *                            ▲ checkpoint: a snapshot in the ledger's folder            chain per participant
 * </pre>
 */
package io.tidemark.journal.shadow;
