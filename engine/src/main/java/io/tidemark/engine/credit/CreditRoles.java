package io.tidemark.engine.credit;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.directory.Names;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * The roles that one track credits, each by itself, and what of each contribution counts. Sums are kept apart per share and
 * never rounded; where every share is 1 there is one sum, and measures are in units. Immutable.
 */
public final class CreditRoles {
    /** Measures of a track with shares are in hundred-millionths: units times this. */
    public static final long SCALE = Fixed.ONE;

    private final int[] roles;
    private final String[] texts;
    private final long[] shares;
    private final int[] sums;
    private final long[] distinct;
    private final boolean scaled;

    public CreditRoles(List<Program.Share> credit, Names names) {
        this.roles = credit.stream()
                .mapToInt(share -> names.names.intern(share.role()))
                .toArray();
        this.texts = credit.stream().map(Program.Share::role).toArray(String[]::new);
        this.shares = credit.stream().mapToLong(Program.Share::share).toArray();
        this.distinct =
                credit.stream().mapToLong(Program.Share::share).distinct().toArray();
        this.scaled = distinct.length > 1 || distinct[0] != Fixed.ONE;
        this.sums = new int[roles.length];
        for (int k = 0; k < sums.length; k++) {
            while (distinct[sums[k]] != shares[k]) {
                sums[k]++;
            }
        }
    }

    public int count() {
        return roles.length;
    }

    /** Name number of the k-th role. */
    public int role(int k) {
        return roles[k];
    }

    public String text(int k) {
        return texts[k];
    }

    /** The k-th role's share, units. */
    public long share(int k) {
        return shares[k];
    }

    /** Which of the sums that are kept apart the k-th role adds to. */
    public int sum(int k) {
        return sums[k];
    }

    /** The share of each sum that is kept apart, units. */
    public long[] distinctShares() {
        return distinct.clone();
    }

    /** Whether some share is not 1. */
    public boolean areScaled() {
        return scaled;
    }

    /** What numbers of the track's measures are units times of. */
    public long scale() {
        return scaled ? SCALE : 1;
    }

    /** What a contribution of the k-th role in units is times, to be one in the track's measures. */
    public BigInteger weight(int k) {
        return scaled ? BigInteger.valueOf(shares[k]) : BigInteger.ONE;
    }

    /** The same of the role of which most counts. */
    public BigInteger largestWeight() {
        return scaled ? BigInteger.valueOf(Arrays.stream(shares).max().orElseThrow()) : BigInteger.ONE;
    }

    /** A number of the track's measures as people see it: in units, half-even. */
    public BigInteger shown(BigInteger measure) {
        return scaled ? Fixed.divideHalfEven(measure, BigInteger.valueOf(SCALE)) : measure;
    }
}
