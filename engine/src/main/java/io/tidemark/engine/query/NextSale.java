package io.tidemark.engine.query;

import java.math.BigInteger;

/**
 * What one more unit would bring, and what the last unit coming back would cost. Numbers are units of ten-thousandths.
 *
 * @param group the group the unit is of, empty for any product
 * @param price the participant's average net price in the group, rounded half-even
 * @param points the change of the total by one more unit sold
 * @param tier the tier held then
 * @param lost the change of the total by one unit returned, taken the other way round
 * @param tierLeft the tier held then
 */
public record NextSale(
        String group, BigInteger price, BigInteger points, String tier, BigInteger lost, String tierLeft) {}
