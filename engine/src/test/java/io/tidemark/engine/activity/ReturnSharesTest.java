package io.tidemark.engine.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/** What a step of cumulative returns takes of a whole: rounded half-even so far, so that all steps are the whole. */
class ReturnSharesTest {

    @Test
    void shouldTakeNothingOfWhatWasNotSold() {
        assertThat(ReturnShares.proRata(100, 0, 0, 0)).isZero();
        assertThat(ReturnShares.proRata(100, 0, 5, 0)).isZero();
        assertThat(ReturnShares.proRata(100, 3, 3, 7)).isZero();
    }

    @Test
    void shouldTakeTheWholeWithTheLastUnit() {
        assertThat(ReturnShares.proRata(100, 0, 7, 7)).isEqualTo(100);
        assertThat(ReturnShares.proRata(100, 6, 7, 7)).isEqualTo(14); // 100 less 85.71
        assertThat(ReturnShares.proRata(-100, 0, 7, 7)).isEqualTo(-100);
        assertThat(ReturnShares.proRata(Long.MAX_VALUE, 0, 1, 1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldRoundWhatCameBackSoFarToTheEvenNeighbour() {
        assertThat(ReturnShares.proRata(1, 0, 1, 2)).isZero();
        assertThat(ReturnShares.proRata(3, 0, 1, 2)).isEqualTo(2);
        assertThat(ReturnShares.proRata(5, 0, 1, 2)).isEqualTo(2);
        assertThat(ReturnShares.proRata(-3, 0, 1, 2)).isEqualTo(-2);
        assertThat(ReturnShares.proRata(3, 1, 2, 2)).isEqualTo(1);
    }

    @Test
    void shouldBeExactWhereProductsAreWiderThanALong() {
        long whole = 9_000_000_000_000_000_001L;
        long sold = 9_999_999_999_999_937L;
        long sum = 0;
        for (long from = 0; from < sold; ) {
            long to = Math.min(sold, from + 1_234_567_890_123_457L);
            long step = ReturnShares.proRata(whole, from, to, sold);
            assertThat(step).isEqualTo(part(whole, to, sold) - part(whole, from, sold));
            sum += step;
            from = to;
        }
        assertThat(sum).isEqualTo(whole);
    }

    private static long part(long whole, long count, long sold) {
        return BigDecimal.valueOf(whole)
                .multiply(BigDecimal.valueOf(count))
                .divide(BigDecimal.valueOf(sold), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
