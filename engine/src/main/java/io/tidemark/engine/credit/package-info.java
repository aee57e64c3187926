/** Who is credited with an activity in a program, and why somebody is not. Reasons are derived, never stored. */
package io.tidemark.engine.credit;
