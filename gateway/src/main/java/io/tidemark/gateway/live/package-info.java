/**
 * Boards and standings as they move: topics are read once for all their viewers, compared with what was shown before, and
 * sent as a snapshot followed by deltas.
 *
 * <p>{@link io.tidemark.gateway.live.LiveHub} is the whole logic, on one thread and without a network; {@code LiveService}
 * gives it the thread and the core, and handlers of the server give it viewers.
 */
package io.tidemark.gateway.live;
