/**
 * The naive model: the scoring contract written a second time, with lists, maps and exact decimals, and nothing shared
 * with the engine but the types of programs, activities and reference rows. Every answer is computed from all the facts
 * received so far. Anything that answers the questions of {@link io.tidemark.engine.naive.Scorer} can run the worked
 * examples ({@link io.tidemark.engine.naive.Tables}) and be put beside the naive model ({@link
 * io.tidemark.engine.naive.Comparison}) on random programs and facts ({@link io.tidemark.engine.naive.Scenario}).
 *
 * <p>The strata are a class each, in the order in which they read one another: {@code Versions}, {@code Returns},
 * {@code Crediting}, {@code Measuring}, {@code RuleValues}, {@code Tiers}, {@code Boards}; {@code NaiveModel} is the
 * front door.
 */
package io.tidemark.engine.naive;
