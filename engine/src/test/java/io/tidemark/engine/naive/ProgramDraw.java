package io.tidemark.engine.naive;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Aggregate;
import io.tidemark.engine.program.Program.Board;
import io.tidemark.engine.program.Program.DateRange;
import io.tidemark.engine.program.Program.Every;
import io.tidemark.engine.program.Program.FieldTest;
import io.tidemark.engine.program.Program.Group;
import io.tidemark.engine.program.Program.Kind;
import io.tidemark.engine.program.Program.LadderTerms;
import io.tidemark.engine.program.Program.Measure;
import io.tidemark.engine.program.Program.Periods;
import io.tidemark.engine.program.Program.PointsOf;
import io.tidemark.engine.program.Program.Rank;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.Program.Share;
import io.tidemark.engine.program.Program.Shift;
import io.tidemark.engine.program.Program.Tier;
import io.tidemark.engine.program.Program.Track;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Programs that the checker would pass. */
final class ProgramDraw {
    private final Draw draw;
    private final boolean extreme;
    /** Whether the program looks at other periods than the one in question. */
    private final boolean backward;

    /** Whether every year has as many periods. */
    private boolean yearsAlike;

    /** Whether claims are scored. */
    private boolean claimed;

    private final List<String> groups = new ArrayList<>();
    private final List<String> measures = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    /** Kinds of the tracks so far that have a ladder, and how many tiers it has. */
    private final Map<String, Integer> ladders = new LinkedHashMap<>();

    ProgramDraw(Draw draw, boolean extreme) {
        this.draw = draw;
        this.extreme = extreme;
        this.backward = draw.percent(50);
    }

    Program program(String id) {
        kinds.add(World.TRAINING);
        if (draw.percent(80)) {
            kinds.add(World.INSTALL);
        }
        Program.Claims claims = draw.percent(extreme ? 20 : 40) ? claims() : null;
        claimed = claims != null;
        List<Group> declaredGroups = declaredGroups();
        Periods periods = periods();
        yearsAlike = !periods.areListed();
        List<Measure> declaredMeasures = declaredMeasures();
        List<Track> tracks = tracks();
        return new Program(
                        id,
                        "Program " + id,
                        "UTC",
                        draw.percent(85) ? "USD" : "EUR",
                        draw.percent(60) ? DateRange.ALWAYS : range(),
                        periods,
                        new Program.Points("points", 0, Program.Rounding.HALF_UP, null, 0),
                        draw.percent(25),
                        draw.percent(25),
                        new Program.Returns(draw.percent(40), draw.percent(60) ? -1 : draw.between(0, 120)),
                        declaredGroups,
                        kinds.stream()
                                .map(kind -> new Kind(kind, draw.percent(50), oncePer()))
                                .toList(),
                        declaredMeasures,
                        tracks,
                        boards(tracks),
                        "")
                .withClaims(claims);
    }

    private Program.Claims claims() {
        List<String> match = draw.of(
                List.of(), List.of("invoice"), List.of("invoice", "sku"), List.of("sku", "serial"), List.of("rep"));
        List<String> approve = draw.some(World.STEPS, 2);
        boolean auto = !approve.isEmpty() && draw.percent(50);
        return new Program.Claims(
                draw.percent(60) ? -1 : draw.between(10, 300),
                draw.percent(60) ? List.of() : draw.some(List.of("invoice", "sku", "location", "serial"), 2),
                match,
                approve,
                auto
                        ? new Program.AutoApprove(
                                !match.isEmpty() && draw.percent(60), draw.orNull(50, () -> draw.units(600)))
                        : null);
    }

    private List<String> oncePer() {
        return draw.of(
                List.of(),
                List.of("participant", "course"),
                List.of("course"),
                List.of("serial"),
                List.of("contractor", "sku"),
                List.of("participant"));
    }

    private Periods periods() {
        Every every = draw.of(Every.MONTH, Every.QUARTER, Every.YEAR, Every.LISTED);
        if (every != Every.LISTED) {
            return new Periods(every, draw.percent(50) ? 1 : draw.between(1, 12), 0, false, true);
        }
        List<Program.Period> listed = new ArrayList<>();
        int from = World.FIRST_DAY + draw.between(-20, 60);
        for (int k = draw.between(1, 9); k > 0; k--) {
            int until = from + draw.between(1, 150);
            listed.add(new Program.Period("p" + k, from, until));
            from = until + (draw.percent(70) ? 0 : draw.between(1, 30));
        }
        return new Periods(every, 1, 0, false, true, listed, List.of());
    }

    private DateRange range() {
        int from = draw.percent(20) ? Integer.MIN_VALUE : World.FIRST_DAY + draw.between(0, 200);
        int until = draw.percent(20) ? Integer.MAX_VALUE : World.LAST_DAY - draw.between(0, 150);
        return new DateRange(from, until);
    }

    private List<Group> declaredGroups() {
        List<Group> declared = new ArrayList<>();
        for (int i = draw.between(0, 3); i > 0; i--) {
            List<FieldTest> tests = new ArrayList<>();
            tests.add(productTest());
            if (draw.percent(30)) {
                tests.add(productTest());
            }
            groups.add("g" + i);
            declared.add(new Group("g" + i, tests));
        }
        return declared;
    }

    private FieldTest productTest() {
        return switch (draw.between(1, 5)) {
            case 1 -> equal("sku", World.SKUS);
            case 2 -> equal("brand", World.BRANDS);
            case 3 -> bound("margin", "0.25", "0.3");
            default -> equal("category", World.CATEGORIES);
        };
    }

    private FieldTest equal(String field, List<String> choices) {
        List<String> values = draw.some(choices, 2);
        return new FieldTest(field, values.isEmpty() ? List.of(choices.get(0)) : values, draw.percent(25), null, null);
    }

    private FieldTest bound(String field, String low, String high) {
        boolean both = draw.percent(20);
        boolean atLeast = draw.percent(50);
        return new FieldTest(
                field,
                List.of(),
                false,
                both || atLeast ? Words.number(low) : null,
                both || !atLeast ? Words.number(high) : null);
    }

    private List<Measure> declaredMeasures() {
        List<Measure> declared = new ArrayList<>();
        for (int i = draw.between(1, 8); i > 0; i--) {
            measures.add("m" + i);
            declared.add(measure("m" + i));
        }
        for (int i = draw.percent(50) ? draw.between(1, 2) : 0; i > 0; i--) {
            given.add("n" + i);
            declared.add(draw.between(0, declared.size()), given("n" + i));
        }
        return declared;
    }

    private Measure distinct(String name) {
        return new Measure(
                name,
                Aggregate.DISTINCT,
                draw.of("sku", "sku", "course", "invoice", "distributor"),
                draw.percent(30) ? draw.of(Activity.SALE, Activity.RETURN, draw.of(kinds)) : null,
                groups.isEmpty() || draw.percent(60) ? null : draw.of(groups),
                where(),
                draw.percent(80) ? DateRange.ALWAYS : range(),
                shift());
    }

    private Measure last(String name) {
        return new Measure(
                name,
                Aggregate.LAST,
                "quantity",
                draw.percent(75) ? Kind.INVENTORY : draw.of(kinds),
                groups.isEmpty() || draw.percent(60) ? null : draw.of(groups),
                where(),
                draw.percent(80) ? DateRange.ALWAYS : range(),
                shift());
    }

    private Measure given(String name) {
        return new Measure(
                name, Aggregate.GIVEN, draw.of(World.NUMBERS), null, null, List.of(), DateRange.ALWAYS, shift());
    }

    private Shift shift() {
        return backward && draw.percent(15)
                ? draw.of(Shift.PREVIOUS, yearsAlike ? Shift.LAST_YEAR : Shift.PREVIOUS)
                : Shift.NONE;
    }

    /** Measures and given numbers. */
    private List<String> numbers() {
        List<String> all = new ArrayList<>(measures);
        all.addAll(given);
        return all;
    }

    private Measure measure(String name) {
        if (draw.percent(extreme ? 3 : 12)) {
            return distinct(name);
        }
        if (draw.percent(extreme ? 3 : 12)) {
            return last(name);
        }
        boolean count = draw.percent(20);
        String kind = draw.percent(50) ? draw.of(Activity.SALE, Activity.RETURN) : draw.of(kinds);
        kind = claimed && draw.percent(30) ? Program.Claims.KIND : kind;
        return new Measure(
                name,
                count ? Aggregate.COUNT : Aggregate.SUM,
                count ? null : draw.of("amount", "amount", "quantity", "cost", "weight"),
                count || draw.percent(25) ? kind : null,
                groups.isEmpty() || draw.percent(60) ? null : draw.of(groups),
                where(),
                draw.percent(80) ? DateRange.ALWAYS : range(),
                shift());
    }

    private List<FieldTest> where() {
        if (draw.percent(75)) {
            return List.of();
        }
        return List.of(draw.percent(60) ? equal("territory", World.TERRITORIES) : bound("cost", "50", "250.5"));
    }

    private List<Track> tracks() {
        List<String> roles = draw.some(World.ROLES, World.ROLES.size());
        List<Track> tracks = new ArrayList<>();
        for (String role : roles.isEmpty() ? List.of("rep") : roles) {
            String name = role + "s";
            RuleDraw draws = new RuleDraw(draw, extreme, measures, given, backward);
            draws.askAbove(above(role));
            boolean askTiers = draw.percent(25);
            draws.askTiers(askTiers);
            List<Rule> rules = draws.rules(name);
            draws.askTiers(false);
            List<Tier> ladder = ladder(draws, rules, askTiers);
            tracks.add(new Track(
                    name,
                    ParticipantRow.kindOfRole(role),
                    draw.percent(85) ? List.of() : List.of(participantTest()),
                    credit(role),
                    rules,
                    ladder,
                    terms(draws),
                    draw.percent(85) ? null : draws.trackCap()));
            ladders.put(role, ladder.size());
        }
        Collections.shuffle(tracks, draw.random);
        return tracks;
    }

    /** Ladders of ancestors drawn so far: nobody asks who asks him. */
    private Map<String, Integer> above(String role) {
        Map<String, Integer> above = new LinkedHashMap<>();
        ladders.forEach((kind, tiers) -> {
            if (World.LEVELS.get(role).contains(kind) && tiers > 0) {
                above.put(kind, tiers);
            }
        });
        return above;
    }

    private List<Share> credit(String role) {
        List<Share> credit = new ArrayList<>(List.of(new Share(role, share())));
        if (role.equals("rep") && draw.percent(40)) {
            credit.add(draw.between(0, 1), new Share(World.SECOND_REP, share()));
        }
        return credit;
    }

    private long share() {
        return draw.percent(extreme ? 90 : 70)
                ? Fixed.ONE
                : draw.of(1L, 2_500L, 3_333L, 9_999L, draw.between(1, 10_000) * 1L);
    }

    private FieldTest participantTest() {
        return draw.percent(60) ? equal("region", World.REGIONS) : bound("grade", "2", "8");
    }

    private LadderTerms terms(RuleDraw draws) {
        return backward && draw.percent(50)
                ? new LadderTerms(draws.window(), draw.between(0, 2), draw.percent(40))
                : LadderTerms.PLAIN;
    }

    private List<Tier> ladder(RuleDraw draws, List<Rule> rules, boolean asked) {
        List<String> counted = new ArrayList<>(rules.stream().map(Rule::name).toList());
        counted.add(PointsOf.TOTAL);
        if (asked) {
            counted.clear();
        }
        List<Tier> ladder = new ArrayList<>();
        int tiers = asked ? draw.between(2, 4) : draw.percent(15) ? 0 : draw.between(1, 4);
        for (int i = 0; i < tiers; i++) {
            ladder.add(new Tier("tier" + i, i == 0 ? List.of() : draws.conditions(1, 2, counted)));
        }
        return ladder;
    }

    private List<Board> boards(List<Track> tracks) {
        List<Board> boards = new ArrayList<>();
        for (int i = draw.between(1, 4); i > 0; i--) {
            boards.add(board("b" + i, draw.of(tracks)));
        }
        return boards;
    }

    private Board board(String name, Track track) {
        String level = draw.percent(65)
                ? null
                : draw.of(World.LEVELS.get(track.kind().equals("distributor-rep") ? "rep" : track.kind()));
        // an ancestor holds no tier
        String segment = level != null || draw.percent(50) ? "region" : "tier";
        return new Board(
                name,
                track.name(),
                rank(),
                draw.some(numbers(), 2),
                level,
                draw.percent(60) ? null : segment,
                draw.orNull(75, () -> draw.units(500)),
                backward && draw.percent(30)
                        ? new RuleDraw(draw, extreme, measures, given, true).window()
                        : Program.Window.PERIOD);
    }

    private Rank rank() {
        if (draw.percent(50)) {
            return Rank.POINTS;
        }
        return new Rank(draw.of(numbers()), draw.percent(60) ? null : draw.of(numbers()));
    }
}
