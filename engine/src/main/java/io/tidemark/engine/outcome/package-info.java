/** What became of a command: verdicts and their encoding. */
package io.tidemark.engine.outcome;
