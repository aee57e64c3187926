/** The way in: the program language and the ingestion of files, neither of which knows a network. */
package io.tidemark.gateway;
