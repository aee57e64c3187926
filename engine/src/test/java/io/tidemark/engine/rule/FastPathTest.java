package io.tidemark.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.RuleSpec;
import io.tidemark.engine.program.RuleSpec.Argument;
import io.tidemark.engine.program.RuleSpec.Step;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the fast path of a rule ends: up to there it gives what the exact one gives, beyond it says that it cannot. */
class FastPathTest {
    private static final long ONE = Fixed.ONE;
    private static final long BILLION = Fixed.MAX_CONSTANT;
    private static final RuleKind.Resolver FIRST = new RuleKind.Resolver() {
        @Override
        public int measure(String name) {
            return name.equals("v") ? 0 : 1;
        }

        @Override
        public int attribute(String name) {
            return 2;
        }

        @Override
        public Gate gate(List<Program.Condition> conditions) {
            throw new UnsupportedOperationException();
        }
    };

    private final Map<String, Argument> arguments = new LinkedHashMap<>();

    FastPathTest() {
        arguments.put("by", new Argument.MeasureName("v"));
    }

    private FastPathTest with(String key, long units) {
        arguments.put(key, new Argument.Number(units));
        return this;
    }

    private FastPathTest with(String key, Argument argument) {
        arguments.put(key, argument);
        return this;
    }

    private FastPathTest steps(boolean times, long... atAndValue) {
        Step[] steps = new Step[atAndValue.length / 2];
        Arrays.setAll(steps, k -> new Step(atAndValue[2 * k], times, atAndValue[2 * k + 1]));
        arguments.put("steps", new Argument.Steps(List.of(steps)));
        return this;
    }

    private RuleFunction compile(String kind) {
        return RuleKinds.named(kind).compile(new RuleSpec(kind, arguments), FIRST);
    }

    private static void same(RuleFunction function, long base, long expected, long... measures) {
        assertThat(function.value(measures, base)).isEqualTo(expected);
        assertThat(exact(function, base, measures)).isEqualTo(expected);
    }

    private static void wide(RuleFunction function, long base, String expected, long... measures) {
        assertThat(function.value(measures, base)).isEqualTo(RuleFunction.NEEDS_EXACT);
        assertThat(exact(function, base, measures)).isEqualTo(expected);
    }

    private static BigInteger exact(RuleFunction function, long base, long... measures) {
        BigInteger[] exact =
                Arrays.stream(measures).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
        return function.exact(exact, BigInteger.valueOf(base));
    }

    @Test
    void shouldAddBandsUpToALong() {
        // two bands of 9 * 10^18 each: the first fits, both do not
        RuleFunction up = steps(false, 0, BILLION, 900_000, BILLION).compile("bands");
        same(up, 0, 900_000_000_000_000L, 900_000);
        wide(up, 0, "1800000000000000", 1_800_000);
        RuleFunction down = steps(false, 0, -BILLION, 900_000, -BILLION).compile("bands");
        same(down, 0, -900_000_000_000_000L, 900_000);
        wide(down, 0, "-1800000000000000", 1_800_000);
        RuleFunction back = steps(false, 0, BILLION, 900_000, -BILLION).compile("bands");
        same(back, 0, 0, 1_800_000);
        same(back, 0, 450_000_000_000_000L, 450_000);
    }

    @Test
    void shouldMultiplyOneBandUpToALong() {
        RuleFunction bands = steps(false, 0, BILLION).compile("bands");
        same(bands, 0, 922_337_000_000_000L, 922_337);
        wide(bands, 0, "922338000000000", 922_338);
        same(bands, 0, -922_337_000_000_000L, -922_337);
        wide(bands, 0, "-922338000000000", -922_338);
        same(bands, 0, 0, 0);
    }

    @Test
    void shouldGiveEachBandPerSoMuch() {
        RuleFunction bands =
                steps(false, 0, ONE, 100, 3 * ONE).with("per", 2 * ONE).compile("bands");
        same(bands, 0, 50, 100);
        same(bands, 0, 52, 101); // 51.5 to the even neighbour
        same(bands, 0, 53, 102);
        same(bands, 0, -5, -10);
    }

    @Test
    void shouldScaleABaseUpToItsWidth() {
        long most = Long.MAX_VALUE / ONE;
        RuleFunction bands = steps(true, 0, 10_001).compile("bands");
        // the mean of times is 1.0001 wherever it is taken
        same(bands, 20_000, 2, most);
        assertThat(bands.value(new long[] {most + 1}, 20_000)).isEqualTo(RuleFunction.NEEDS_EXACT);
        assertThat(exact(bands, 20_000, most + 1)).isEqualTo(2);
        same(bands, 20_000, 2, 0);
        same(bands, 20_000, 2, -5);
        same(bands, 0, 0, 5);
    }

    @Test
    void shouldKeepABaseWhereTimesAreOne() {
        RuleFunction bands = steps(true, 100, 2 * ONE).compile("bands");
        same(bands, 777, 0, 100);
        same(bands, 777, 0, -100);
        same(bands, 202, 2, 101);
        // the integral is no long any more
        RuleFunction steep = steps(true, 0, BILLION).compile("bands");
        assertThat(steep.value(new long[] {1_000_000}, 3)).isEqualTo(RuleFunction.NEEDS_EXACT);
        assertThat(exact(steep, 3, 1_000_000)).isEqualTo(2_999_999_997L);
    }

    @Test
    void shouldValueTheWholeByItsStep() {
        RuleFunction retro = steps(false, 10, ONE, 20, 2 * ONE).compile("retro");
        same(retro, 0, 0, 9);
        same(retro, 0, 10, 10);
        same(retro, 0, 19, 19);
        same(retro, 0, 40, 20);
        same(retro, 0, 0, -20);
        RuleFunction times = steps(true, 10, 3 * ONE).compile("retro");
        same(times, 7, 0, 9);
        same(times, 7, 14, 10);
        RuleFunction per = steps(false, 10, ONE).with("per", 2 * ONE).compile("retro");
        same(per, 0, 5, 10);
        same(per, 0, 6, 11);
    }

    @Test
    void shouldValueWhatNoLongHoldsByItsLastStep() {
        RuleFunction retro = steps(false, 0, 1, 10, ONE).compile("retro");
        BigInteger large = BigInteger.ONE.shiftLeft(70);
        assertThat(retro.exact(new BigInteger[] {large}, BigInteger.ZERO)).isEqualTo(large);
        assertThat(retro.exact(new BigInteger[] {large.negate()}, BigInteger.ZERO))
                .isZero();
    }

    @Test
    void shouldReachMilestonesAtTheirSteps() {
        RuleFunction marks = steps(false, 10, 1, 20, 20).compile("milestone");
        same(marks, 0, 0, 9);
        same(marks, 0, 1, 10);
        same(marks, 0, 1, 19);
        same(marks, 0, 21, 20);
    }

    @Test
    void shouldCountEverySoMuchUpToALong() {
        RuleFunction each = with("every", 1).with("points", BILLION).compile("milestone");
        same(each, 0, 9_223_370_000_000_000_000L, 922_337);
        wide(each, 0, "9223380000000000000", 922_338);
        same(each, 0, 0, 0);
        same(each, 0, 0, -1);
        RuleFunction atMost = with("times-at-most", 2 * ONE).compile("milestone");
        same(atMost, 0, BILLION, 1);
        same(atMost, 0, 2 * BILLION, 2);
        same(atMost, 0, 2 * BILLION, 3);
    }

    @Test
    void shouldClampARate() {
        RuleFunction rate =
                with("points", 3 * ONE).with("above", 10).with("up-to", 40).compile("rate");
        same(rate, 0, 0, 10);
        same(rate, 0, 3, 11);
        same(rate, 0, 90, 40);
        same(rate, 0, 90, 41);
        same(rate, 0, 0, -41);
    }

    @Test
    void shouldClampARateBetweenMeasuresAndNeverBelowZero() {
        RuleFunction rate = with("points", 3 * ONE)
                .with("above", new Argument.MeasureName("floor"))
                .compile("rate");
        same(rate, 0, 30, 20, 10);
        same(rate, 0, 0, 10, 10);
        same(rate, 0, 0, 9, 10);
        same(rate, 0, 60, 20, -10);
        same(rate, 0, 0, -5, -10);
        RuleFunction upTo =
                with("above", 5).with("up-to", new Argument.MeasureName("top")).compile("rate");
        same(upTo, 0, 15, 20, 10);
        same(upTo, 0, 0, 20, 5);
        same(upTo, 0, 0, 20, 4);
        RuleFunction largest = with("points", ONE).with("up-to", Long.MAX_VALUE).compile("rate");
        same(largest, 0, 7, 12, 0);
    }

    @Test
    void shouldTakeARateFromAnAttribute() {
        RuleFunction rate = with("points", new Argument.AttributeName("rate")).compile("rate");
        same(rate, 0, 40, 20, 0, 2 * ONE);
        same(rate, 0, -40, -20, 0, 2 * ONE);
        same(rate, 0, 0, 20, 0, 0);
    }

    @Test
    void shouldPayARateInLowestTerms() {
        RuleFunction third = with("points", 2 * ONE).with("per", 6 * ONE).compile("rate");
        same(third, 0, 1, 4); // 1.33
        same(third, 0, 2, 5); // 1.67
        LinearRules.Linear linear = (LinearRules.Linear) third;
        assertThat(linear.points()).isEqualTo(1);
        assertThat(linear.per()).isEqualTo(3);
        assertThat(linear.by()).isZero();
    }
}
