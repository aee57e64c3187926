/** Exact order-statistic boards: rank, page, neighbours. */
package io.tidemark.engine.standings;
