/** Ladders: the highest tier whose conditions hold, and what is missing to the next. */
package io.tidemark.engine.tier;
