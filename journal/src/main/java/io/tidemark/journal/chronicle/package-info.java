/** The journal in Chronicle Queue. What is Chronicle's stays in this package; what was settled about it is settled here. */
package io.tidemark.journal.chronicle;
