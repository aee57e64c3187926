/**
 * A draft of a program beside what is in force: what each comes to over all facts, and whom the difference concerns.
 *
 * <pre>
 *  a settled core ──▶ Figures ──┐
 *  draft published ──▶ Figures ─┴─▶ Comparison ──▶ ComparisonJson
 * </pre>
 */
package io.tidemark.gateway.draft;
