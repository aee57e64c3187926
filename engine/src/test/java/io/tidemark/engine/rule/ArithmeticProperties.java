package io.tidemark.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.Wide;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** 128-bit products and quotients beside BigDecimal. */
class ArithmeticProperties {
    private static final List<Long> EDGES = List.of(
            0L,
            1L,
            -1L,
            2L,
            -2L,
            3L,
            9_999L,
            10_000L,
            10_001L,
            Long.MAX_VALUE,
            Long.MAX_VALUE - 1,
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1,
            1L << 62,
            -(1L << 62),
            1L << 32,
            (1L << 32) - 1,
            -(1L << 32),
            5_000_000_000L);

    private static BigInteger exact(long a, long b, long divisor) {
        BigDecimal product = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
        return product.divide(new BigDecimal(divisor), 0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
    }

    private static boolean fits(BigInteger value) {
        return value.bitLength() < 64 && value.longValue() != RuleFunction.NEEDS_EXACT;
    }

    private static void check(long a, long b, long divisor) {
        BigInteger exact = exact(a, b, divisor);
        long value = Wide.multiplyDivide(a, b, divisor);
        assertThat(value)
                .as(a + " * " + b + " / " + divisor)
                .isEqualTo(fits(exact) ? exact.longValue() : RuleFunction.NEEDS_EXACT);
    }

    private static long positive(long value) {
        return value == Long.MIN_VALUE ? Long.MAX_VALUE : Math.max(1, Math.abs(value));
    }

    @Property(tries = 20_000)
    void shouldMultiplyAndDivideExactly(@ForAll long a, @ForAll long b, @ForAll long divisor) {
        check(a, b, positive(divisor));
    }

    @Property(tries = 2_000)
    void shouldMultiplyAndDivideNumbersOfEveryLength(@ForAll Random random) {
        check(drawn(random), drawn(random), positive(drawn(random)));
        // exact halves, where half-even decides
        long divisor = positive(drawn(random) >> 2) * 2;
        long odd = drawn(random) >> 40 | 1;
        check(odd, divisor / 2, divisor);
    }

    private static long drawn(Random random) {
        return random.nextInt(5) == 0
                ? EDGES.get(random.nextInt(EDGES.size()))
                : random.nextLong() >> random.nextInt(64);
    }

    @Example
    void shouldMultiplyAndDivideAtEveryEdge() {
        for (long a : EDGES) {
            for (long b : EDGES) {
                EDGES.stream().filter(divisor -> divisor > 0).forEach(divisor -> check(a, b, divisor));
            }
        }
    }

    @Property(tries = 5_000)
    void shouldDivideHalfEven(@ForAll long value, @ForAll long divisor) {
        assertThat(Wide.divide(value, positive(divisor)))
                .isEqualTo(exact(value, 1, positive(divisor)).longValue());
        assertThat(Fixed.divideHalfEven(BigInteger.valueOf(value), BigInteger.valueOf(positive(divisor))))
                .isEqualTo(exact(value, 1, positive(divisor)));
    }
}
