/** Benchmarks: each checks its answer before it prints a figure. */
package io.tidemark.bench;
