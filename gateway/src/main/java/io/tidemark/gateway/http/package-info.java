/**
 * The HTTP server: Netty below, routes above.
 *
 * <p>A {@code Route} is a method, a path such as {@code /v1/programs/{program}/boards}, the scopes that may call it and an
 * endpoint. There are three kinds of endpoints:
 *
 * <ul>
 *   <li>{@link io.tidemark.gateway.http.Handler}: gets a {@link io.tidemark.gateway.http.Request} with its body whole, and
 *       answers through a {@link io.tidemark.gateway.http.Responder}, now or later, from any thread, once.
 *   <li>{@link io.tidemark.gateway.http.StreamHandler}: gets the head, then the body piece by piece, and may hold the sender
 *       back through {@link io.tidemark.gateway.http.Flow}.
 *   <li>{@link io.tidemark.gateway.http.Takeover}: gets the connection itself after all checks, for WebSocket and server-sent
 *       events; from then on the server has nothing more to do with it but count it.
 * </ul>
 *
 * <p>All three are called on the connection's event loop and never block it. Reads of the core go through {@link
 * io.tidemark.gateway.http.Reads}: {@code reads.ask(responder, core -> values, values -> response)} runs the first function
 * on the core's thread between two frames, quickly, and the second back on the event loop. Whatever cannot be answered is
 * thrown as {@link io.tidemark.gateway.http.HttpProblem} and becomes {@code application/problem+json}.
 *
 * <p>The connection reads one message at a time and asks for the next when it wants it, so a sender is held back by simply
 * not reading on. Authentication, the check of the {@code Host} header, limits and deadlines are done before an endpoint
 * hears of a request.
 */
package io.tidemark.gateway.http;
