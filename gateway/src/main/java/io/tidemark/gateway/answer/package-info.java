/**
 * The JSON shapes of answers, written once for the server and for {@code score --format json}. Knows no network and no
 * files.
 */
package io.tidemark.gateway.answer;
