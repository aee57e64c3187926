/** Where the rooms are joined: a data folder, the journal and its pipeline, the ports that a gateway is given. */
package io.tidemark.tools.service;
