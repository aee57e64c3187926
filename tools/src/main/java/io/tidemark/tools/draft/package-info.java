/**
 * {@code tidemark simulate}: what the recorded history would have paid under drafts of a program.
 *
 * <pre>
 *  data folder ──(Onlooker: no lock, nothing changed)──▶ Shadow core ──▶ Figures of the program in force
 *                                                        publish draft ──▶ Figures of the draft ──▶ Comparison ──▶ table, CSV, JSON
 * </pre>
 *
 * A draft takes the program's place in the shadow core, under its id: so decisions about claims and everything else that was
 * recorded for the program hold for the draft too.
 */
package io.tidemark.tools.draft;
