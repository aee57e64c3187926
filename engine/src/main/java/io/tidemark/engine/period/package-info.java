/** Calendars of periods over local dates. */
package io.tidemark.engine.period;
