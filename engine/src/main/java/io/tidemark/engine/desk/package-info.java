/**
 * The second core on the same journal: what a server knows beside its facts — tokens, feeds, profiles, reports of ingested
 * files, refused rows, who published what. It keeps texts by collection and id, in the order in which they came, and does
 * not look into them.
 */
package io.tidemark.engine.desk;
