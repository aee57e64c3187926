/** Calendars of periods over local dates; closing them: what is paid to whom, for what, and what changed since. */
package io.tidemark.engine.period;
