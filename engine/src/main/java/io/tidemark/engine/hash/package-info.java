/** The two hashes: bit-exact state, and order-independent standings. */
package io.tidemark.engine.hash;
