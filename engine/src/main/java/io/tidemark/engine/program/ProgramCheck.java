package io.tidemark.engine.program;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.program.RuleSpec.Argument;
import io.tidemark.engine.rule.RuleKind;
import io.tidemark.engine.rule.RuleKinds;
import io.tidemark.engine.rule.TrackRules;
import io.tidemark.engine.tier.Ladder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must hold of a model so that it can run at all: every name it refers to exists and every number is in range.
 * The language's checker says far more, and to people; this one keeps a damaged publish out of the core.
 */
public final class ProgramCheck {
    /** Periods of a window at most. */
    public static final int MAX_LAST = 60;
    /** Further periods that a tier is kept at most. */
    public static final int MAX_KEEP = 60;

    private final Program program;
    private final Map<String, Integer> measures = new HashMap<>();

    private ProgramCheck(Program program) {
        this.program = program;
    }

    /** @throws IllegalArgumentException where the program cannot run */
    public static void check(Program program) {
        new ProgramCheck(program).run();
    }

    private void run() {
        require(program.id() != null && !program.id().isEmpty() && program.currency() != null, "it has no id");
        int month = program.periods().fiscalStartMonth();
        require(month >= 1 && month <= 12, "its fiscal year begins in month " + month);
        require(program.periods().graceDays() >= 0, "its grace is below 0 days");
        periods(program.periods());
        require(program.budget() == null || program.budget().points() >= 0, "its budget is below 0");
        claims(program.claims());
        program.groups().forEach(group -> tests(group.tests()));
        program.kinds().forEach(kind -> require(kind.name() != null, "a kind has no name"));
        program.measures().forEach(this::measure);
        program.tracks().forEach(this::track);
        require(!new TrackOrder(program).isCircular(), "tracks ask each other for tiers");
        program.boards().forEach(this::board);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("the program cannot run: " + otherwise);
        }
    }

    private static void periods(Program.Periods periods) {
        require(periods.areListed() != periods.listed().isEmpty(), "its periods are not listed");
        int free = Integer.MIN_VALUE;
        for (Program.Period period : periods.listed()) {
            require(period.id() != null && period.from() >= free && period.until() > period.from(), "periods overlap");
            free = period.until();
        }
        int last = Integer.MIN_VALUE;
        for (Program.DayStart start : periods.dayStarts()) {
            require(
                    start.from() >= last && Math.abs((long) start.utcMs()) < 2 * 86_400_000L,
                    "its days are out of order");
            last = start.from();
        }
    }

    private static void claims(Program.Claims claims) {
        if (claims == null) {
            return;
        }
        boolean matched = claims.auto() != null && claims.auto().matched();
        require(!matched || !claims.match().isEmpty(), "claims match nothing");
        require(claims.auto() == null || !claims.approve().isEmpty(), "nobody approves claims");
        long steps = claims.approve().stream().distinct().count();
        require(steps == claims.approve().size() && steps <= 16, "steps of approval are alike, or too many");
    }

    private static void prizes(List<Program.Prize> prizes) {
        int free = 1;
        for (Program.Prize prize : prizes) {
            require(prize.at() >= free && prize.to() >= prize.at() && prize.to() < 1_000_000, "places overlap");
            require(prize.points() >= 0 && prize.points() <= Fixed.MAX_CONSTANT, "a prize is out of range");
            free = prize.to() + 1;
        }
    }

    private static void tests(List<Program.FieldTest> tests) {
        tests.forEach(test -> require(test.field() != null, "a test has no field"));
    }

    /** What is sold is no report of what there is. */
    private static boolean isOfReports(Program.Measure measure) {
        boolean sold = List.of("sale", "return", Program.Claims.KIND).contains(String.valueOf(measure.kind()));
        return measure.kind() != null && !sold && "quantity".equals(measure.field());
    }

    private void measure(Program.Measure measure) {
        require(measure.name() != null, "a measure has no name");
        require(measure.field() != null || measure.aggregate() == Program.Aggregate.COUNT, "a sum has no field");
        require(!measure.isLast() || isOfReports(measure), "a last is of no reports");
        require(!measure.isGiven() || measure.kind() == null && measure.group() == null, "a given number is of facts");
        boolean yearsAlike = program.periods().every() != Program.Every.LISTED;
        require(yearsAlike || measure.shift() != Program.Shift.LAST_YEAR, "a measure is of a listed year ago");
        String group = measure.group();
        boolean grouped = program.groups().stream().anyMatch(known -> group != null && group.equals(known.name()));
        require(group == null || grouped, "a measure is of no group");
        tests(measure.where());
        require(measures.put(measure.name(), measures.size()) == null, "two measures have one name");
    }

    private void measured(String name) {
        require(measures.containsKey(name), "it refers to no measure");
    }

    /** @param rules names of the track's rules */
    private void conditions(List<Program.Condition> conditions, Set<String> rules) {
        conditions.forEach(one -> one.visit(condition -> condition(condition, rules)));
    }

    private void condition(Program.Condition condition, Set<String> rules) {
        if (condition instanceof Program.Compared compared) {
            measured(compared.measure());
            if (compared.isRatio()) {
                measured(compared.over());
            }
            constant(compared.bound());
            window(compared.window());
        } else if (condition instanceof Program.PointsOf points) {
            require(
                    points.rule() != null && (points.isTotal() || rules.contains(points.rule())),
                    "points are of no rule");
            constant(points.bound());
            window(points.window());
        } else if (condition instanceof Program.Some some) {
            require(some.least() > 0 && some.least() <= some.of().size(), "a condition asks for more than there is");
        } else if (condition instanceof Program.HasStatus status) {
            boolean asks = status.status() != null
                    && status.is() != null
                    && !status.is().isEmpty();
            require(asks && !status.status().isEmpty(), "a condition asks for no status");
        } else if (condition instanceof Program.HoldsTier tier && tier.whose() != null) {
            require(TrackReferences.ofTier(program, tier.whose(), tier.tier()) >= 0, "nobody asked has a tier");
        }
    }

    private static void window(Program.Window window) {
        require(
                window == null || window.periods() >= 1 && window.periods() <= MAX_LAST,
                "a window has too many periods");
    }

    private static void cap(Program.TrackCap cap) {
        if (cap != null) {
            constant(cap.points());
            perYear(cap.window());
        }
    }

    /** Values over a window are counted in each period of it, which ends them with the year. */
    private static void perYear(Program.Window window) {
        require(window != null && window.span() != Program.Span.LAST, "a value is over the last periods");
    }

    private static void constant(long units) {
        require(units <= Fixed.MAX_CONSTANT && units >= -Fixed.MAX_CONSTANT, "a number is out of range");
    }

    private void track(Program.Track track) {
        require(track.name() != null && track.kind() != null && !track.credit().isEmpty(), "a track credits nobody");
        for (Program.Share share : track.credit()) {
            boolean whole = share.share() > 0 && share.share() <= Fixed.ONE;
            require(share.role() != null && whole, "a track credits nobody, or with no share of 1");
        }
        tests(track.where());
        Set<String> names = track.rules().stream().map(Program.Rule::name).collect(Collectors.toSet());
        require(names.size() == track.rules().size(), "two rules have one name");
        track.rules().forEach(rule -> rule(rule, names));
        for (Program.Tier tier : track.ladder()) {
            require(tier.name() != null, "a tier has no name");
            conditions(tier.when(), names);
        }
        cap(track.cap());
        require(track.terms().window() != null, "a ladder looks at nothing");
        window(track.terms().window());
        require(track.terms().keep() <= MAX_KEEP, "a tier is kept too long");
        Inputs inputs = Inputs.of(program);
        TrackRules rules = new TrackRules(track, inputs);
        boolean[] ofPoints = new boolean[1];
        track.ladder()
                .forEach(tier -> tier.when()
                        .forEach(one -> one.visit(condition -> {
                            boolean own = condition instanceof Program.HoldsTier asked && asked.whose() == null;
                            require(!own, "a ladder asks for its own tiers");
                            ofPoints[0] |= condition instanceof Program.PointsOf;
                        })));
        // a ladder that reads points comes after the rules
        boolean asked = rules.use(new Ladder(track, inputs), inputs);
        require(!asked || !ofPoints[0], "a rule asks for a tier that hangs on points");
    }

    private void rule(Program.Rule rule, Set<String> names) {
        RuleSpec spec = rule.spec();
        RuleKind kind = spec.kind() == null ? null : RuleKinds.named(spec.kind());
        require(rule.name() != null && kind != null, "a rule is of no kind");
        conditions(rule.needs(), names);
        perYear(rule.window());
        constant(rule.cap() == null ? 0 : rule.cap());
        for (RuleKind.Parameter parameter : kind.parameters()) {
            require(spec.has(parameter.key()) || !parameter.required(), "a rule lacks " + parameter.key());
            if (spec.has(parameter.key())) {
                argument(parameter, spec.arguments().get(parameter.key()), names);
            }
        }
        require(kind.problems(spec).isEmpty(), "a rule makes no sense");
        require(!spec.has("points") || readsFacts(spec), "a rule pays for what nobody did");
    }

    /** Whether a bonus asks for anything that is made of facts; other rules have a measure. */
    private boolean readsFacts(RuleSpec spec) {
        return !spec.has("when") || FactReads.any(spec.conditions("when"), this::isGiven);
    }

    private boolean isGiven(String measure) {
        Integer position = measures.get(measure);
        return position != null && program.measures().get(position).isGiven();
    }

    private void argument(RuleKind.Parameter parameter, Argument argument, Set<String> names) {
        boolean typed = switch (parameter.type()) {
            case NUMBER -> argument instanceof Argument.Number;
            case MEASURE -> argument instanceof Argument.MeasureName;
            case NUMBER_OR_MEASURE -> argument instanceof Argument.Number || argument instanceof Argument.MeasureName;
            case NUMBER_OR_ATTRIBUTE ->
                argument instanceof Argument.Number || argument instanceof Argument.AttributeName;
            case RULES -> argument instanceof Argument.RuleNames;
            case STEPS -> argument instanceof Argument.Steps;
            case CONDITIONS -> argument instanceof Argument.Conditions;
        };
        require(typed, "an argument is of another type");
        if (argument instanceof Argument.Number number) {
            constant(number.value());
        } else if (argument instanceof Argument.MeasureName measure) {
            measured(measure.name());
            boolean ofFacts = parameter.type() != RuleKind.Type.MEASURE || !isGiven(measure.name());
            require(ofFacts, "a rule pays by a number that is given");
        } else if (argument instanceof Argument.AttributeName attribute) {
            require(attribute.name() != null, "an attribute has no name");
        } else if (argument instanceof Argument.RuleNames rules) {
            require(names.containsAll(rules.names()), "a base is no rule of the track");
        } else if (argument instanceof Argument.Steps steps) {
            steps(steps.steps());
        } else if (argument instanceof Argument.Conditions conditions) {
            conditions(conditions.conditions(), names);
        }
    }

    private static void steps(List<RuleSpec.Step> steps) {
        require(!steps.isEmpty(), "a rule has no steps");
        for (RuleSpec.Step step : steps) {
            constant(step.at());
            constant(step.value());
        }
    }

    private void board(Program.Board board) {
        boolean tracked =
                program.tracks().stream().anyMatch(track -> track.name().equals(board.track()));
        require(board.name() != null && tracked, "a board is of no track");
        if (!board.rank().isPoints()) {
            measured(board.rank().measure());
        }
        if (board.rank().isRatio()) {
            measured(board.rank().over());
        }
        board.ties().forEach(this::measured);
        require(board.window() != null, "a board compares no period");
        window(board.window());
        prizes(board.prizes());
    }
}
