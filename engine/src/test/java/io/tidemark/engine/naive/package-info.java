/**
 * The naive model: the scoring contract written a second time, with lists, maps and exact decimals, and nothing shared
 * with the engine but the types of programs, activities and reference rows. Every answer is computed from all the facts
 * received so far. Tests compare the engine with it, run the same worked examples ({@link
 * io.tidemark.engine.naive.Tables}) against both, and draw random programs and facts from {@link
 * io.tidemark.engine.naive.Scenario}.
 *
 * <p>The strata are a class each, in the order in which they read one another: {@code Versions}, {@code Returns},
 * {@code Crediting}, {@code Measuring}, {@code RuleValues}, {@code Tiers}, {@code Boards}; {@code NaiveModel} is the
 * front door.
 */
package io.tidemark.engine.naive;
