package io.tidemark.engine;

/**
 * Exact products over a divisor in 128 bits, rounded half-even. The fast path of every rule; what does not fit is
 * answered with {@link #NEEDS_EXACT}.
 */
public final class Wide {
    /** The result is wider than a long. No result is that: it is the least long. */
    public static final long NEEDS_EXACT = Long.MIN_VALUE;

    private Wide() {}

    /** a * b. */
    public static long multiply(long a, long b) {
        long low = a * b;
        return Math.multiplyHigh(a, b) == low >> 63 ? low : NEEDS_EXACT;
    }

    /** a * b / divisor rounded half-even; divisor is positive. */
    public static long multiplyDivide(long a, long b, long divisor) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        if (high == low >> 63) {
            return divide(low, divisor);
        }
        boolean negative = high < 0;
        if (negative) {
            low = -low;
            high = ~high + (low == 0 ? 1 : 0);
        }
        if (Long.compareUnsigned(high, divisor) >= 0) {
            return NEEDS_EXACT;
        }
        return divideMagnitude(high, low, divisor, negative);
    }

    /** value / divisor rounded half-even; divisor is positive. */
    public static long divide(long value, long divisor) {
        long quotient = value / divisor;
        long twice = Math.abs(value % divisor);
        // |remainder| < divisor <= 2^63 - 1: compare with the complement, doubling could wrap
        long complement = divisor - twice;
        if (twice > complement || (twice == complement && (quotient & 1) != 0)) {
            quotient += value < 0 ? -1 : 1;
        }
        return quotient;
    }

    /**
     * (high:low) / divisor for unsigned 128-bit dividends with high below divisor: schoolbook division by two 32-bit
     * digits (Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D).
     */
    private static long divideMagnitude(long high, long low, long divisor, boolean negative) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long den = divisor << shift;
        long denHigh = den >>> 32;
        long denLow = den & 0xFFFF_FFFFL;
        long top = shift == 0 ? high : (high << shift) | (low >>> (64 - shift));
        long rest = low << shift;

        long digit1 = digit(top, rest >>> 32, denHigh, denLow);
        long middle = (top << 32) + (rest >>> 32) - digit1 * den;
        long digit0 = digit(middle, rest & 0xFFFF_FFFFL, denHigh, denLow);
        long remainder = ((middle << 32) + (rest & 0xFFFF_FFFFL) - digit0 * den) >>> shift;

        long quotient = (digit1 << 32) + digit0;
        long complement = divisor - remainder;
        if (remainder > complement || (remainder == complement && (quotient & 1) != 0)) {
            quotient++;
        }
        if (quotient < 0) {
            return NEEDS_EXACT;
        }
        return negative ? -quotient : quotient;
    }

    private static long digit(long dividend, long next, long denHigh, long denLow) {
        long quotient = Long.divideUnsigned(dividend, denHigh);
        long remainder = dividend - quotient * denHigh;
        while (quotient >>> 32 != 0 || Long.compareUnsigned(quotient * denLow, (remainder << 32) + next) > 0) {
            quotient--;
            remainder += denHigh;
            if (remainder >>> 32 != 0) {
                break;
            }
        }
        return quotient;
    }
}
