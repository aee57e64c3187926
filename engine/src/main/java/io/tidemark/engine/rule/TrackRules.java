package io.tidemark.engine.rule;

import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of one track as one function from what they read to counted values. Modifiers in order: {@code cap}, {@code
 * needs}, {@code best-of}; a base reads counted values. Evaluated in the order the references need. A rule over a year
 * counts what its value over the year came to in the period: the value less that of the period before.
 *
 * <p>Pure, but for the places that {@link Inputs} calls written: what later periods and the ladder read is put there. The
 * arrays of results belong to the caller.
 */
public final class TrackRules {
    private static final int[] NONE = {};

    private final List<Program.Rule> rules;
    private final RuleFunction[] functions;
    private final Gate[] needs;
    private final long[] caps;
    private final int[][] bases;
    /** Per rule, places of what its bases counted earlier in its window; empty without a window. */
    private final int[][] earlierBases;
    /** Per rule, where its value over its window is up to the period before, and where it is put; or -1. */
    private final int[] before;

    private final int[] reached;
    /** Per rule, and last for the total: pairs of places, of what was counted earlier (or -1) and of the sum. */
    private final int[][] through;
    /** Per rule, and last for the total: where the counted value is put, or -1. */
    private final int[] counts;

    private final boolean publishes;
    /** Null where no rule asks for a tier. */
    private Tiers tiers;

    private final long cap;
    private final int earlierTotal;
    /** Units of evaluation in order: one rule, or all the rules of one {@code best-of}. */
    private final int[][] units;

    /** The rules that are evaluated at once, and the units that hold the others. */
    private final LinearRules linear;

    private final int[] plain;
    private final int[][] rest;

    /** @param inputs where everything is found; what the rules and the ladder read is added to it */
    public TrackRules(Program.Track track, Inputs inputs) {
        this.rules = track.rules();
        int count = rules.size();
        functions = new RuleFunction[count];
        needs = new Gate[count];
        caps = new long[count];
        bases = new int[count][];
        earlierBases = new int[count][];
        before = new int[count];
        reached = new int[count];
        Map<String, Integer> byName = new HashMap<>();
        for (int k = 0; k < count; k++) {
            byName.put(rules.get(k).name(), k);
        }
        for (int k = 0; k < count; k++) {
            compile(k, rules.get(k), byName, inputs);
        }
        Resolving ofLadder = new Resolving(inputs, track.terms().window(), byName);
        track.ladder().forEach(tier -> new Conditions(tier.when(), ofLadder));
        TrackCapPlaces capped = new TrackCapPlaces(track.cap(), inputs);
        cap = capped.cap;
        earlierTotal = capped.earlier;
        through = new int[count + 1][];
        counts = new int[count + 1];
        for (int k = 0; k <= count; k++) {
            int subject = k == count ? Inputs.TOTAL : k;
            through[k] = throughPlaces(inputs, subject);
            counts[k] =
                    inputs.find(k == count ? Inputs.Kind.TOTAL : Inputs.Kind.COUNTED, subject, Program.Window.PERIOD);
        }
        publishes = Arrays.stream(counts).anyMatch(place -> place >= 0)
                || Arrays.stream(through).anyMatch(places -> places.length > 0);
        plain = java.util.stream.IntStream.range(0, count)
                .filter(this::isLinear)
                .toArray();
        linear = new LinearRules(Arrays.stream(plain).boxed().toList(), functions, caps);
        units = new RuleOrder(rules, bases, byName).units();
        rest = Arrays.stream(units).filter(unit -> !isLinear(unit[0])).toArray(int[][]::new);
    }

    /**
     * Lets rules ask for tiers; once the track's ladder is compiled, and before anything is evaluated.
     *
     * @return whether any does
     */
    public boolean use(TierReader ladder, Inputs inputs) {
        Tiers asked = new Tiers(ladder, inputs);
        tiers = asked.areAsked() ? asked : null;
        return asked.areAsked();
    }

    private void compile(int k, Program.Rule rule, Map<String, Integer> byName, Inputs inputs) {
        Program.Window window = inputs.window(rule.window());
        Resolving resolver = new Resolving(inputs, window, byName);
        functions[k] = RuleKinds.named(rule.spec().kind()).compile(rule.spec(), resolver);
        needs[k] = rule.needs().isEmpty() ? null : new Conditions(rule.needs(), resolver);
        caps[k] = rule.cap() == null ? Long.MAX_VALUE : rule.cap();
        List<String> base = rule.spec().rules("base");
        bases[k] = base.isEmpty() ? NONE : base.stream().mapToInt(byName::get).toArray();
        boolean own = window.isPeriod();
        before[k] = own ? -1 : inputs.of(Inputs.Kind.BEFORE, k, window);
        reached[k] = own ? -1 : inputs.of(Inputs.Kind.REACHED, k, Program.Window.PERIOD);
        earlierBases[k] = own
                ? NONE
                : Arrays.stream(bases[k]).map(of -> earlier(inputs, of, window)).toArray();
    }

    /** Place of what a rule counted earlier in a window; from now on it is counted for later. */
    private static int earlier(Inputs inputs, int rule, Program.Window window) {
        if (rule != Inputs.TOTAL) {
            inputs.of(Inputs.Kind.COUNTED, rule, Program.Window.PERIOD);
        }
        return inputs.of(Inputs.Kind.EARLIER, rule, window);
    }

    private static int[] throughPlaces(Inputs inputs, int subject) {
        List<Integer> pairs = new ArrayList<>();
        for (int k = 0; k < inputs.derived(); k++) {
            Inputs.Input input = inputs.derived(k);
            if (input.kind() == Inputs.Kind.THROUGH && input.subject() == subject) {
                pairs.add(inputs.find(Inputs.Kind.EARLIER, subject, input.window()));
                pairs.add(inputs.measures() + k);
            }
        }
        return pairs.stream().mapToInt(Integer::intValue).toArray();
    }

    private record TrackCapPlaces(long cap, int earlier) {
        TrackCapPlaces(Program.TrackCap cap, Inputs inputs) {
            this(cap == null ? Long.MAX_VALUE : cap.points(), place(cap, inputs));
        }

        private static int place(Program.TrackCap cap, Inputs inputs) {
            if (cap == null || inputs.window(cap.window()).isPeriod()) {
                return -1;
            }
            inputs.of(Inputs.Kind.TOTAL, Inputs.TOTAL, Program.Window.PERIOD);
            return inputs.of(Inputs.Kind.EARLIER_TOTAL, Inputs.TOTAL, cap.window());
        }
    }

    /** Finds what a rule or the ladder reads over its window. */
    public record Resolving(Inputs inputs, Program.Window window, Map<String, Integer> rules)
            implements RuleKind.Resolver, Conditions.Resolver {
        @Override
        public int measure(String name) {
            return inputs.measure(name, window);
        }

        @Override
        public int measure(String name, Program.Window own) {
            return inputs.measure(name, own == null ? window : own);
        }

        @Override
        public int attribute(String name) {
            return inputs.attribute(name);
        }

        @Override
        public Gate gate(List<Program.Condition> conditions) {
            return new Conditions(conditions, this);
        }

        @Override
        public int pointsOf(Program.PointsOf condition) {
            int rule = condition.isTotal() ? Inputs.TOTAL : rules.get(condition.rule());
            Program.Window over = inputs.window(condition.window() == null ? window : condition.window());
            if (!over.isPeriod()) {
                earlier(inputs, rule, over);
            }
            return inputs.of(Inputs.Kind.THROUGH, rule, over);
        }

        @Override
        public int status(Program.HasStatus condition) {
            return inputs.status(condition);
        }

        @Override
        public int tier(Program.HoldsTier condition) {
            return inputs.tier(condition);
        }

        @Override
        public boolean isOfFacts(int place) {
            return inputs.isOfFacts(place);
        }
    }

    /** Finds what a ladder of the track reads. */
    public static Resolving resolver(Program.Track track, Inputs inputs) {
        Map<String, Integer> byName = new HashMap<>();
        for (int k = 0; k < track.rules().size(); k++) {
            byName.put(track.rules().get(k).name(), k);
        }
        return new Resolving(inputs, track.terms().window(), byName);
    }

    /** Whether a rule reads one measure of its period and nothing else, and nothing is decided between it and others. */
    private boolean isLinear(int k) {
        return functions[k] instanceof LinearRules.Linear
                && needs[k] == null
                && reached[k] < 0
                && rules.get(k).bestOf() == null;
    }

    public int count() {
        return functions.length;
    }

    public Program.Rule rule(int k) {
        return rules.get(k);
    }

    /**
     * Counted value of every rule, and the track's total under its cap, in 64 and 128 bits.
     *
     * @param open whether every {@code needs} is taken as holding (for what is held back)
     * @return the total, or {@link RuleFunction#NEEDS_EXACT}
     */
    public long evaluate(long[] inputs, long[] counted, boolean open) {
        if (tiers != null) {
            tiers.write(inputs);
        }
        long total = linear.evaluate(inputs, counted);
        if (total == RuleFunction.NEEDS_EXACT || publishes && !publish(plain, inputs, counted)) {
            return RuleFunction.NEEDS_EXACT;
        }
        for (int[] unit : rest) {
            for (int k : unit) {
                long value = value(k, inputs, counted, open);
                if (value == RuleFunction.NEEDS_EXACT) {
                    return value;
                }
                counted[k] = value;
            }
            if (unit.length > 1) {
                keepLargest(unit, counted);
            }
            if (publishes && !publish(unit, inputs, counted)) {
                return RuleFunction.NEEDS_EXACT;
            }
            for (int k : unit) {
                long sum = total + counted[k];
                if (((total ^ sum) & (counted[k] ^ sum)) < 0) {
                    return RuleFunction.NEEDS_EXACT;
                }
                total = sum;
            }
        }
        return total(total, inputs);
    }

    private boolean publish(int[] which, long[] inputs, long[] counted) {
        boolean fits = true;
        for (int k : which) {
            fits &= publish(k, counted[k], inputs);
        }
        return fits;
    }

    private boolean publish(int k, long value, long[] inputs) {
        if (counts[k] >= 0) {
            inputs[counts[k]] = value;
        }
        boolean fits = true;
        for (int at = 0; at < through[k].length; at += 2) {
            int earlier = through[k][at];
            long sum = earlier < 0 ? value : value + inputs[earlier];
            fits &= earlier < 0 || ((value ^ sum) & (inputs[earlier] ^ sum)) >= 0;
            inputs[through[k][at + 1]] = sum;
        }
        return fits;
    }

    private long total(long total, long[] inputs) {
        int last = functions.length;
        long points = Math.min(total, cap);
        if (earlierTotal >= 0) {
            long earlier = inputs[earlierTotal];
            long all = earlier + total;
            if (((earlier ^ all) & (total ^ all)) < 0) {
                return RuleFunction.NEEDS_EXACT;
            }
            points = Math.min(all, cap) - Math.min(earlier, cap);
            inputs[counts[last]] = total;
        }
        if (!publishes) {
            return points;
        }
        boolean fits = true;
        for (int at = 0; at < through[last].length; at += 2) {
            int earlier = through[last][at];
            long sum = earlier < 0 ? points : points + inputs[earlier];
            fits &= earlier < 0 || ((points ^ sum) & (inputs[earlier] ^ sum)) >= 0;
            inputs[through[last][at + 1]] = sum;
        }
        return fits ? points : RuleFunction.NEEDS_EXACT;
    }

    private long value(int k, long[] inputs, long[] counted, boolean open) {
        boolean shut = !open && needs[k] != null && !needs[k].holds(inputs);
        if (shut && reached[k] < 0) {
            return 0;
        }
        long base = 0;
        for (int b : bases[k]) {
            base = sum(base, counted[b]);
        }
        for (int place : earlierBases[k]) {
            base = sum(base, inputs[place]);
        }
        if (base == RuleFunction.NEEDS_EXACT) {
            return base;
        }
        // NEEDS_EXACT is the least long, so a cap never hides it
        long value = Math.min(functions[k].value(inputs, base), caps[k]);
        if (reached[k] < 0 || value == RuleFunction.NEEDS_EXACT) {
            return value;
        }
        inputs[reached[k]] = value;
        return shut ? 0 : sum(value, -inputs[before[k]]);
    }

    /** The sum, or {@code NEEDS_EXACT}, which stays what it is. */
    private static long sum(long a, long b) {
        long sum = a + b;
        return a == RuleFunction.NEEDS_EXACT || ((a ^ sum) & (b ^ sum)) < 0 ? RuleFunction.NEEDS_EXACT : sum;
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
    public BigInteger evaluate(BigInteger[] inputs, BigInteger[] counted, boolean open) {
        if (tiers != null) {
            tiers.write(inputs);
        }
        BigInteger total = BigInteger.ZERO;
        for (int[] unit : units) {
            for (int k : unit) {
                counted[k] = value(k, inputs, counted, open);
            }
            if (unit.length > 1) {
                keepLargest(unit, counted);
            }
            for (int k : unit) {
                publish(k, counted[k], inputs);
                total = total.add(counted[k]);
            }
        }
        return total(total, inputs);
    }

    private void publish(int k, BigInteger value, BigInteger[] inputs) {
        if (k < functions.length && counts[k] >= 0) {
            inputs[counts[k]] = value;
        }
        for (int at = 0; at < through[k].length; at += 2) {
            int earlier = through[k][at];
            inputs[through[k][at + 1]] = earlier < 0 ? value : value.add(inputs[earlier]);
        }
    }

    private BigInteger total(BigInteger total, BigInteger[] inputs) {
        BigInteger points = total;
        if (earlierTotal >= 0) {
            BigInteger most = BigInteger.valueOf(cap);
            BigInteger earlier = inputs[earlierTotal];
            points = earlier.add(total).min(most).subtract(earlier.min(most));
            inputs[counts[functions.length]] = total;
        } else if (cap != Long.MAX_VALUE) {
            points = total.min(BigInteger.valueOf(cap));
        }
        publish(functions.length, points, inputs);
        return points;
    }

    private BigInteger value(int k, BigInteger[] inputs, BigInteger[] counted, boolean open) {
        boolean shut = !open && needs[k] != null && !needs[k].holds(inputs);
        BigInteger value = uncapped(k, inputs, counted);
        if (caps[k] != Long.MAX_VALUE) {
            value = value.min(BigInteger.valueOf(caps[k]));
        }
        if (reached[k] >= 0) {
            inputs[reached[k]] = value;
            value = value.subtract(inputs[before[k]]);
        }
        return shut ? BigInteger.ZERO : value;
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
    public boolean isOpen(int k, BigInteger[] inputs) {
        return needs[k] == null || needs[k].holds(inputs);
    }

    /** A rule's value over its window before its cap. */
    public BigInteger uncapped(int k, BigInteger[] inputs, BigInteger[] counted) {
        BigInteger base = BigInteger.ZERO;
        for (int b : bases[k]) {
            base = base.add(counted[b]);
        }
        for (int place : earlierBases[k]) {
            base = base.add(inputs[place]);
        }
        return functions[k].exact(inputs, base);
    }
}
