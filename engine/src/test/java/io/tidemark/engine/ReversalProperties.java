package io.tidemark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.naive.Options;
import io.tidemark.engine.naive.Scenario;
import io.tidemark.engine.naive.Scenarios;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Aggregate;
import io.tidemark.engine.program.Program.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is taken back leaves no trace in what people see. */
class ReversalProperties {
    private static final int ABOVE_ALL_DRAWN = 1_000;

    @Provide
    Arbitrary<Scenario> scenarios() {
        // what comes without a report stands among reports by its receipt, and here the order must not matter
        return Scenarios.scenarios(Options.ANY_ORDER).map(ReversalProperties::withoutReports);
    }

    private static Scenario withoutReports(Scenario scenario) {
        return scenario.withFacts(scenario.facts().stream()
                .filter(fact -> !(fact instanceof Fact.Sent))
                .toList());
    }

    private static ScoringCore settled(List<Program> programs, int today, List<Fact> facts) {
        return new FrameScript(today).publish(programs).facts(facts, 7).settled(3);
    }

    private static long hash(Scenario scenario, List<Fact> facts) {
        return settled(scenario.programs(), scenario.today(), facts).standingsHash();
    }

    private static List<Fact> shuffled(List<Fact> facts, Random random) {
        List<Fact> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static List<Fact> withoutActivities(Scenario scenario) {
        return scenario.facts().stream()
                .filter(fact -> !(fact instanceof Fact.Act))
                .toList();
    }

    @Property
    void shouldHashLikeNeverSoldWhenEverythingIsVoided(@ForAll("scenarios") Scenario scenario, @ForAll Random random) {
        List<Fact> facts = new ArrayList<>(scenario.facts());
        for (Activity version : scenario.naive().highestVersions().values()) {
            facts.add(new Fact.Act(version(version, Function.VOID, ABOVE_ALL_DRAWN)));
        }
        assertThat(hash(scenario, shuffled(facts, random))).isEqualTo(hash(scenario, withoutActivities(scenario)));
    }

    @Property
    void shouldHashAsBeforeWhenCorrectedAndCorrectedBack(
            @ForAll("scenarios") Scenario scenario, @ForAll("scenarios") Scenario other, @ForAll Random random) {
        List<Activity> others = List.copyOf(other.naive().highestVersions().values());
        List<Fact> facts = new ArrayList<>(scenario.facts());
        for (Activity version : scenario.naive().highestVersions().values()) {
            Activity content = others.isEmpty() ? version : others.get(random.nextInt(others.size()));
            facts.add(new Fact.Act(as(version, content, Function.CORRECT, ABOVE_ALL_DRAWN)));
            Function back = version.function() == Function.VOID ? Function.VOID : Function.CORRECT;
            facts.add(new Fact.Act(version(version, back, ABOVE_ALL_DRAWN + 1)));
        }
        assertThat(hash(scenario, shuffled(facts, random))).isEqualTo(hash(scenario, scenario.facts()));
    }

    @Property
    void shouldHashLikeNeverSoldWhenEverythingIsReturned(@ForAll("scenarios") Scenario drawn, @ForAll Random random) {
        List<Program> programs =
                drawn.programs().stream().map(ReversalProperties::ofNetSums).toList();
        List<Fact> sales = drawn.facts().stream()
                .filter(fact -> !(fact instanceof Fact.Act act) || isSaleOfSomething(act.activity()))
                .map(ReversalProperties::withLine)
                .toList();
        Scenario scenario = new Scenario(programs, sales, drawn.today());
        List<Fact> facts = new ArrayList<>(sales);
        scenario.naive().highestVersions().values().stream()
                .filter(version -> version.function() != Function.VOID)
                .forEach(sale -> facts.add(new Fact.Act(wholeReturnOf(sale))));
        assertThat(hash(scenario, shuffled(facts, random))).isEqualTo(hash(scenario, withoutActivities(drawn)));
    }

    /** The same program with net sums alone: what counts sales or returns remembers both. */
    private static Program ofNetSums(Program program) {
        List<Measure> net = program.measures().stream()
                .map(m -> new Measure(
                        m.name(),
                        Aggregate.SUM,
                        m.field() == null ? "quantity" : m.field(),
                        null,
                        m.group(),
                        m.where(),
                        m.window()))
                .toList();
        return new Program(
                program.id(),
                program.name(),
                program.timezone(),
                program.currency(),
                program.runs(),
                program.periods(),
                program.points(),
                program.unknownParticipantsWait(),
                program.unknownProductsWait(),
                program.returns(),
                program.groups(),
                program.kinds(),
                net,
                program.tracks(),
                program.boards(),
                program.source());
    }

    private static boolean isSaleOfSomething(Activity activity) {
        return activity.kind().equals(Activity.SALE)
                && !activity.id().contains("/")
                && activity.quantity() != null
                && activity.quantity() > 0
                && activity.amount() != null
                && activity.amount() >= 0;
    }

    /** Every sale is a line of its own, so that a return can name it alone. */
    private static Fact withLine(Fact fact) {
        if (!(fact instanceof Fact.Act act) || !act.activity().line().isEmpty()) {
            return fact;
        }
        Activity a = act.activity();
        return new Fact.Act(copy(a, a.source(), a.id(), "0", a.function(), a.revision()));
    }

    private static Activity wholeReturnOf(Activity sale) {
        return new Activity(
                sale.source(),
                "back-" + sale.id(),
                sale.line(),
                Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.RETURN,
                sale.date(),
                new TreeMap<>(),
                "",
                sale.quantity(),
                sale.amount(),
                "",
                sale.reference(),
                new TreeMap<>());
    }

    private static Activity version(Activity activity, Function function, int revision) {
        return as(activity, activity, function, revision);
    }

    private static Activity as(Activity identity, Activity content, Function function, int revision) {
        return copy(content, identity.source(), identity.id(), identity.line(), function, revision);
    }

    private static Activity copy(
            Activity content, String source, String id, String line, Function function, int revision) {
        return new Activity(
                source,
                id,
                line,
                function,
                revision,
                content.kind(),
                content.date(),
                content.roles(),
                content.sku(),
                content.quantity(),
                content.amount(),
                content.currency(),
                content.original(),
                content.fields());
    }
}
