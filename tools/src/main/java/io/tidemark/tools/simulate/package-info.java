/**
 * {@code tidemark sim}: everything between a feed's socket and the core on one thread, with a clock, a disk and a network that
 * a seed decides about, and faults from the same seed. See docs/decisions/004-one-seed-one-history.md.
 *
 * <pre>
 *  SimClient ══ SimLink ══ FeedSession ─▶ Stepped: ring ─▶ append ─▶ flush ─▶ core      Weather: what goes wrong, and when
 *  (FeedWindow,  (bytes)                            │                          │        Promises: what was said to whom,
 *   FeedAnswers)                            FileJournal on SimDisk         reads ──────▶           and whether it was kept
 *  SimOffice ─────────────────────────▶ ring        ▲
 *                                            Recovery at every start
 * </pre>
 */
package io.tidemark.tools.simulate;
