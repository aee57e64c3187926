package io.tidemark.engine.rule;

import java.math.BigInteger;

/** A conjunction of conditions on measures. Pure; compares without division. */
public interface Gate {
    boolean holds(long[] measures);

    boolean holds(BigInteger[] measures);

    /** Whether any measure it reads is not zero. */
    boolean reads(long[] measures);

    boolean reads(BigInteger[] measures);
}
