package io.tidemark.engine.naive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Activity.Function;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the contract says of every set of facts, asked of the naive model itself. */
class NaiveProperties {

    @Provide
    Arbitrary<Scenario> anyOrder() {
        return Scenarios.scenarios(Options.ANY_ORDER);
    }

    @Provide
    Arbitrary<Scenario> equalRevisions() {
        return Scenarios.scenarios(new Options(true, true, false, 60));
    }

    @Provide
    Arbitrary<Scenario> inOrder() {
        return Scenarios.scenarios(Options.IN_ORDER);
    }

    @Provide
    Arbitrary<Scenario> extreme() {
        return Scenarios.scenarios(Options.EXTREME);
    }

    @Property(tries = 200)
    void shouldNotDependOnTheOrderOfReceipt(@ForAll("anyOrder") Scenario scenario, @ForAll Random random) {
        assertThat(everything(scenario.shuffled(random))).isEqualTo(everything(scenario));
    }

    @Property(tries = 100)
    void shouldNotDependOnTheOrderOfEqualRevisions(@ForAll("equalRevisions") Scenario scenario, @ForAll Random random) {
        assertThat(everything(scenario.shuffled(random))).isEqualTo(everything(scenario));
    }

    @Property(tries = 100)
    void shouldNotDependOnTheOrderOfExtremeFacts(@ForAll("extreme") Scenario scenario, @ForAll Random random) {
        assertThat(everything(scenario.shuffled(random))).isEqualTo(everything(scenario));
    }

    @Property(tries = 100)
    void shouldTakeEveryRetryAsADuplicate(@ForAll("anyOrder") Scenario scenario, @ForAll Random random) {
        List<Fact> twice = new ArrayList<>(scenario.facts());
        twice.addAll(scenario.shuffled(random).facts());
        assertThat(everything(scenario.withFacts(twice))).isEqualTo(everything(scenario));
    }

    @Property(tries = 100)
    void shouldHoldNothingAfterEverythingIsVoided(@ForAll("inOrder") Scenario scenario) {
        NaiveModel model = scenario.naive();
        model.highestVersions()
                .values()
                .forEach(version -> model.receive(changed(version, Function.VOID, 1_000_000), scenario.today()));
        for (Program program : scenario.programs()) {
            assertThat(model.standingsItems(program.id())).isEmpty();
            assertThat(model.standings(program.id())).isEmpty();
        }
    }

    @Property(tries = 100)
    void shouldRestoreEveryNetSumWhenASaleIsReturnedWhole(@ForAll("inOrder") Scenario scenario, @ForAll Random random) {
        Draw draw = new Draw(random);
        Activity sale = sale(draw);
        List<Fact> more = new ArrayList<>(scenario.facts());
        more.add(draw.between(0, more.size()), new Fact.Act(sale));
        returnsOf(sale, draw).forEach(back -> more.add(draw.between(0, more.size()), new Fact.Act(back)));
        NaiveModel without = scenario.naive();
        NaiveModel with = scenario.withFacts(more).naive();
        for (Program program : scenario.programs()) {
            for (Standing standing : with.standings(program.id())) {
                assertThat(netSums(program, standing)).isEqualTo(netSums(program, without.standing(standing.place())));
            }
        }
    }

    private static Map<String, BigDecimal> netSums(Program program, Standing standing) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        for (Measure measure : program.measures()) {
            if (measure.kind() == null) {
                sums.put(measure.name(), standing.measures().get(measure.name()).setScale(8));
            }
        }
        return sums;
    }

    private static Activity sale(Draw draw) {
        Activity drawn;
        do {
            drawn = new ActivityDraw(Options.ANY_ORDER, draw, draw)
                    .activity("fresh", "S9", "", Function.ORIGINAL, Activity.NO_REVISION);
        } while (!drawn.kind().equals(Activity.SALE)
                || drawn.id().isEmpty()
                || drawn.date() > World.TODAY
                || !isPositive(drawn.quantity())
                || !isPositive(drawn.amount()));
        return drawn;
    }

    private static boolean isPositive(Long units) {
        return units != null && units > 0;
    }

    /** Two returns that together are more than the sale, both on its day. */
    private static List<Activity> returnsOf(Activity sale, Draw draw) {
        Long part = sale.quantity() / draw.between(2, 9);
        Long amount = draw.orNull(50, () -> sale.amount() / 3);
        Long whole = sale.quantity();
        return List.of(goodsBack(sale, "B1", part, amount), goodsBack(sale, "B2", whole, sale.amount()));
    }

    private static Activity goodsBack(Activity sale, String id, Long quantity, Long amount) {
        return new Activity(
                sale.source(),
                id,
                "",
                Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.RETURN,
                sale.date(),
                new TreeMap<>(),
                "",
                quantity,
                amount,
                "",
                "S9",
                new TreeMap<>());
    }

    private static Activity changed(Activity version, Function function, int revision) {
        return new Activity(
                version.source(),
                version.id(),
                version.line(),
                function,
                revision,
                version.kind(),
                version.date(),
                version.roles(),
                version.sku(),
                version.quantity(),
                version.amount(),
                version.currency(),
                version.original(),
                version.fields());
    }

    /** Items, standings, boards and credits as one text each, so that a difference is readable. */
    private static List<String> everything(Scenario scenario) {
        NaiveModel model = scenario.naive();
        List<String> all = new ArrayList<>();
        for (Program program : scenario.programs()) {
            all.addAll(model.standingsItems(program.id()));
            all.addAll(Everything.boards(model, program));
            all.addAll(Everything.credits(model, program));
        }
        return all;
    }
}
