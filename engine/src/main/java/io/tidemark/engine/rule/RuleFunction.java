package io.tidemark.engine.rule;

import io.tidemark.engine.Wide;
import java.math.BigInteger;

/**
 * The compiled function of one rule, before {@code cap}, {@code needs} and {@code best-of}. Pure: no state, no
 * allocation on the fast path. Zero when every measure it reads is zero.
 */
public interface RuleFunction {
    /** What {@link #value} answers when 64- and 128-bit arithmetic cannot hold the value: ask {@link #exact}. */
    long NEEDS_EXACT = Wide.NEEDS_EXACT;

    /**
     * The value in units, rounded once, half-even.
     *
     * @param measures the participant's measures by position, units
     * @param base the sum of the counted values of the rules in {@code base}, units
     */
    long value(long[] measures, long base);

    /** The same value at whatever width it takes; agrees with {@link #value} wherever that gives one. */
    BigInteger exact(BigInteger[] measures, BigInteger base);
}
