package io.tidemark.engine.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.naive.ProgramText;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.LadderTerms;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The tier qualified for, the same by the fast and by the exact way, for ladders of every shape; and the tier that is kept. */
class LadderTest {
    private static final String HEAD = """
            program p quarter
            measure volume sum amount
            measure units sum quantity
            track reps rep
            """;

    private static Ladder ladder(String lines) {
        Program program = ProgramText.parse(HEAD + lines);
        return new Ladder(program.tracks().get(0), Inputs.of(program));
    }

    /** @param measures volume, units, then what the ladder asks for beside them */
    private static int qualified(Ladder ladder, long... measures) {
        BigInteger[] exact =
                Arrays.stream(measures).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
        int position = ladder.qualified(exact);
        assertThat(ladder.qualified(measures)).isEqualTo(position);
        return position;
    }

    @Test
    void shouldReadOneMeasureOfEveryTier() {
        Ladder ladder = ladder("tier a\ntier b volume>=0.0010\ntier c volume>=0.0020\n");
        assertThat(qualified(ladder, -1, 99)).isZero();
        assertThat(qualified(ladder, 9, 99)).isZero();
        assertThat(qualified(ladder, 10, 0)).isEqualTo(1);
        assertThat(qualified(ladder, 19, 0)).isEqualTo(1);
        assertThat(qualified(ladder, 20, 0)).isEqualTo(2);
        Ladder ofUnits = ladder("tier a\ntier b units>=0.0010\n");
        assertThat(qualified(ofUnits, 99, 9)).isZero();
        assertThat(qualified(ofUnits, 0, 10)).isEqualTo(1);
    }

    @Test
    void shouldReadTheHighestTierAloneWhereBoundsFall() {
        Ladder ladder = ladder("tier a\ntier b volume>=0.0020\ntier c volume>=0.0010\n");
        assertThat(qualified(ladder, 9, 0)).isZero();
        assertThat(qualified(ladder, 10, 0)).isEqualTo(2);
    }

    @Test
    void shouldReadTwoMeasures() {
        Ladder ladder = ladder("tier a\ntier b volume>=0.0010\ntier c units>=0.0010\n");
        assertThat(qualified(ladder, 10, 0)).isEqualTo(1);
        assertThat(qualified(ladder, 0, 10)).isEqualTo(2);
        assertThat(qualified(ladder, 99, 9)).isEqualTo(1);
    }

    @Test
    void shouldReadBoundsThatMustBeHeldFromAbove() {
        Ladder ladder = ladder("tier a\ntier b volume<=0.0010\n");
        assertThat(qualified(ladder, 11, 0)).isZero();
        assertThat(qualified(ladder, 10, 0)).isEqualTo(1);
        assertThat(qualified(ladder, -9, 0)).isEqualTo(1);
        Ladder mixed = ladder("tier a\ntier b volume>=0.0010\ntier c volume<=0.0005\n");
        assertThat(qualified(mixed, 5, 0)).isEqualTo(2);
        assertThat(qualified(mixed, 6, 0)).isZero();
        assertThat(qualified(mixed, 10, 0)).isEqualTo(1);
    }

    @Test
    void shouldReadRatios() {
        Ladder ladder = ladder("tier a\ntier b volume/units>=0.5\n");
        assertThat(qualified(ladder, 5, 10)).isEqualTo(1);
        assertThat(qualified(ladder, 4, 10)).isZero();
        assertThat(qualified(ladder, 9_999, 0)).isZero();
    }

    @Test
    void shouldReadSeveralConditionsOfOneTier() {
        Ladder ladder = ladder("tier a\ntier b volume>=0.0010,units>=0.0010\n");
        assertThat(qualified(ladder, 10, 9)).isZero();
        assertThat(qualified(ladder, 9, 10)).isZero();
        assertThat(qualified(ladder, 10, 10)).isEqualTo(1);
        Ladder either = ladder("tier a\ntier b any(volume>=0.0010;units>=0.0010)\n");
        assertThat(qualified(either, 0, 10)).isEqualTo(1);
        assertThat(qualified(either, 9, 9)).isZero();
    }

    @Test
    void shouldReadTheSameMeasureOverSeveralWindows() {
        // the third place holds the volume of the year
        Ladder ladder = ladder("tier a\ntier b volume>=0.0010\ntier c volume>=0.0020@year\n");
        assertThat(qualified(ladder, 20, 0, 19)).isEqualTo(1);
        assertThat(qualified(ladder, 9, 0, 20)).isEqualTo(2);
        Ladder first = ladder("tier a\ntier b volume>=0.0010@year\ntier c volume>=0.0020\n");
        assertThat(qualified(first, 9, 0, 10)).isEqualTo(1);
        assertThat(qualified(first, 20, 0, 9)).isEqualTo(2);
        Ladder both = ladder("tier a\ntier b volume>=0.0010@year\ntier c volume>=0.0020@year\n");
        assertThat(qualified(both, 99, 0, 9)).isZero();
        assertThat(qualified(both, 0, 0, 20)).isEqualTo(2);
    }

    @Test
    void shouldHaveNoTiersOrOneOnly() {
        assertThat(qualified(ladder(""), 5, 5)).isZero();
        assertThat(ladder("").isEmpty()).isTrue();
        assertThat(ladder("").count()).isZero();
        Ladder one = ladder("tier a\n");
        assertThat(qualified(one, -5, 5)).isZero();
        assertThat(one.isEmpty()).isFalse();
        assertThat(one.tier(0).name()).isEqualTo("a");
    }

    @Test
    void shouldFindTiersByName() {
        Ladder ladder = ladder("tier a\ntier b volume>=1\n");
        assertThat(ladder.position("a")).isZero();
        assertThat(ladder.position("b")).isEqualTo(1);
        assertThatThrownBy(() -> ladder.position("c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no tier c");
        assertThat(ladder.conditions(1).holds(new long[] {10_000, 0})).isTrue();
        assertThat(ladder.conditions(1).holds(new long[] {9_999, 0})).isFalse();
        assertThat(ladder.terms()).isEqualTo(LadderTerms.PLAIN);
    }

    private static final String THREE = "tier a\ntier b volume>=1\ntier c volume>=2\n";

    @Test
    void shouldRememberAsManyPeriodsAsATierCanLast() {
        assertThat(ladder(THREE).memory()).isZero();
        assertThat(ladder("ladder keep=2\n" + THREE).memory()).isEqualTo(2);
        assertThat(ladder("ladder drop=one-step\n" + THREE).memory()).isEqualTo(2);
        assertThat(ladder("ladder keep=3 drop=one-step\n" + THREE).memory()).isEqualTo(5);
        assertThat(ladder("ladder keep=3 drop=one-step\n").memory()).isEqualTo(3);
    }

    @Test
    void shouldKeepTheHighestOfThePeriodsBefore() {
        Ladder ladder = ladder("ladder keep=2\n" + THREE);
        assertThat(ladder.kept(back -> back == 2 ? 2 : 0)).isEqualTo(2);
        assertThat(ladder.kept(back -> back == 3 ? 2 : 1)).isEqualTo(1);
        assertThat(ladder.kept(back -> 0)).isZero();
        assertThat(ladder(THREE).kept(back -> 2)).isZero();
    }

    @Test
    void shouldLoseOneTierAPeriodOnceNothingKeepsIt() {
        Ladder ladder = ladder("ladder keep=1 drop=one-step\n" + THREE);
        assertThat(ladder.kept(back -> back == 1 ? 2 : 0)).isEqualTo(2);
        assertThat(ladder.kept(back -> back == 2 ? 2 : 0)).isEqualTo(1);
        assertThat(ladder.kept(back -> back == 3 ? 2 : 0)).isZero();
        assertThat(ladder.kept(back -> back == 2 ? 1 : 0)).isZero();
    }
}
