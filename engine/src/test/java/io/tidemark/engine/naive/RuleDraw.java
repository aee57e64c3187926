package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.FactReads;
import io.tidemark.engine.program.Program.Compared;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.HasStatus;
import io.tidemark.engine.program.Program.HoldsTier;
import io.tidemark.engine.program.Program.Not;
import io.tidemark.engine.program.Program.PointsOf;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.Program.Some;
import io.tidemark.engine.program.Program.TrackCap;
import io.tidemark.engine.program.Program.Window;
import io.tidemark.engine.program.RuleSpec;
import io.tidemark.engine.program.RuleSpec.Argument;
import io.tidemark.engine.program.RuleSpec.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The rules of one track, of all kinds, without cycles. */
final class RuleDraw {
    private final Draw draw;
    private final boolean extreme;
    private final List<String> measures;
    /** Measures, and numbers that are given. */
    private final List<String> numbers;

    private final boolean backward;
    private boolean askTiers;
    /** Kinds of ancestors that may be asked for tiers, and how many they have. */
    private Map<String, Integer> above = Map.of();

    RuleDraw(Draw draw, boolean extreme, List<String> measures, List<String> given, boolean backward) {
        this.numbers = new ArrayList<>(measures);
        this.numbers.addAll(given);
        this.draw = draw;
        this.extreme = extreme;
        this.measures = measures;
        this.backward = backward;
    }

    /** From now on rules ask for the tiers of a ladder that reads no points. */
    void askTiers(boolean ask) {
        askTiers = ask;
    }

    /** Ancestors whose tiers may be asked for. */
    void askAbove(Map<String, Integer> ladders) {
        above = ladders;
    }

    /**
     * A base names rules drawn before. The members of a contest stand together and build on nothing drawn since the
     * contest began, so that no rule waits for itself; the order of declaration is another one.
     */
    List<Rule> rules(String track) {
        List<Rule> rules = new ArrayList<>();
        List<String> usable = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        String contest = null;
        for (int i = draw.between(1, 8); i > 0; i--) {
            if (draw.percent(contest == null ? 25 : 40)) {
                usable.addAll(pending);
                pending.clear();
                contest = contest == null ? "contest" + i : null;
            }
            String name = track + "-rule" + i;
            rules.add(rule(name, usable, contest));
            (contest == null ? usable : pending).add(name);
        }
        Collections.shuffle(rules, draw.random);
        return rules;
    }

    private Rule rule(String name, List<String> usable, String contest) {
        return new Rule(
                name,
                spec(usable),
                draw.orNull(75, () -> 1 + constant(2000)),
                draw.percent(75) ? List.of() : conditions(1, 2, usable),
                contest,
                draw.percent(25) ? yearOrPeriod() : Window.PERIOD);
    }

    private RuleSpec spec(List<String> usable) {
        String kind = draw.of("rate", "bands", "retro", "milestone", "bonus", "bonus");
        Map<String, Argument> arguments = new LinkedHashMap<>();
        boolean base = !usable.isEmpty() && draw.percent(50);
        if (!kind.equals("bonus")) {
            arguments.put("by", new Argument.MeasureName(draw.of(measures)));
        }
        switch (kind) {
            case "rate" -> rate(arguments);
            case "milestone" -> milestone(arguments);
            case "bonus" -> bonus(arguments, base, usable);
            default -> arguments.put("steps", new Argument.Steps(steps(base, true)));
        }
        if (base && !kind.equals("rate") && !kind.equals("milestone")) {
            List<String> named = draw.some(usable, 3);
            arguments.put("base", new Argument.RuleNames(named.isEmpty() ? List.of(usable.get(0)) : named));
        }
        return new RuleSpec(kind, arguments);
    }

    private void rate(Map<String, Argument> arguments) {
        arguments.put(
                "points",
                draw.percent(10) ? new Argument.AttributeName(draw.of("grade", "region")) : number(rateUnits()));
        if (draw.percent(40)) {
            arguments.put("per", number(draw.of(1L, 30_000L, 70_000L, 1_000_000L)));
        }
        long least = constant(300);
        if (draw.percent(30)) {
            arguments.put("above", draw.percent(25) ? new Argument.MeasureName(draw.of(numbers)) : number(least));
        }
        if (draw.percent(30)) {
            Argument upTo = number(Math.min(Fixed.MAX_CONSTANT, least + 1 + draw.units(1500)));
            arguments.put("up-to", draw.percent(25) ? new Argument.MeasureName(draw.of(numbers)) : upTo);
        }
    }

    private void milestone(Map<String, Argument> arguments) {
        if (draw.percent(50)) {
            arguments.put("steps", new Argument.Steps(steps(false, false)));
            return;
        }
        arguments.put("every", number(draw.of(1L, 10_000L, 333_333L, 1_000_000L)));
        arguments.put("points", number(constant(50)));
        if (draw.percent(50)) {
            arguments.put("times-at-most", number(draw.between(1, 4) * Fixed.ONE));
        }
    }

    private void bonus(Map<String, Argument> arguments, boolean base, List<String> usable) {
        List<Condition> when = conditions(1, 2, usable);
        if (!base && !FactReads.any(when, name -> !measures.contains(name))) {
            // a tier, a status or a given number alone says nothing of what was done
            when.add(new Compared(null, draw.of(measures), null, true, constant(800), null));
        }
        arguments.put("when", new Argument.Conditions(when));
        arguments.put(base ? "times" : "points", number(base ? draw.units(3) : constant(500)));
    }

    private List<Step> steps(boolean times, boolean fromZero) {
        TreeSet<Long> ats = new TreeSet<>();
        for (int i = draw.between(1, 4); i > 0; i--) {
            ats.add(fromZero && draw.percent(25) ? 0 : 1 + constant(1500));
        }
        return ats.stream()
                .map(at -> new Step(at, times, times ? draw.units(3) : rateUnits()))
                .toList();
    }

    /**
     * Conditions that must all hold.
     *
     * @param rules whose points may be asked for
     */
    List<Condition> conditions(int least, int most, List<String> rules) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = draw.between(least, most); i > 0; i--) {
            conditions.add(condition(rules, 2));
        }
        return conditions;
    }

    private Condition condition(List<String> rules, int depth) {
        if (depth > 0 && draw.percent(20)) {
            return compound(rules, depth - 1);
        }
        if (askTiers && draw.percent(25)) {
            return new HoldsTier(null, "tier" + draw.between(0, 1), null);
        }
        if (draw.percent(12)) {
            return ofCircumstances();
        }
        Window window = draw.percent(70) ? null : window();
        if (!rules.isEmpty() && draw.percent(15)) {
            return new PointsOf(null, draw.of(rules), constant(100), window);
        }
        String over = draw.percent(35) ? draw.of(numbers) : null;
        long bound = over == null ? constant(800) : draw.of(0L, 500L, 2_000L, 5_000L, 10_000L, 15_000L);
        return new Compared(null, draw.of(numbers), over, draw.percent(70), bound, window);
    }

    private Condition ofCircumstances() {
        if (!above.isEmpty() && draw.percent(60)) {
            String kind = draw.of(List.copyOf(above.keySet()));
            return new HoldsTier(null, "tier" + draw.between(0, above.get(kind) - 1), kind);
        }
        return new HasStatus(
                null,
                draw.of(World.STATUSES),
                draw.of(World.VALUES),
                draw.percent(50) ? null : draw.of("distributor", "location"));
    }

    private Condition compound(List<String> rules, int depth) {
        if (draw.percent(30)) {
            return new Not(null, condition(rules, depth));
        }
        List<Condition> of = new ArrayList<>();
        for (int i = draw.between(1, 3); i > 0; i--) {
            of.add(condition(rules, depth));
        }
        return new Some(null, draw.between(1, of.size()), of);
    }

    TrackCap trackCap() {
        return new TrackCap(1 + constant(3000), yearOrPeriod());
    }

    private Window yearOrPeriod() {
        return backward && draw.percent(60) ? Window.YEAR : Window.PERIOD;
    }

    Window window() {
        if (!backward) {
            return Window.PERIOD;
        }
        return draw.percent(40) ? Window.YEAR : draw.percent(20) ? Window.PERIOD : Window.last(draw.between(1, 4));
    }

    private static Argument number(long units) {
        return new Argument.Number(units);
    }

    private long rateUnits() {
        return extreme && draw.percent(60) ? constant(10) : draw.of(1L, 90L, 3_333L, 10_000L, 15_000L, 250_000L);
    }

    private long constant(int most) {
        return draw.units(most, Fixed.MAX_CONSTANT - 10, extreme && draw.percent(50));
    }
}
