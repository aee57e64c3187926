package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.hash.StandingsHash;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import io.tidemark.engine.naive.Scenarios;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Versions of a program: each shows its periods as if it had been the only one, whenever it was published. */
class VersionProperties {

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Scenarios.scenarios(Options.ANY_ORDER);
    }

    private static boolean begins(Program program, int day) {
        Calendar calendar = new Calendar(program.periods());
        int ordinal = calendar.ordinal(day);
        return !calendar.holds(ordinal) || calendar.firstDay(ordinal) == day;
    }

    /** The latest day up to another on which a period of both begins; draws that have none are left out. */
    private static int firstDay(Program one, Program other, int upTo) {
        int day = upTo;
        while (day > upTo - 1_000 && !(begins(one, day) && begins(other, day))) {
            day--;
        }
        Assume.that(day > upTo - 1_000);
        return day;
    }

    private static long alone(Scenario scenario, Program program, int from, int until) {
        ScoringCore core = new FrameScript(scenario.today())
                .publish(List.of(program.from(Program.EVER)))
                .facts(scenario.facts(), 256)
                .settled(4_096);
        ProgramInstance only = core.programs().get(0);
        only.show(from, until);
        return StandingsHash.of(List.of(only), core.facts());
    }

    @Property
    void shouldShowEachPeriodByItsOwnVersion(
            @ForAll("scenarios") Scenario scenario,
            @ForAll("scenarios") Scenario other,
            @ForAll Random random,
            @ForAll @IntRange(max = 300) int back,
            @ForAll @IntRange(min = 1, max = 20) int slice) {
        Program former = scenario.programs().get(0);
        Program later = other.programs().get(0);
        int from = firstDay(former, later, scenario.today() - back);
        List<Fact> facts = scenario.shuffled(random).facts();
        int third = facts.size() / 3;
        long versions = new FrameScript(scenario.today())
                .facts(facts.subList(0, third), 7)
                .publish(List.of(former))
                .facts(facts.subList(third, 2 * third), 7)
                .publish(List.of(later.from(from)))
                .facts(facts.subList(2 * third, facts.size()), 7)
                .settled(slice)
                .standingsHash();
        assertThat(versions)
                .isEqualTo(alone(scenario, former, Integer.MIN_VALUE, from)
                        + alone(scenario, later, from, Integer.MAX_VALUE));
    }

    @Property(tries = 100)
    void shouldHoldFromTheRunningPeriodOnWhereNoDayIsNamed(
            @ForAll("scenarios") Scenario scenario, @ForAll("scenarios") Scenario other) {
        Program former = scenario.programs().get(0);
        Program later = other.programs().get(0);
        int from = firstDay(former, later, scenario.today());
        FrameScript script =
                new FrameScript(scenario.today()).publish(List.of(former)).facts(scenario.facts(), 20);
        long named = script(scenario, former)
                .publish(List.of(later.from(from)))
                .settled(9)
                .standingsHash();
        long running =
                script(scenario, former).publish(List.of(later)).settled(9).standingsHash();
        assertThat(running).isEqualTo(named);
        assertThat(script.settled(9).versions(former.id())).hasSize(1);
    }

    private static FrameScript script(Scenario scenario, Program program) {
        return new FrameScript(scenario.today()).publish(List.of(program)).facts(scenario.facts(), 20);
    }

    @Property(tries = 100)
    void shouldComeBackToTheFormerVersion(@ForAll("scenarios") Scenario scenario, @ForAll("scenarios") Scenario other) {
        Program former = scenario.programs().get(0);
        Program later = other.programs().get(0);
        int from = firstDay(former, later, scenario.today() - 40);
        long back = script(scenario, former)
                .publish(List.of(later.from(from), former.from(from)))
                .settled(9)
                .standingsHash();
        assertThat(back).isEqualTo(script(scenario, former).settled(9).standingsHash());
    }
}
