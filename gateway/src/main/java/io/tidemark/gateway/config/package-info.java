/**
 * What the server can be told: every setting with its default and its meaning in one list. A file gives way to the
 * environment, the environment to options.
 */
package io.tidemark.gateway.config;
