/** When a frame counts as durable, and the agent that makes it so. */
package io.tidemark.journal.flush;
