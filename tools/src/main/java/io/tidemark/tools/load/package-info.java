/** {@code tidemark load}: sends at a fixed rate, whatever the server does, and says how long answers took. */
package io.tidemark.tools.load;
