package io.tidemark.engine.closing;

import io.tidemark.engine.program.Program;
import java.math.BigInteger;

/** Points as they are paid: at a program's decimals. Units of ten-thousandths in and out. Pure. */
public final class Payout {
    private static final int DECIMALS = 4;

    private final BigInteger unit;
    private final Program.Rounding rounding;

    public Payout(Program.Points points) {
        this.unit = BigInteger.TEN.pow(DECIMALS - points.decimals());
        this.rounding = points.rounding();
    }

    /** The least that can be paid, in units of ten-thousandths. */
    public BigInteger unit() {
        return unit;
    }

    /** Rounded as the program says. */
    public BigInteger round(BigInteger exact) {
        BigInteger[] parts = exact.abs().divideAndRemainder(unit);
        BigInteger whole = parts[0].add(isUp(parts[0], parts[1]) ? BigInteger.ONE : BigInteger.ZERO);
        return whole.multiply(unit).multiply(BigInteger.valueOf(exact.signum()));
    }

    private boolean isUp(BigInteger whole, BigInteger rest) {
        int half = rest.shiftLeft(1).compareTo(unit);
        return switch (rounding) {
            case DOWN -> false;
            case HALF_UP -> rest.signum() > 0 && half >= 0;
            case HALF_EVEN -> half > 0 || half == 0 && rest.signum() > 0 && whole.testBit(0);
        };
    }

    /** Of an amount that is not negative, what can be paid of amount × part / all without rounding up. */
    public BigInteger down(BigInteger amount, BigInteger part, BigInteger all) {
        return amount.multiply(part).divide(all.multiply(unit)).multiply(unit);
    }

    /** An amount that is not negative without what cannot be paid. */
    public BigInteger down(BigInteger amount) {
        return amount.divide(unit).multiply(unit);
    }
}
