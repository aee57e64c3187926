package io.tidemark.gateway.ingest;

import java.math.BigInteger;

/** A sum of longs that never overflows and allocates only where a long no longer holds it. Of one thread. */
final class ExactSum {
    private long low;
    private BigInteger rest = BigInteger.ZERO;

    void add(long value) {
        long sum = low + value;
        if (((low ^ sum) & (value ^ sum)) < 0) {
            rest = rest.add(BigInteger.valueOf(low));
            sum = value;
        }
        low = sum;
    }

    BigInteger total() {
        return rest.add(BigInteger.valueOf(low));
    }
}
