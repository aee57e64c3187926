/**
 * Facts on their way in over HTTP: activities as JSON, files, reference data. What was sent is answered when it is durable
 * and applied, and not before; a sender who got no answer sends again and nothing counts twice.
 */
package io.tidemark.gateway.intake;
