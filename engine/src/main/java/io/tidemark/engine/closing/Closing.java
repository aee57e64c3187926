package io.tidemark.engine.closing;

import java.math.BigInteger;

/**
 * A closing that is done.
 *
 * @param period number of the closed period
 * @param version 1 for the period's first closing; later ones pay what changed since
 * @param sequence the last command whose facts it counts
 * @param timestampMs when it began, epoch milliseconds
 * @param firstStatement row of its first statement
 * @param statements how many
 * @param paid to everybody, units
 * @param digest of its statements: the sum of their SHA-256, modulo 2^256, so that no order shows
 */
public record Closing(
        int period,
        int version,
        long sequence,
        long timestampMs,
        int firstStatement,
        int statements,
        BigInteger paid,
        BigInteger digest) {
    /** 64 hexadecimal digits. */
    public String digestText() {
        String digits = digest.toString(16);
        return "0".repeat(64 - digits.length()) + digits;
    }
}
