/**
 * The closing of periods, a room of its own: who is paid what when a period is over, statements under a digest, and what later facts
 * change of them. Reads standings; nothing here is read by scoring.
 */
package io.tidemark.engine.closing;
