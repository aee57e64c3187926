package io.tidemark.bench.peers;

import io.tidemark.bench.R1Reference;
import java.math.BigInteger;

/** The program of R1 over a rep's volumes by class; amounts and points in units of four decimals. */
final class Points {
    static final int CLASSES = 5;

    private static final long ONE = 10_000;
    private static final long[] CLASS_POINTS = R1Reference.classPoints();
    private static final long[] BAND_AT = R1Reference.bandAt();
    private static final long[] BAND_TIMES = R1Reference.bandTimes();
    private static final long[] TIER_AT = R1Reference.tierAt();
    private static final String[] TIERS = R1Reference.tiers();

    private Points() {}

    static long volume(long[] sums) {
        long volume = 0;
        for (long sum : sums) {
            volume += sum;
        }
        return volume;
    }

    /** Amounts are whole cents, so that points by class come out even. */
    static long base(long[] sums) {
        long base = 0;
        for (int k = 0; k < CLASSES; k++) {
            base += sums[k] * CLASS_POINTS[k] / ONE;
        }
        return base;
    }

    static long of(long[] sums) {
        long base = base(sums);
        long volume = volume(sums);
        return volume <= BAND_AT[0] ? base : base + accelerated(base, area(volume), volume);
    }

    private static long area(long volume) {
        long area = 0;
        for (int k = 0; k < BAND_AT.length && volume > BAND_AT[k]; k++) {
            long end = k + 1 < BAND_AT.length ? Math.min(volume, BAND_AT[k + 1]) : volume;
            area += (end - BAND_AT[k]) * (BAND_TIMES[k] - ONE);
        }
        return area;
    }

    /** base × area / volume, rounded half to even. */
    private static long accelerated(long base, long area, long volume) {
        long product = base * area;
        if (Math.multiplyHigh(base, area) != product >> 63) {
            return wide(base, area, volume);
        }
        long whole = volume * ONE;
        return rounded(product / whole, product % whole, whole);
    }

    private static long wide(long base, long area, long volume) {
        long whole = volume * ONE;
        BigInteger[] parts = BigInteger.valueOf(base)
                .multiply(BigInteger.valueOf(area))
                .divideAndRemainder(BigInteger.valueOf(whole));
        return rounded(parts[0].longValueExact(), parts[1].longValueExact(), whole);
    }

    private static long rounded(long quotient, long rest, long whole) {
        boolean up = rest > whole - rest || rest == whole - rest && (quotient & 1) == 1;
        return up ? quotient + 1 : quotient;
    }

    static String tier(long[] sums) {
        long volume = volume(sums);
        int tier = 0;
        while (tier < TIER_AT.length && volume >= TIER_AT[tier] * ONE) {
            tier++;
        }
        return TIERS[tier];
    }
}
