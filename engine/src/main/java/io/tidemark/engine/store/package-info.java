/**
 * Memory of the core: rows, records, texts and hash tables in fixed pages. Everything grows by a page; nothing is
 * copied or rehashed as a whole. The first write to a page in an epoch copies the page, so that a frozen epoch can be
 * read by another thread while the core goes on.
 */
package io.tidemark.engine.store;
