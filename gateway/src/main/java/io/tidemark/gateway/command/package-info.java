/** Commands on their way into the core: encoded, offered, waited for. Knows no network. */
package io.tidemark.gateway.command;
