package io.tidemark.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import io.tidemark.engine.naive.Scenarios;
import io.tidemark.engine.program.Program;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The fast path of every kind of rule gives what the exact one gives, or asks for it. */
class RuleKindProperties {

    @Provide
    Arbitrary<Scenario> extreme() {
        return Scenarios.scenarios(Options.EXTREME.withFacts(0));
    }

    @Provide
    Arbitrary<Scenario> usual() {
        return Scenarios.scenarios(Options.IN_ORDER.withFacts(0));
    }

    @Property(tries = 300)
    void shouldAgreeOnExtremeConstantsAndMeasures(@ForAll("extreme") Scenario scenario, @ForAll Random random) {
        scenario.programs().forEach(program -> check(program, random, new HashMap<>()));
    }

    @Property(tries = 300)
    void shouldAgreeOnUsualConstants(@ForAll("usual") Scenario scenario, @ForAll Random random) {
        scenario.programs().forEach(program -> check(program, random, new HashMap<>()));
    }

    @Example
    void shouldTakeTheFastPathMoreOftenThanNotForEveryKind() {
        Map<String, int[]> answers = new TreeMap<>();
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (Program program : Scenario.random(random, Options.IN_ORDER).programs()) {
                check(program, random, answers);
            }
        }
        assertThat(answers)
                .containsOnlyKeys(RuleKinds.ALL.stream().map(RuleKind::name).toList());
        answers.values().forEach(counts -> assertThat(counts[0]).isGreaterThan(counts[1]));
    }

    /** @param answers by kind: fast values, and requests for the exact one */
    private static void check(Program program, Random random, Map<String, int[]> answers) {
        for (Program.Track track : program.tracks()) {
            Inputs inputs = Inputs.of(program);
            TrackRules rules = new TrackRules(track, inputs);
            Map<String, Integer> numbers = new HashMap<>();
            track.rules().forEach(rule -> numbers.put(rule.name(), numbers.size()));
            TrackRules.Resolving resolver = new TrackRules.Resolving(inputs, Program.Window.PERIOD, numbers);
            // what a rule reads over its period has a place even where the rule looks at the year
            track.rules().forEach(rule -> RuleKinds.named(rule.spec().kind()).compile(rule.spec(), resolver));
            for (Program.Rule rule : track.rules()) {
                RuleFunction function = RuleKinds.named(rule.spec().kind()).compile(rule.spec(), resolver);
                int[] counts = answers.computeIfAbsent(rule.spec().kind(), kind -> new int[2]);
                for (int k = 0; k < 20; k++) {
                    counts[check(function, measures(inputs.count(), random), drawn(random), rule.toString())]++;
                }
            }
            checkWhole(rules, measures(inputs.count(), random));
        }
    }

    private static int check(RuleFunction function, long[] measures, long base, String rule) {
        BigInteger exact = function.exact(wide(measures), BigInteger.valueOf(base));
        long value = function.value(measures, base);
        if (value == RuleFunction.NEEDS_EXACT) {
            return 1;
        }
        assertThat(BigInteger.valueOf(value))
                .as(rule + " of " + Arrays.toString(measures) + " on " + base)
                .isEqualTo(exact);
        return 0;
    }

    private static void checkWhole(TrackRules rules, long[] measures) {
        for (boolean open : new boolean[] {false, true}) {
            long[] counted = new long[rules.count()];
            BigInteger[] exact = new BigInteger[rules.count()];
            long total = rules.evaluate(measures, counted, open);
            BigInteger exactTotal = rules.evaluate(wide(measures), exact, open);
            if (total != RuleFunction.NEEDS_EXACT) {
                assertThat(BigInteger.valueOf(total)).isEqualTo(exactTotal);
                assertThat(wide(counted)).isEqualTo(exact);
            }
        }
    }

    private static BigInteger[] wide(long[] values) {
        return Arrays.stream(values).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
    }

    private static long[] measures(int count, Random random) {
        long[] measures = new long[count];
        Arrays.setAll(measures, k -> drawn(random));
        return measures;
    }

    /** Anything a cell holds; the least long stands for a wider value and is never handed to a rule. */
    private static long drawn(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE - random.nextInt(3);
            case 2 -> -Long.MAX_VALUE + random.nextInt(3);
            case 3 -> random.nextLong() | 1;
            default -> (random.nextLong() >> 20) / (1 + random.nextInt(1_000_000));
        };
    }
}
