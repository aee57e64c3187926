/** The read model: standings, boards, postings computed on read, and why an activity earned nothing. */
package io.tidemark.engine.query;
