/** A journal of plain preallocated files: the control in benchmarks, and a way out should the other store fail somebody. */
package io.tidemark.journal.file;
