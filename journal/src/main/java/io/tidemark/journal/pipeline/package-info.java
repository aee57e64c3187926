/**
 * Ring, journal and core joined: {@link io.tidemark.journal.pipeline.Pipeline}. One class per agent; which threads they run
 * on is the settings' choice. Nothing is applied before it is durable, so whatever leaves here is about durable facts.
 *
 * <pre>
 *  producers ──offer──▶ ring of frames ──▶ AppendAgent ──▶ FlushAgent ──▶ CoreAgent ──▶ Applied listeners
 *                          ▲ published      appended        durable        applied
 *                          └────────────────── ticks ────────────────────────┘
 *  readers ──offer──▶ ReadQueue ──────────────────────────────────────────▶ CoreAgent (≤ 64 between two frames)
 *                     HelperAgent: zeros ahead of the journal's end; room on the disk
 * </pre>
 */
package io.tidemark.journal.pipeline;
