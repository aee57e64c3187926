package io.tidemark.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Aggregate;
import io.tidemark.engine.program.Program.DateRange;
import io.tidemark.engine.program.Program.Measure;
import io.tidemark.engine.program.Program.Shift;
import io.tidemark.engine.program.Program.Window;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the rules of a track find what they read: one place each, behind the measures of the period. */
class InputsTest {
    private final Inputs inputs = new Inputs(measures(), false);

    private static List<Measure> measures() {
        return List.of(
                measure("volume", Aggregate.SUM, "amount", Shift.NONE),
                measure("before", Aggregate.SUM, "amount", Shift.PREVIOUS),
                measure("quota", Aggregate.GIVEN, "plan", Shift.NONE));
    }

    private static Measure measure(String name, Aggregate aggregate, String field, Shift shift) {
        return new Measure(name, aggregate, field, null, null, List.of(), DateRange.ALWAYS, shift);
    }

    @Test
    void shouldFindAMeasureOfThePeriodAtItsPosition() {
        assertThat(inputs.measure("volume", Window.PERIOD)).isZero();
        assertThat(inputs.measure("volume", Window.last(1))).isZero();
        assertThat(inputs.shown("volume")).isZero();
        assertThat(inputs.count()).isEqualTo(3);
        assertThat(inputs.derived()).isZero();
    }

    @Test
    void shouldFindEveryWindowAtAPlaceOfItsOwnAndTheSameAgain() {
        int year = inputs.measure("volume", Window.YEAR);
        int two = inputs.measure("volume", Window.last(2));
        int three = inputs.measure("volume", Window.last(3));
        assertThat(List.of(year, two, three)).containsExactly(3, 4, 5);
        assertThat(inputs.measure("volume", Window.last(2))).isEqualTo(two);
        assertThat(inputs.count()).isEqualTo(6);
        assertThat(inputs.derived(1)).isEqualTo(new Inputs.Input(Inputs.Kind.SUM, 0, null, null, null, Window.last(2)));
    }

    @Test
    void shouldTakeAYearForThePeriodWhereAPeriodIsAYear() {
        Inputs yearly = new Inputs(measures(), true);
        assertThat(yearly.window(Window.YEAR)).isEqualTo(Window.PERIOD);
        assertThat(yearly.window(Window.last(2))).isEqualTo(Window.last(2));
        assertThat(yearly.measure("volume", Window.YEAR)).isZero();
        assertThat(inputs.window(Window.YEAR)).isEqualTo(Window.YEAR);
        assertThat(inputs.window(Window.last(1))).isEqualTo(Window.PERIOD);
        assertThat(inputs.window(Window.last(2))).isEqualTo(Window.last(2));
        assertThat(inputs.window(Window.PERIOD)).isEqualTo(Window.PERIOD);
    }

    @Test
    void shouldKeepShiftedAndGivenNumbersApart() {
        int before = inputs.measure("before", Window.PERIOD);
        int quota = inputs.measure("quota", Window.PERIOD);
        assertThat(List.of(before, quota)).containsExactly(3, 4);
        assertThat(inputs.derived(0).kind()).isEqualTo(Inputs.Kind.SUM);
        assertThat(inputs.derived(1).kind()).isEqualTo(Inputs.Kind.GIVEN);
        assertThat(inputs.derived(1).text()).isEqualTo("plan");
        assertThat(inputs.shown("quota")).isEqualTo(quota);
    }

    @Test
    void shouldKnowWhatIsMadeOfFacts() {
        int year = inputs.measure("volume", Window.YEAR);
        int quota = inputs.measure("quota", Window.PERIOD);
        int attribute = inputs.attribute("rate");
        int status = inputs.status(new Program.HasStatus(null, "map", "ok", null));
        int tier = inputs.tier(new Program.HoldsTier(null, "gold", null));
        int points = inputs.of(Inputs.Kind.THROUGH, 0, Window.PERIOD);
        int before = inputs.of(Inputs.Kind.BEFORE, 0, Window.YEAR);
        assertThat(List.of(year, quota, attribute, status, tier, points, before))
                .containsExactly(3, 4, 5, 6, 7, 8, 9);
        assertThat(List.of(0, 2, year, points)).allMatch(inputs::isOfFacts);
        assertThat(List.of(quota, attribute, status, tier, before)).noneMatch(inputs::isOfFacts);
        assertThat(inputs.attribute("rate")).isEqualTo(attribute);
        assertThat(inputs.status(new Program.HasStatus(null, "map", "ok", "location")))
                .isNotEqualTo(status);
    }

    @Test
    void shouldFindOnlyWhatWasAskedFor() {
        int points = inputs.of(Inputs.Kind.COUNTED, 1, Window.PERIOD);
        assertThat(inputs.find(Inputs.Kind.COUNTED, 1, Window.PERIOD)).isEqualTo(points);
        assertThat(inputs.find(Inputs.Kind.COUNTED, 2, Window.PERIOD)).isEqualTo(-1);
        assertThat(inputs.find(Inputs.Kind.COUNTED, 1, Window.YEAR)).isEqualTo(-1);
        assertThat(inputs.ofLadder(Inputs.Kind.KEPT)).isEqualTo(inputs.find(Inputs.Kind.KEPT, 0, Window.PERIOD));
    }

    @Test
    void shouldAddToAMeasureAndToItsWindowsAlone() {
        inputs.measure("volume", Window.YEAR);
        inputs.measure("before", Window.PERIOD);
        inputs.measure("quota", Window.YEAR);
        inputs.of(Inputs.Kind.BEFORE, 0, Window.YEAR);
        inputs.measure("volume", Window.last(2));
        BigInteger[] vector = new BigInteger[inputs.count()];
        Arrays.fill(vector, BigInteger.ONE);
        inputs.add(vector, 0, BigInteger.TEN);
        assertThat(Arrays.stream(vector).map(BigInteger::intValue)).containsExactly(11, 1, 1, 11, 1, 1, 1, 11);
        // nothing that is sold now adds to what was sold before
        inputs.add(vector, 1, BigInteger.TEN);
        assertThat(Arrays.stream(vector).map(BigInteger::intValue)).containsExactly(11, 11, 1, 11, 1, 1, 1, 11);
    }
}
