/** Work that is too large for one frame, done in slices: the dirty queue. */
package io.tidemark.engine.job;
