/** Looks at a data folder while no service runs on it: {@code tidemark journal}. */
package io.tidemark.tools.inspect;
