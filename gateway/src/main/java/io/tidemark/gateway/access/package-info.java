/**
 * Who may do what: tokens with scopes, browser sessions, and the checks that keep other web pages out. A token is shown once
 * and kept as a hash.
 */
package io.tidemark.gateway.access;
