/** The journal of frames. Nothing lives here yet: scoring in process needs no journal. */
package io.tidemark.journal;
