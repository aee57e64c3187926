package io.tidemark.engine.rule;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.List;
import java.util.function.ToIntFunction;

/** A conjunction of conditions, flattened. */
public final class Conditions implements Gate {
    private static final BigInteger ONE = BigInteger.valueOf(Fixed.ONE);

    private final int[] measure;
    /** Position of a ratio's denominator, or -1. */
    private final int[] over;

    private final boolean[] atLeast;
    private final long[] bound;

    public Conditions(List<Program.Condition> conditions, ToIntFunction<String> positionOf) {
        int count = conditions.size();
        measure = new int[count];
        over = new int[count];
        atLeast = new boolean[count];
        bound = new long[count];
        for (int k = 0; k < count; k++) {
            Program.Condition condition = conditions.get(k);
            measure[k] = positionOf.applyAsInt(condition.measure());
            over[k] = condition.isRatio() ? positionOf.applyAsInt(condition.over()) : -1;
            atLeast[k] = condition.atLeast();
            bound[k] = condition.bound();
        }
    }

    @Override
    public boolean holds(long[] measures) {
        for (int k = 0; k < measure.length; k++) {
            if (!holds(k, measures)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(int k, long[] measures) {
        long left = measures[measure[k]];
        if (over[k] < 0) {
            return atLeast[k] ? left >= bound[k] : left <= bound[k];
        }
        long right = measures[over[k]];
        int order = compareProducts(left, Fixed.ONE, bound[k], right);
        return atLeast[k] ? order >= 0 && right > 0 : order <= 0;
    }

    /** Order of a * b and c * d, exact. */
    private static int compareProducts(long a, long b, long c, long d) {
        int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
    }

    @Override
    public boolean holds(BigInteger[] measures) {
        for (int k = 0; k < measure.length; k++) {
            if (!holds(k, measures)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the k-th condition holds. */
    public boolean holds(int k, BigInteger[] measures) {
        BigInteger left = measures[measure[k]];
        BigInteger limit = BigInteger.valueOf(bound[k]);
        if (over[k] < 0) {
            return atLeast[k] ? left.compareTo(limit) >= 0 : left.compareTo(limit) <= 0;
        }
        BigInteger right = measures[over[k]];
        int order = left.multiply(ONE).compareTo(right.multiply(limit));
        return atLeast[k] ? order >= 0 && right.signum() > 0 : order <= 0;
    }

    @Override
    public boolean reads(long[] measures) {
        for (int k = 0; k < measure.length; k++) {
            if (measures[measure[k]] != 0 || over[k] >= 0 && measures[over[k]] != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean reads(BigInteger[] measures) {
        for (int k = 0; k < measure.length; k++) {
            if (measures[measure[k]].signum() != 0 || over[k] >= 0 && measures[over[k]].signum() != 0) {
                return true;
            }
        }
        return false;
    }
}
