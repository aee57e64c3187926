package io.tidemark.engine.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Compared;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.HasStatus;
import io.tidemark.engine.program.Program.HoldsTier;
import io.tidemark.engine.program.Program.Not;
import io.tidemark.engine.program.Program.PointsOf;
import io.tidemark.engine.program.Program.Some;
import io.tidemark.engine.rule.Conditions;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is missing to a tier, condition by condition: how much, whether a sale helps, and whether another would do. */
class GapsTest {
    private static final List<String> NAMES = List.of("volume", "units", "quota", "base", "ok", "gold");

    private static final Conditions.Resolver BY_NAME = new Conditions.Resolver() {
        @Override
        public int measure(String name, Program.Window window) {
            return NAMES.indexOf(name);
        }

        @Override
        public int pointsOf(PointsOf condition) {
            return NAMES.indexOf(condition.rule());
        }

        @Override
        public int status(HasStatus condition) {
            return NAMES.indexOf(condition.status());
        }

        @Override
        public int tier(HoldsTier condition) {
            return NAMES.indexOf(condition.tier());
        }

        @Override
        public boolean isOfFacts(int place) {
            return place < 2;
        }
    };

    private record Nature(long scale) implements Gaps.Nature {
        @Override
        public boolean isWhole(String measure) {
            return measure.equals("units");
        }

        @Override
        public boolean grows(String measure) {
            return !measure.equals("quota");
        }
    }

    /** One text per gap: name, what is missing or never, and a question mark where another condition would do. */
    private static List<String> missing(Condition condition, long... inputs) {
        return gaps(1, condition, inputs).stream()
                .map(gap -> gap.measure() + " " + (gap.missing() == null ? "never" : gap.missing())
                        + (gap.alternative() ? "?" : ""))
                .toList();
    }

    private static List<Gaps.Gap> gaps(long scale, Condition condition, long... inputs) {
        BigInteger[] exact = Arrays.stream(inputs).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
        return Gaps.to(new Program.Tier("next", List.of(condition)), exact, BY_NAME, new Nature(scale));
    }

    private static Condition atLeast(String measure, long bound) {
        return new Compared(null, measure, null, true, bound);
    }

    private static Condition atMost(String measure, long bound) {
        return new Compared(null, measure, null, false, bound);
    }

    private static Condition some(int least, Condition... of) {
        return new Some(null, least, List.of(of));
    }

    @Test
    void shouldCountAmountsToTheLastUnitAndQuantitiesWhole() {
        assertThat(missing(atLeast("volume", 10), 3, 0)).containsExactly("volume 7");
        assertThat(missing(atLeast("volume", 10), 10, 0)).containsExactly("volume 0");
        assertThat(missing(atLeast("units", 2 * Fixed.ONE), 0, Fixed.ONE - 1)).containsExactly("units 20000");
        assertThat(missing(atLeast("units", 2 * Fixed.ONE), 0, Fixed.ONE)).containsExactly("units 10000");
    }

    @Test
    void shouldSayThatNoSaleHelpsWhereNoneDoes() {
        assertThat(missing(atMost("volume", 10), 11, 0)).containsExactly("volume never");
        assertThat(missing(atLeast("quota", 10), 0, 0, 9)).containsExactly("quota never");
        assertThat(missing(atLeast("quota", 10), 0, 0, 10)).containsExactly("quota 0");
        assertThat(missing(new Not(null, atLeast("volume", 10)), 10, 0)).containsExactly("volume never");
    }

    @Test
    void shouldPassABoundThatMustNotBeHeld() {
        assertThat(missing(new Not(null, atMost("volume", 10)), 10, 0)).containsExactly("volume 1");
        assertThat(missing(new Not(null, atMost("volume", 10)), 4, 0)).containsExactly("volume 7");
        assertThat(missing(new Not(null, atMost("units", Fixed.ONE)), 0, 0)).containsExactly("units 20000");
        assertThat(missing(new Not(null, atMost("volume", 10)), 11, 0)).containsExactly("volume 0");
    }

    @Test
    void shouldNameAlternatives() {
        Condition a = atLeast("volume", 10);
        Condition b = atLeast("units", Fixed.ONE);
        assertThat(missing(some(1, a, b), 3, 0)).containsExactly("volume 7?", "units 10000?");
        assertThat(missing(some(2, a, b), 3, 0)).containsExactly("volume 7", "units 10000");
        assertThat(missing(some(1, a, b), 10, 0)).containsExactly("volume 0?", "units 0?");
        assertThat(missing(some(2, a, b), 10, 0)).containsExactly("volume 0", "units 10000");
        assertThat(missing(some(1, some(2, a, b), atLeast("volume", 5)), 3, 0))
                .containsExactly("volume 7?", "units 10000?", "volume 2?");
    }

    @Test
    void shouldTurnAnyIntoAllUnderNot() {
        Condition a = atMost("volume", 10);
        Condition b = atMost("units", Fixed.ONE);
        // not any: both must be passed; not all: one is enough
        assertThat(missing(new Not(null, some(1, a, b)), 10, Fixed.ONE)).containsExactly("volume 1", "units 10000");
        assertThat(missing(new Not(null, some(2, a, b)), 10, Fixed.ONE)).containsExactly("volume 1?", "units 10000?");
        assertThat(missing(new Not(null, some(2, a, b)), 11, Fixed.ONE)).containsExactly("volume 0?", "units 0?");
        // not two of three: two must be passed, and one may stay
        assertThat(missing(new Not(null, some(2, a, b, atMost("volume", 20))), 10, Fixed.ONE))
                .containsExactly("volume 1?", "units 10000?", "volume 11?");
    }

    @Test
    void shouldCountPointsToTheLastUnit() {
        Condition points = new PointsOf(null, "base", 50, null);
        assertThat(missing(points, 0, 0, 0, 20)).containsExactly("base 30");
        assertThat(missing(points, 0, 0, 0, 50)).containsExactly("base 0");
        assertThat(missing(new Not(null, points), 0, 0, 0, 50)).containsExactly("base never");
        assertThat(missing(new Not(null, points), 0, 0, 0, 49)).containsExactly("base 0");
    }

    @Test
    void shouldSayOfStatusesAndTiersThatNoSaleBringsThem() {
        Condition ok = new HasStatus(null, "ok", "yes", null);
        Condition gold = new HoldsTier(null, "gold", null);
        long[] without = {0, 0, 0, 0, 0, 0};
        long[] with = {0, 0, 0, 0, Fixed.ONE, Fixed.ONE};
        assertThat(missing(ok, without)).containsExactly("ok never");
        assertThat(missing(ok, with)).containsExactly("ok 0");
        assertThat(missing(gold, without)).containsExactly("gold never");
        assertThat(missing(gold, with)).containsExactly("gold 0");
        assertThat(gaps(1, ok, without).get(0).need()).isEqualTo(Fixed.ONE);
        assertThat(gaps(1, ok, with).get(0).have()).isEqualTo(Fixed.ONE);
        assertThat(gaps(1, new Not(null, ok), with).get(0).need()).isZero();
        assertThat(missing(new Not(null, gold), with)).containsExactly("gold never");
    }

    @Test
    void shouldAddToBothSidesOfARatioThatGrow() {
        Condition fifth = new Compared(null, "units", "volume", true, Fixed.ONE / 5);
        assertThat(missing(fifth, 1000 * Fixed.ONE, 190 * Fixed.ONE)).containsExactly("units 130000");
        assertThat(missing(fifth, 1000 * Fixed.ONE, 200 * Fixed.ONE)).containsExactly("units 0");
        assertThat(missing(fifth, 0, 0)).containsExactly("units 10000");
        assertThat(missing(fifth, -Fixed.ONE, 0)).containsExactly("units 20000");
        Condition whole = new Compared(null, "volume", "units", true, Fixed.ONE);
        assertThat(missing(whole, 4, 5)).containsExactly("volume never");
        assertThat(missing(whole, 0, 0)).containsExactly("volume 1");
        assertThat(missing(new Not(null, fifth), 5, 5)).containsExactly("units never");
    }

    @Test
    void shouldBringDownARatioThatMustBeAtMostOnlyWhereItsBoundIsAboveOne() {
        Condition twice = new Compared(null, "volume", "units", false, 2 * Fixed.ONE);
        // 7 <= 2 * 3 is false; (7 + 1) <= 2 * (3 + 1) holds
        assertThat(missing(twice, 7, 3)).containsExactly("volume 1");
        assertThat(missing(twice, 6, 3)).containsExactly("volume 0");
        assertThat(missing(new Compared(null, "volume", "units", false, Fixed.ONE), 4, 3))
                .containsExactly("volume never");
        assertThat(missing(new Compared(null, "volume", "units", false, Fixed.ONE / 2), 4, 3))
                .containsExactly("volume never");
    }

    @Test
    void shouldAddToOneSideOfARatioOverWhatIsGiven() {
        Condition half = new Compared(null, "volume", "quota", true, Fixed.ONE / 2);
        assertThat(missing(half, 20, 0, 101)).containsExactly("volume 31"); // 50.5 less 20
        assertThat(missing(half, 20, 0, 40)).containsExactly("volume 0");
        assertThat(missing(half, 0, 0, 1)).containsExactly("volume 1");
        assertThat(missing(half, 20, 0, 0)).containsExactly("volume never");
        assertThat(missing(half, 20, 0, -5)).containsExactly("volume never");
        assertThat(missing(new Compared(null, "volume", "quota", false, Fixed.ONE / 2), 20, 0, 10))
                .containsExactly("volume never");
        assertThat(gaps(1, half, 20, 0, 101).get(0).need()).isEqualTo(50); // 50.5 to the even neighbour
        assertThat(gaps(1, half, 20, 0, 101).get(0).over()).isEqualTo("quota");
    }

    @Test
    void shouldShowScaledMeasuresInUnitsAndRoundWhatIsMissingUp() {
        Gaps.Gap gap = gaps(10, atLeast("volume", 100), 75, 0).get(0);
        assertThat(gap.have()).isEqualTo(8); // 7.5 to the even neighbour
        assertThat(gap.need()).isEqualTo(10);
        assertThat(gap.missing()).isEqualTo(3); // 2.5 rounded up
        assertThat(gaps(10, atLeast("units", 10 * Fixed.ONE), 0, 1).get(0).missing())
                .isEqualTo(Fixed.ONE);
        assertThat(gaps(10, atMost("volume", 10), 20, 0).get(0).missing()).isNull();
    }
}
