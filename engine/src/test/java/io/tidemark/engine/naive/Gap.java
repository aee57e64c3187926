package io.tidemark.engine.naive;

import java.math.BigDecimal;

/**
 * What is missing for one condition of the next tier.
 *
 * @param measure the measure, for a ratio its numerator
 * @param over the denominator, or null
 * @param have the measure as it is
 * @param need what it would have to be, for a ratio bound × denominator
 * @param missing what a sale has to add (to both sides of a ratio), rounded up to a whole unit for quantities and
 *     counts and to 0.0001 otherwise; 0 where the condition holds, null where no sale can bring it about
 */
public record Gap(String measure, String over, BigDecimal have, BigDecimal need, BigDecimal missing) {}
