/** Participants and products: dense ids, effective-dated rows, who is whose parent. */
package io.tidemark.engine.directory;
