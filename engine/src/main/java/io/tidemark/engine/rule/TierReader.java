package io.tidemark.engine.rule;

import java.math.BigInteger;

/** The ladder of a track as its rules see it: it reads no points of theirs. */
public interface TierReader {
    /** Position of the tier whose conditions hold. */
    int qualified(long[] inputs);

    int qualified(BigInteger[] inputs);

    /** Position of the tier of a name. */
    int position(String tier);
}
