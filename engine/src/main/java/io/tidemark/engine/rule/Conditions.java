package io.tidemark.engine.rule;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** A conjunction of conditions: comparisons of numbers flattened into columns, everything else beside them. */
public final class Conditions implements Gate {
    private static final BigInteger ONE = BigInteger.valueOf(Fixed.ONE);

    /** Where a condition finds what it reads. */
    public interface Resolver {
        /** @param window of the condition, or null where it has none of its own */
        int measure(String name, Program.Window window);

        int pointsOf(Program.PointsOf condition);

        int status(Program.HasStatus condition);

        int tier(Program.HoldsTier condition);

        /** Whether what stands at a place is made of facts. */
        boolean isOfFacts(int place);
    }

    private final int[] measure;
    /** Place of a ratio's denominator, or -1. */
    private final int[] over;

    private final boolean[] atLeast;
    private final long[] bound;
    /** Places read that are made of facts. */
    private final int[] facts;

    private final Gate[] others;

    public Conditions(List<? extends Program.Condition> conditions, Resolver resolver) {
        List<Program.Compared> compared = new ArrayList<>();
        List<Gate> rest = new ArrayList<>();
        List<Integer> read = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        for (Program.Condition condition : conditions) {
            if (condition instanceof Program.Compared c) {
                compared.add(c);
                int below = c.isRatio() ? resolver.measure(c.over(), c.window()) : -1;
                places.add(new int[] {resolver.measure(c.measure(), c.window()), below});
            } else if (condition instanceof Program.PointsOf c) {
                compared.add(new Program.Compared(null, c.rule(), null, true, c.bound()));
                places.add(new int[] {resolver.pointsOf(c), -1});
            } else if (condition instanceof Program.HasStatus c) {
                compared.add(new Program.Compared(null, c.status(), null, true, Fixed.ONE));
                places.add(new int[] {resolver.status(c), -1});
            } else if (condition instanceof Program.HoldsTier c) {
                compared.add(new Program.Compared(null, c.tier(), null, true, Fixed.ONE));
                places.add(new int[] {resolver.tier(c), -1});
            } else {
                rest.add(gate(condition, resolver));
            }
        }
        int count = compared.size();
        measure = places.stream().mapToInt(at -> at[0]).toArray();
        over = places.stream().mapToInt(at -> at[1]).toArray();
        atLeast = new boolean[count];
        bound = new long[count];
        for (int k = 0; k < count; k++) {
            atLeast[k] = compared.get(k).atLeast();
            bound[k] = compared.get(k).bound();
            read.add(measure[k]);
            read.add(over[k]);
        }
        facts = read.stream()
                .filter(place -> place >= 0 && resolver.isOfFacts(place))
                .mapToInt(Integer::intValue)
                .toArray();
        others = rest.toArray(Gate[]::new);
    }

    private static Gate gate(Program.Condition condition, Resolver resolver) {
        if (condition instanceof Program.Not not) {
            return new Negated(new Conditions(List.of(not.of()), resolver));
        }
        Program.Some some = (Program.Some) condition;
        if (some.isAll()) {
            return new Conditions(some.of(), resolver);
        }
        return new Counted(
                some.least(),
                some.of().stream()
                        .map(one -> new Conditions(List.of(one), resolver))
                        .toArray(Gate[]::new));
    }

    @Override
    public boolean holds(long[] inputs) {
        for (int k = 0; k < measure.length; k++) {
            if (!holds(k, inputs)) {
                return false;
            }
        }
        for (Gate other : others) {
            if (!other.holds(inputs)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(int k, long[] inputs) {
        long left = inputs[measure[k]];
        if (over[k] < 0) {
            return atLeast[k] ? left >= bound[k] : left <= bound[k];
        }
        long right = inputs[over[k]];
        int order = compareProducts(left, Fixed.ONE, bound[k], right);
        return atLeast[k] ? order >= 0 && right > 0 : order <= 0;
    }

    /** Order of a * b and c * d, exact. */
    private static int compareProducts(long a, long b, long c, long d) {
        int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
    }

    @Override
    public boolean holds(BigInteger[] inputs) {
        for (int k = 0; k < measure.length; k++) {
            if (!holds(k, inputs)) {
                return false;
            }
        }
        for (Gate other : others) {
            if (!other.holds(inputs)) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(int k, BigInteger[] inputs) {
        BigInteger left = inputs[measure[k]];
        BigInteger limit = BigInteger.valueOf(bound[k]);
        if (over[k] < 0) {
            return atLeast[k] ? left.compareTo(limit) >= 0 : left.compareTo(limit) <= 0;
        }
        BigInteger right = inputs[over[k]];
        int order = left.multiply(ONE).compareTo(right.multiply(limit));
        return atLeast[k] ? order >= 0 && right.signum() > 0 : order <= 0;
    }

    @Override
    public boolean isOfFacts() {
        boolean any = facts.length > 0;
        for (Gate other : others) {
            any |= other.isOfFacts();
        }
        return any;
    }

    @Override
    public boolean reads(long[] inputs) {
        for (int place : facts) {
            if (inputs[place] != 0) {
                return true;
            }
        }
        for (Gate other : others) {
            if (other.reads(inputs)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean reads(BigInteger[] inputs) {
        for (int place : facts) {
            if (inputs[place].signum() != 0) {
                return true;
            }
        }
        for (Gate other : others) {
            if (other.reads(inputs)) {
                return true;
            }
        }
        return false;
    }

    private record Negated(Gate gate) implements Gate {
        @Override
        public boolean holds(long[] inputs) {
            return !gate.holds(inputs);
        }

        @Override
        public boolean holds(BigInteger[] inputs) {
            return !gate.holds(inputs);
        }

        @Override
        public boolean isOfFacts() {
            return gate.isOfFacts();
        }

        @Override
        public boolean reads(long[] inputs) {
            return gate.reads(inputs);
        }

        @Override
        public boolean reads(BigInteger[] inputs) {
            return gate.reads(inputs);
        }
    }

    /** At least so many hold. */
    private record Counted(int least, Gate[] gates) implements Gate {
        @Override
        public boolean holds(long[] inputs) {
            int left = least;
            for (int k = 0; k < gates.length && left > 0; k++) {
                left -= gates[k].holds(inputs) ? 1 : 0;
            }
            return left <= 0;
        }

        @Override
        public boolean holds(BigInteger[] inputs) {
            int left = least;
            for (int k = 0; k < gates.length && left > 0; k++) {
                left -= gates[k].holds(inputs) ? 1 : 0;
            }
            return left <= 0;
        }

        @Override
        public boolean isOfFacts() {
            boolean any = false;
            for (Gate gate : gates) {
                any |= gate.isOfFacts();
            }
            return any;
        }

        @Override
        public boolean reads(long[] inputs) {
            for (Gate gate : gates) {
                if (gate.reads(inputs)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean reads(BigInteger[] inputs) {
            for (Gate gate : gates) {
                if (gate.reads(inputs)) {
                    return true;
                }
            }
            return false;
        }
    }
}
