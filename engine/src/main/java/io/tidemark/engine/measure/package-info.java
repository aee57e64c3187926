/** Measures: exact sums over the activities credited to a participant in a period. */
package io.tidemark.engine.measure;
