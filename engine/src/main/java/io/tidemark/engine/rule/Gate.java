package io.tidemark.engine.rule;

import java.math.BigInteger;

/** Conditions on what a track reads, as one test. Pure; compares without division. */
public interface Gate {
    boolean holds(long[] inputs);

    boolean holds(BigInteger[] inputs);

    /** Whether it reads anything that is made of facts, and not of statuses, tiers and given numbers alone. */
    boolean isOfFacts();

    /** Whether anything made of facts that it reads is not zero. */
    boolean reads(long[] inputs);

    boolean reads(BigInteger[] inputs);
}
