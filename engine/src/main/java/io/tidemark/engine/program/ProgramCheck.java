package io.tidemark.engine.program;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.RuleSpec.Argument;
import io.tidemark.engine.rule.RuleKind;
import io.tidemark.engine.rule.RuleKinds;
import io.tidemark.engine.rule.TrackRules;
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
        program.groups().forEach(group -> tests(group.tests()));
        program.kinds().forEach(kind -> require(kind.name() != null, "a kind has no name"));
        program.measures().forEach(this::measure);
        program.tracks().forEach(this::track);
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

    private void measure(Program.Measure measure) {
        require(measure.name() != null, "a measure has no name");
        require(measure.field() != null || measure.aggregate() == Program.Aggregate.COUNT, "a sum has no field");
        String group = measure.group();
        boolean grouped = program.groups().stream().anyMatch(known -> group != null && group.equals(known.name()));
        require(group == null || grouped, "a measure is of no group");
        tests(measure.where());
        require(measures.put(measure.name(), measures.size()) == null, "two measures have one name");
    }

    private void measured(String name) {
        require(measures.containsKey(name), "it refers to no measure");
    }

    private void conditions(List<Program.Condition> conditions) {
        for (Program.Condition condition : conditions) {
            measured(condition.measure());
            if (condition.isRatio()) {
                measured(condition.over());
            }
            constant(condition.bound());
        }
    }

    private static void constant(long units) {
        require(units <= Fixed.MAX_CONSTANT && units >= -Fixed.MAX_CONSTANT, "a number is out of range");
    }

    private void track(Program.Track track) {
        require(track.name() != null && track.kind() != null && track.creditRole() != null, "a track credits nobody");
        tests(track.where());
        Set<String> names = track.rules().stream().map(Program.Rule::name).collect(Collectors.toSet());
        require(names.size() == track.rules().size(), "two rules have one name");
        track.rules().forEach(rule -> rule(rule, names));
        for (Program.Tier tier : track.ladder()) {
            require(tier.name() != null, "a tier has no name");
            conditions(tier.when());
        }
        new TrackRules(track.rules(), measures::get);
    }

    private void rule(Program.Rule rule, Set<String> names) {
        RuleSpec spec = rule.spec();
        RuleKind kind = spec.kind() == null ? null : RuleKinds.named(spec.kind());
        require(rule.name() != null && kind != null, "a rule is of no kind");
        conditions(rule.needs());
        constant(rule.cap() == null ? 0 : rule.cap());
        for (RuleKind.Parameter parameter : kind.parameters()) {
            require(spec.has(parameter.key()) || !parameter.required(), "a rule lacks " + parameter.key());
            if (spec.has(parameter.key())) {
                argument(parameter, spec.arguments().get(parameter.key()), names);
            }
        }
        require(kind.problems(spec).isEmpty(), "a rule makes no sense");
    }

    private void argument(RuleKind.Parameter parameter, Argument argument, Set<String> names) {
        boolean typed = switch (parameter.type()) {
            case NUMBER -> argument instanceof Argument.Number;
            case MEASURE -> argument instanceof Argument.MeasureName;
            case RULES -> argument instanceof Argument.RuleNames;
            case STEPS -> argument instanceof Argument.Steps;
            case CONDITIONS -> argument instanceof Argument.Conditions;
        };
        require(typed, "an argument is of another type");
        if (argument instanceof Argument.Number number) {
            constant(number.value());
        } else if (argument instanceof Argument.MeasureName measure) {
            measured(measure.name());
        } else if (argument instanceof Argument.RuleNames rules) {
            require(names.containsAll(rules.names()), "a base is no rule of the track");
        } else if (argument instanceof Argument.Steps steps) {
            steps(steps.steps());
        } else if (argument instanceof Argument.Conditions conditions) {
            conditions(conditions.conditions());
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
        prizes(board.prizes());
    }
}
