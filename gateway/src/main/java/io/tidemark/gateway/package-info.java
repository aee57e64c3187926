/**
 * The way in and out: the program language and the ingestion of files, neither of which knows a network; the HTTP server with
 * everything that can be asked and sent; live boards; the binary feed. {@link io.tidemark.gateway.HttpGateway} puts the
 * server together.
 */
package io.tidemark.gateway;
