package io.tidemark.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static String ratio(long value, long over) {
        return Figures.value(BigInteger.valueOf(value), BigInteger.valueOf(over));
    }

    @Test
    void shouldShowARatioAtFourDecimals() {
        assertThat(ratio(1, 3)).isEqualTo("0.3333");
        assertThat(ratio(-2, 3)).isEqualTo("-0.6667");
        assertThat(ratio(10, 5)).isEqualTo("2");
        assertThat(ratio(0, 7)).isEqualTo("0");
    }

    @Test
    void shouldRoundARatioHalfToEven() {
        assertThat(ratio(1, 20_000)).isEqualTo("0");
        assertThat(ratio(3, 20_000)).isEqualTo("0.0002");
    }

    @Test
    void shouldSaySoWhereARatioIsOutOfRange() {
        assertThat(ratio(1_000_000_000_000_0000L, 1)).isEqualTo("out-of-range");
        assertThat(Figures.value(BigInteger.valueOf(Long.MAX_VALUE), null)).isEqualTo("out-of-range");
    }
}
