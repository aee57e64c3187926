package io.tidemark.gateway.ingest;

import java.math.BigInteger;

/** What a profile does with more than four decimals. */
public enum DecimalRounding {
    /** More than four decimals are refused: the default. */
    NONE,
    HALF_EVEN,
    HALF_UP,
    /** Toward zero. */
    DOWN;

    /**
     * Whether a magnitude is rounded away from zero.
     *
     * @param odd whether the last digit that stays is odd
     * @param next the first digit that goes, 0 to 9
     * @param more whether any digit after it is not zero
     */
    boolean up(boolean odd, int next, boolean more) {
        return switch (this) {
            case NONE, DOWN -> false;
            case HALF_UP -> next >= 5;
            case HALF_EVEN -> next > 5 || (next == 5 && (more || odd));
        };
    }

    /** {@code product} of two numbers of units, scaled back by 10^4; null where a rounding would be needed and none is named. */
    BigInteger scaleBack(BigInteger product) {
        BigInteger[] parts = product.abs().divideAndRemainder(BigInteger.valueOf(10_000));
        int rest = parts[1].intValue();
        if (rest != 0 && this == NONE) {
            return null;
        }
        boolean up = up(parts[0].testBit(0), rest / 1_000, rest % 1_000 != 0);
        BigInteger magnitude = up ? parts[0].add(BigInteger.ONE) : parts[0];
        return product.signum() < 0 ? magnitude.negate() : magnitude;
    }
}
