package io.tidemark.engine.rule;

import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The rules of one track as one function from measures to counted values. Modifiers in order: {@code cap}, {@code
 * needs}, {@code best-of}; a base reads counted values. Evaluated in the order the references need. Pure; the arrays
 * of results belong to the caller.
 */
public final class TrackRules {
    private static final int[] NONE = {};

    private final List<Program.Rule> rules;
    private final RuleFunction[] functions;
    private final Gate[] needs;
    private final long[] caps;
    private final int[][] bases;
    /** Units of evaluation in order: one rule, or all the rules of one {@code best-of}. */
    private final int[][] units;

    /** The rules that are evaluated at once, and the units that hold the others. */
    private final LinearRules linear;

    private final int[][] rest;

    /** @param positionOf position of a measure in the vector */
    public TrackRules(List<Program.Rule> rules, ToIntFunction<String> positionOf) {
        this.rules = rules;
        int count = rules.size();
        functions = new RuleFunction[count];
        needs = new Gate[count];
        caps = new long[count];
        bases = new int[count][];
        Map<String, Integer> byName = new HashMap<>();
        for (int k = 0; k < count; k++) {
            byName.put(rules.get(k).name(), k);
        }
        RuleKind.Resolver resolver = resolver(positionOf);
        for (int k = 0; k < count; k++) {
            Program.Rule rule = rules.get(k);
            functions[k] = RuleKinds.named(rule.spec().kind()).compile(rule.spec(), resolver);
            needs[k] = rule.needs().isEmpty() ? null : new Conditions(rule.needs(), positionOf);
            caps[k] = rule.cap() == null ? Long.MAX_VALUE : rule.cap();
            List<String> base = rule.spec().rules("base");
            bases[k] =
                    base.isEmpty() ? NONE : base.stream().mapToInt(byName::get).toArray();
        }
        List<Integer> plain = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            if (isLinear(k)) {
                plain.add(k);
            }
        }
        linear = new LinearRules(plain, functions, caps);
        int[][] all = order();
        units = all;
        rest = Arrays.stream(all).filter(unit -> !isLinear(unit[0])).toArray(int[][]::new);
    }

    /** Whether a rule reads one measure and nothing else, and nothing is decided between it and others. */
    private boolean isLinear(int k) {
        return functions[k] instanceof LinearRules.Linear
                && needs[k] == null
                && rules.get(k).bestOf() == null;
    }

    private static RuleKind.Resolver resolver(ToIntFunction<String> positionOf) {
        return new RuleKind.Resolver() {
            @Override
            public int measure(String name) {
                return positionOf.applyAsInt(name);
            }

            @Override
            public Gate gate(List<Program.Condition> conditions) {
                return new Conditions(conditions, positionOf);
            }
        };
    }

    public int count() {
        return functions.length;
    }

    public Program.Rule rule(int k) {
        return rules.get(k);
    }

    private int[][] order() {
        Map<Object, List<Integer>> groups = new LinkedHashMap<>();
        for (int k = 0; k < functions.length; k++) {
            String contest = rules.get(k).bestOf();
            groups.computeIfAbsent(contest == null ? (Object) k : contest, key -> new ArrayList<>())
                    .add(k);
        }
        int[] unitOf = new int[functions.length];
        List<List<Integer>> members = new ArrayList<>(groups.values());
        for (int unit = 0; unit < members.size(); unit++) {
            for (int k : members.get(unit)) {
                unitOf[k] = unit;
            }
        }
        List<int[]> ordered = new ArrayList<>();
        int[] state = new int[members.size()];
        for (int unit = 0; unit < members.size(); unit++) {
            visit(unit, members, unitOf, state, ordered);
        }
        return ordered.toArray(int[][]::new);
    }

    private void visit(int unit, List<List<Integer>> members, int[] unitOf, int[] state, List<int[]> ordered) {
        if (state[unit] == 2) {
            return;
        }
        if (state[unit] == 1) {
            throw new IllegalArgumentException("the rules refer to each other in a circle");
        }
        state[unit] = 1;
        for (int k : members.get(unit)) {
            for (int base : bases[k]) {
                visit(unitOf[base], members, unitOf, state, ordered);
            }
        }
        state[unit] = 2;
        ordered.add(members.get(unit).stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * Counted value of every rule, and their total, in 64 and 128 bits.
     *
     * @param open whether every {@code needs} is taken as holding (for what is held back)
     * @return the total, or {@link RuleFunction#NEEDS_EXACT}
     */
    public long evaluate(long[] measures, long[] counted, boolean open) {
        long total = linear.evaluate(measures, counted);
        if (total == RuleFunction.NEEDS_EXACT) {
            return total;
        }
        for (int[] unit : rest) {
            for (int k : unit) {
                long value = value(k, measures, counted, open);
                if (value == RuleFunction.NEEDS_EXACT) {
                    return value;
                }
                counted[k] = value;
            }
            if (unit.length > 1) {
                keepLargest(unit, counted);
            }
            for (int k : unit) {
                long sum = total + counted[k];
                if (((total ^ sum) & (counted[k] ^ sum)) < 0) {
                    return RuleFunction.NEEDS_EXACT;
                }
                total = sum;
            }
        }
        return total;
    }

    private long value(int k, long[] measures, long[] counted, boolean open) {
        if (!open && needs[k] != null && !needs[k].holds(measures)) {
            return 0;
        }
        long base = 0;
        for (int b : bases[k]) {
            long sum = base + counted[b];
            if (((base ^ sum) & (counted[b] ^ sum)) < 0) {
                return RuleFunction.NEEDS_EXACT;
            }
            base = sum;
        }
        // NEEDS_EXACT is the least long, so a cap never hides it
        return Math.min(functions[k].value(measures, base), caps[k]);
    }

    private static void keepLargest(int[] unit, long[] counted) {
        int best = unit[0];
        for (int k : unit) {
            if (counted[k] > counted[best]) {
                best = k;
            }
        }
        for (int k : unit) {
            if (k != best) {
                counted[k] = 0;
            }
        }
    }

    /** The same at whatever width it takes. */
    public BigInteger evaluate(BigInteger[] measures, BigInteger[] counted, boolean open) {
        BigInteger total = BigInteger.ZERO;
        for (int[] unit : units) {
            for (int k : unit) {
                counted[k] = value(k, measures, counted, open);
            }
            if (unit.length > 1) {
                keepLargest(unit, counted);
            }
            for (int k : unit) {
                total = total.add(counted[k]);
            }
        }
        return total;
    }

    private BigInteger value(int k, BigInteger[] measures, BigInteger[] counted, boolean open) {
        if (!open && needs[k] != null && !needs[k].holds(measures)) {
            return BigInteger.ZERO;
        }
        BigInteger base = BigInteger.ZERO;
        for (int b : bases[k]) {
            base = base.add(counted[b]);
        }
        BigInteger value = functions[k].exact(measures, base);
        return caps[k] == Long.MAX_VALUE ? value : value.min(BigInteger.valueOf(caps[k]));
    }

    private static void keepLargest(int[] unit, BigInteger[] counted) {
        int best = unit[0];
        for (int k : unit) {
            if (counted[k].compareTo(counted[best]) > 0) {
                best = k;
            }
        }
        for (int k : unit) {
            if (k != best) {
                counted[k] = BigInteger.ZERO;
            }
        }
    }

    /** Whether a rule's {@code needs} hold. */
    public boolean isOpen(int k, BigInteger[] measures) {
        return needs[k] == null || needs[k].holds(measures);
    }

    /** What a rule would count under its cap alone: its value before the cap, where the cap cuts it. */
    public BigInteger uncapped(int k, BigInteger[] measures, BigInteger[] counted) {
        BigInteger base = BigInteger.ZERO;
        for (int b : bases[k]) {
            base = base.add(counted[b]);
        }
        return functions[k].exact(measures, base);
    }
}
