package io.tidemark.bench;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.RuleSpec;
import io.tidemark.engine.program.RuleSpec.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program of R1: points by category (40 categories in five classes of points), an accelerator of three bands over the
 * rep's volume, four tiers, live boards of reps, locations, distributors and regions.
 */
final class R1Program {
    static final int CLASSES = 5;
    static final long[] CLASS_POINTS = {10_000, 12_500, 15_000, 20_000, 30_000};
    static final long[] BAND_AT = {50_000 * Fixed.ONE, 100_000 * Fixed.ONE, 250_000 * Fixed.ONE};
    static final long[] BAND_TIMES = {12_500, 15_000, 20_000};

    static final long[] TIER_AT = {25_000, 100_000, 250_000};
    static final String[] TIERS = {"bronze", "silver", "gold", "platinum"};

    private R1Program() {}

    static Program program() {
        List<Program.Group> groups = new ArrayList<>();
        List<Program.Measure> measures = new ArrayList<>();
        List<Program.Rule> rules = new ArrayList<>();
        List<String> base = new ArrayList<>();
        measures.add(amount("volume", null));
        for (int k = 0; k < CLASSES; k++) {
            List<String> categories = new ArrayList<>();
            for (int c = k; c < R1.CATEGORIES; c += CLASSES) {
                categories.add("category-" + c);
            }
            String name = "class-" + k;
            groups.add(
                    new Program.Group(name, List.of(new Program.FieldTest("category", categories, false, null, null))));
            measures.add(amount(name + "-volume", name));
            rules.add(rule(
                    name,
                    "rate",
                    Map.of(
                            "by",
                            new Argument.MeasureName(name + "-volume"),
                            "points",
                            new Argument.Number(CLASS_POINTS[k]))));
            base.add(name);
        }
        List<RuleSpec.Step> steps = new ArrayList<>();
        for (int k = 0; k < BAND_AT.length; k++) {
            steps.add(new RuleSpec.Step(BAND_AT[k], true, BAND_TIMES[k]));
        }
        rules.add(rule(
                "accelerator",
                "bands",
                Map.of(
                        "by", new Argument.MeasureName("volume"),
                        "base", new Argument.RuleNames(base),
                        "steps", new Argument.Steps(steps))));
        Program.Track track = new Program.Track("reps", "distributor-rep", List.of(), "rep", rules, ladder());
        return new Program(
                "r1",
                "R1",
                "UTC",
                "USD",
                Program.DateRange.ALWAYS,
                new Program.Periods(Program.Every.QUARTER, 1, 0, true, true),
                new Program.Points("points", 0, Program.Rounding.HALF_UP, null, 0),
                false,
                false,
                new Program.Returns(false, -1),
                groups,
                List.of(),
                measures,
                List.of(track),
                List.of(
                        board("reps", null),
                        board("locations", "location"),
                        board("distributors", "distributor"),
                        board("regions", "region")),
                "");
    }

    private static Program.Measure amount(String name, String group) {
        return new Program.Measure(
                name, Program.Aggregate.SUM, "amount", null, group, List.of(), Program.DateRange.ALWAYS);
    }

    private static Program.Rule rule(String name, String kind, Map<String, Argument> arguments) {
        return new Program.Rule(name, new RuleSpec(kind, arguments), null, List.of(), null);
    }

    private static List<Program.Tier> ladder() {
        List<Program.Tier> tiers = new ArrayList<>();
        tiers.add(new Program.Tier(TIERS[0], List.of()));
        for (int k = 0; k < TIER_AT.length; k++) {
            Program.Condition reached = new Program.Compared(null, "volume", null, true, TIER_AT[k] * Fixed.ONE);
            tiers.add(new Program.Tier(TIERS[k + 1], List.of(reached)));
        }
        return tiers;
    }

    private static Program.Board board(String name, String level) {
        return new Program.Board(name, "reps", Program.Rank.POINTS, List.of(), level, null, null);
    }
}
