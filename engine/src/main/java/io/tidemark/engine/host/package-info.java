/** Hosts of a core and the ports between a core and the rooms around it. */
package io.tidemark.engine.host;
