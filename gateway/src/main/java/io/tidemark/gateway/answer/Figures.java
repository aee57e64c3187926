package io.tidemark.gateway.answer;

import io.tidemark.engine.Fixed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Figures of answers as texts. */
public final class Figures {
    private static final int DECIMALS = 4;

    private Figures() {}

    /** The value of a board's row: the number, or of a ratio the quotient at four decimals, rounded half-even. */
    public static String value(BigInteger value, BigInteger over) {
        return Fixed.format(over == null ? value : quotient(value, over));
    }

    /** In units of four decimals. */
    private static BigInteger quotient(BigInteger value, BigInteger over) {
        return new BigDecimal(value)
                .divide(new BigDecimal(over), DECIMALS, RoundingMode.HALF_EVEN)
                .unscaledValue();
    }

    /** Sixteen hexadecimal digits. */
    public static String hash(long hash) {
        String digits = Long.toHexString(hash);
        return "0".repeat(16 - digits.length()) + digits;
    }
}
