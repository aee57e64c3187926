/** What a program says: its canonical model, and the compiler that turns it into flat tables. */
package io.tidemark.engine.program;
