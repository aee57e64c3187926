package io.tidemark.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.naive.ProgramText;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Window;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The rules of a track in 64 bits, up to where that is not enough, beside the same at whatever width it takes. */
class TrackRulesTest {
    private static final String HEAD = """
            program p quarter
            measure volume sum amount
            measure units sum quantity
            measure weight sum weight
            """;
    private static final long TRILLIONS = 1_000_000_000_000_000_000L;

    private Inputs inputs;
    private TrackRules rules;
    private long[] vector;

    private void track(String lines) {
        Program program = ProgramText.parse(HEAD + lines);
        inputs = Inputs.of(program);
        rules = new TrackRules(program.tracks().get(0), inputs);
        vector = new long[inputs.count()];
    }

    private void measures(long volume, long units, long weight) {
        vector[0] = volume;
        vector[1] = units;
        vector[2] = weight;
    }

    /** The exact total, which 64 bits give as well, with every rule's value. */
    private void total(String expected) {
        long[] counted = new long[rules.count()];
        BigInteger[] exact = new BigInteger[rules.count()];
        assertThat(exact(exact)).isEqualTo(expected);
        assertThat(rules.evaluate(vector, counted, false)).isEqualTo(new BigInteger(expected).longValueExact());
        assertThat(Arrays.stream(counted).mapToObj(BigInteger::valueOf)).containsExactly(exact);
    }

    private void wide(String expected) {
        assertThat(exact(new BigInteger[rules.count()])).isEqualTo(expected);
        assertThat(rules.evaluate(vector, new long[rules.count()], false)).isEqualTo(RuleFunction.NEEDS_EXACT);
    }

    private BigInteger exact(BigInteger[] counted) {
        BigInteger[] wide = Arrays.stream(vector).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
        return rules.evaluate(wide, counted, false);
    }

    @Test
    void shouldAddPlainRatesUpToALong() {
        track("track reps rep\nrule a rate by=volume points=1\nrule b rate by=units points=1\n");
        measures(0, 0, 0);
        total("0");
        measures(4 * TRILLIONS, 5 * TRILLIONS, 0);
        total("9000000000000000000");
        measures(5 * TRILLIONS, 5 * TRILLIONS, 0);
        wide("10000000000000000000");
        measures(-4 * TRILLIONS, -5 * TRILLIONS, 0);
        total("-9000000000000000000");
        measures(-5 * TRILLIONS, -5 * TRILLIONS, 0);
        wide("-10000000000000000000");
        measures(9 * TRILLIONS, -9 * TRILLIONS, 0);
        total("0");
        measures(-9 * TRILLIONS, 9 * TRILLIONS, 0);
        total("0");
    }

    @Test
    void shouldAddOtherRulesUpToALong() {
        track("""
                track reps rep
                rule a rate by=volume points=1 needs=weight>=0
                rule b rate by=units points=1 needs=weight>=0
                """);
        measures(0, 0, 0);
        total("0");
        measures(4 * TRILLIONS, 5 * TRILLIONS, 0);
        total("9000000000000000000");
        measures(5 * TRILLIONS, 5 * TRILLIONS, 0);
        wide("10000000000000000000");
        measures(-5 * TRILLIONS, -5 * TRILLIONS, 0);
        wide("-10000000000000000000");
        measures(9 * TRILLIONS, -9 * TRILLIONS, 0);
        total("0");
        measures(5 * TRILLIONS, 5 * TRILLIONS, -1);
        total("0");
    }

    @Test
    void shouldAddABaseUpToALong() {
        track("""
                track reps rep
                rule a rate by=volume points=1
                rule c rate by=weight points=1
                rule b rate by=units points=1
                rule more bonus base=a,b times=1.5 when=volume<=900000000
                """);
        measures(6, 4, 2);
        total("17");
        measures(-6, -4, 2);
        total("-13");
        // a and b together are no long, though the three are
        measures(-5 * TRILLIONS, -5 * TRILLIONS, 9 * TRILLIONS);
        wide("-6000000000000000000");
        measures(-5 * TRILLIONS, 5 * TRILLIONS, 7);
        total("7");
    }

    @Test
    void shouldCountTheLargestOfAContest() {
        track("""
                track reps rep
                rule a rate by=volume points=1 best-of=x
                rule b rate by=units points=1 best-of=x
                rule c rate by=weight points=1 best-of=x
                """);
        measures(3, 5, 4);
        total("5");
        measures(5, 3, 5);
        total("5");
        measures(-3, -5, -4);
        total("-3");
        measures(9 * TRILLIONS, 9 * TRILLIONS, 9 * TRILLIONS);
        total("9000000000000000000");
    }

    @Test
    void shouldCapWhatATrackGivesOverAYear() {
        track("track reps rep cap=0.0100 cap-over=year\nrule a rate by=volume points=1\n");
        int earlier = inputs.find(Inputs.Kind.EARLIER_TOTAL, Inputs.TOTAL, Window.YEAR);
        int own = inputs.find(Inputs.Kind.TOTAL, Inputs.TOTAL, Window.PERIOD);
        vector[earlier] = 60;
        measures(30, 0, 0);
        total("30");
        assertThat(vector[own]).isEqualTo(30);
        measures(50, 0, 0);
        total("40");
        vector[earlier] = 120;
        total("0");
        measures(-50, 0, 0);
        total("-30");
        vector[earlier] = 5 * TRILLIONS;
        measures(4 * TRILLIONS, 0, 0);
        total("0");
        measures(5 * TRILLIONS, 0, 0);
        wide("0");
        vector[earlier] = -5 * TRILLIONS;
        measures(-5 * TRILLIONS, 0, 0);
        wide("-5000000000000000000");
        measures(5 * TRILLIONS, 0, 0);
        total("5000000000000000000");
    }

    @Test
    void shouldTellALadderWhatARuleCountedOverAYear() {
        track("track reps rep\nrule a rate by=volume points=1\ntier low\ntier high points:a>=5@year\n");
        int earlier = inputs.find(Inputs.Kind.EARLIER, 0, Window.YEAR);
        int through = inputs.find(Inputs.Kind.THROUGH, 0, Window.YEAR);
        int counted = inputs.find(Inputs.Kind.COUNTED, 0, Window.PERIOD);
        vector[earlier] = 60;
        measures(30, 0, 0);
        total("30");
        assertThat(vector[through]).isEqualTo(90);
        assertThat(vector[counted]).isEqualTo(30);
        vector[earlier] = -60;
        total("30");
        assertThat(vector[through]).isEqualTo(-30);
        vector[earlier] = 9 * TRILLIONS;
        measures(TRILLIONS, 0, 0);
        wide("1000000000000000000");
        vector[earlier] = -9 * TRILLIONS;
        measures(-TRILLIONS, 0, 0);
        wide("-1000000000000000000");
        measures(TRILLIONS, 0, 0);
        total("1000000000000000000");
        assertThat(vector[through]).isEqualTo(-8 * TRILLIONS);
    }

    @Test
    void shouldTellALadderWhatAGatedRuleCounted() {
        track("track reps rep\nrule a rate by=volume points=1 needs=units>=0\ntier low\ntier high points:a>=5@year\n");
        vector[inputs.find(Inputs.Kind.EARLIER, 0, Window.YEAR)] = 9 * TRILLIONS;
        measures(TRILLIONS, -1, 0);
        total("0");
        assertThat(vector[inputs.find(Inputs.Kind.THROUGH, 0, Window.YEAR)]).isEqualTo(9 * TRILLIONS);
        measures(TRILLIONS, 0, 0);
        wide("1000000000000000000");
    }

    @Test
    void shouldTellALadderTheTotalOverAYear() {
        track("track reps rep\nrule a rate by=volume points=1\nrule b rate by=units points=1\ntier low\n"
                + "tier high points:points>=5@year\ntier top points:points>=5@period\n");
        int earlier = inputs.find(Inputs.Kind.EARLIER, Inputs.TOTAL, Window.YEAR);
        int through = inputs.find(Inputs.Kind.THROUGH, Inputs.TOTAL, Window.YEAR);
        int own = inputs.find(Inputs.Kind.THROUGH, Inputs.TOTAL, Window.PERIOD);
        vector[earlier] = 60;
        measures(30, 4, 0);
        total("34");
        assertThat(vector[through]).isEqualTo(94);
        assertThat(vector[own]).isEqualTo(34);
        vector[earlier] = 9 * TRILLIONS;
        measures(TRILLIONS, 0, 0);
        wide("1000000000000000000");
        vector[earlier] = -9 * TRILLIONS;
        measures(-TRILLIONS, 0, 0);
        wide("-1000000000000000000");
        measures(0, TRILLIONS, 0);
        total("1000000000000000000");
    }

    @Test
    void shouldCountOfARuleOverAYearWhatCameSinceThePeriodBefore() {
        track(
                "track reps rep\nrule a milestone by=volume every=0.0010 points=0.0003 cap=0.0012 needs=units>=0@period over=year\n");
        int volume = inputs.measure("volume", Window.YEAR);
        int before = inputs.find(Inputs.Kind.BEFORE, 0, Window.YEAR);
        int reached = inputs.find(Inputs.Kind.REACHED, 0, Window.PERIOD);
        vector[volume] = 39;
        vector[before] = 6;
        total("3");
        assertThat(vector[reached]).isEqualTo(9);
        vector[volume] = 90;
        total("6");
        assertThat(vector[reached]).isEqualTo(12);
        measures(0, -1, 0);
        total("0");
        assertThat(vector[reached]).isEqualTo(12);
        assertThat(rules.isOpen(0, new BigInteger[] {null, BigInteger.valueOf(-1)}))
                .isFalse();
        assertThat(rules.isOpen(0, new BigInteger[] {null, BigInteger.ZERO})).isTrue();
    }

    @Test
    void shouldBeOpenWithoutNeeds() {
        track("track reps rep\nrule a rate by=volume points=1\n");
        assertThat(rules.isOpen(0, new BigInteger[0])).isTrue();
        assertThat(rules.rule(0).name()).isEqualTo("a");
    }

    @Test
    void shouldPayOnlyForConditionsOfFacts() {
        track("track reps rep\nrule a bonus points=5 when=any(volume<=0;all(units<=0;weight<=0))\n");
        measures(0, 0, 0);
        total("0");
        measures(0, 1, 0);
        total("" + 5 * Fixed.ONE);
        measures(1, 0, 0);
        total("" + 5 * Fixed.ONE);
        measures(1, 1, 0);
        total("0");
        measures(1, 0, -1);
        total("" + 5 * Fixed.ONE);
    }
}
