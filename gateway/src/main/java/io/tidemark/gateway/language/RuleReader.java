package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.FactReads;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.Program.Window;
import io.tidemark.engine.program.RuleSpec;
import io.tidemark.engine.program.RuleSpec.Argument;
import io.tidemark.engine.rule.RuleKind;
import io.tidemark.engine.rule.RuleKind.Parameter;
import io.tidemark.engine.rule.RuleKinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules of a track. Which kinds there are, and which keys each takes, {@link RuleKinds} alone says. */
final class RuleReader {
    private final Names names;
    private final ConditionReader conditions;
    private final ArgumentReader arguments;
    private final Problems problems;

    RuleReader(Names names, ConditionReader conditions, Problems problems) {
        this.names = names;
        this.conditions = conditions;
        this.arguments = new ArgumentReader(names, conditions, problems);
        this.problems = problems;
    }

    List<Rule> rules(MappingReader section, String track) {
        List<Rule> rules = Sections.read(section, "rule", ProgramLimits.RULES, (name, reader) -> {
            refusePoints(section, name);
            return rule(name, reader, track);
        });
        if (section != null) {
            RuleCycles.refuse(rules, section, problems);
            warnOfLonelyContests(rules, section);
        }
        return rules;
    }

    private void refusePoints(MappingReader section, String name) {
        if (name.equals(Names.POINTS)) {
            problems.error(
                    section.position(name),
                    "a rule cannot be called points",
                    "points is the word for the sum of the rules; choose another name");
        }
    }

    private Rule rule(String name, MappingReader reader, String track) {
        RuleSpec spec = spec(reader, track);
        Long cap = reader.number("cap");
        if (cap != null && cap < 0) {
            problems.error(reader.node("cap"), "cap is below 0: " + Fixed.format(cap), "give 0 or more");
        }
        SourceNode needs = reader.node("needs");
        List<Condition> needed = needs == null ? List.of() : conditions.all(needs, "needs", track, true);
        String bestOf = reader.id("best-of");
        Window window = WindowReader.ofPoints(reader);
        return spec == null ? null : new Rule(name, spec, cap, needed, bestOf, window);
    }

    private RuleSpec spec(MappingReader reader, String track) {
        List<RuleKind> written =
                RuleKinds.ALL.stream().filter(kind -> reader.has(kind.name())).toList();
        if (written.size() == 1) {
            return spec(reader, written.get(0), track);
        }
        String all = RuleKinds.ALL.stream().map(RuleKind::name).collect(Collectors.joining(", "));
        if (written.isEmpty()) {
            problems.error(reader.position(), reader.what() + " does not say how it pays", "add one of " + all);
        } else {
            problems.error(
                    reader.position(written.get(1).name()),
                    reader.what() + " is "
                            + written.stream().map(RuleKind::name).collect(Collectors.joining(" and ")),
                    "keep one of them; make a rule of its own of the other");
        }
        return null;
    }

    private RuleSpec spec(MappingReader rule, RuleKind kind, String track) {
        MappingReader reader = MappingReader.of(kind.name() + " of " + rule.what(), rule.node(kind.name()), problems);
        if (reader == null) {
            return null;
        }
        int before = problems.errorCount();
        Map<String, Argument> read = new LinkedHashMap<>();
        for (Parameter parameter : kind.parameters()) {
            if (parameter.required()) {
                reader.required(parameter.key(), example(parameter));
            }
            if (reader.has(parameter.key())) {
                Argument argument = argument(reader, parameter, track);
                if (argument != null) {
                    read.put(parameter.key(), argument);
                }
            }
        }
        reader.unknownKeys();
        RuleSpec spec = new RuleSpec(kind.name(), read);
        if (problems.errorCount() == before) {
            kind.problems(spec).forEach(problem -> say(reader, problem));
            refuseGiven(kind, spec, reader);
        }
        return spec;
    }

    /** Nobody is paid for a number that a file gives, or for a status: a rule is zero where nothing was done. */
    private void refuseGiven(RuleKind kind, RuleSpec spec, MappingReader reader) {
        if (names.isGiven(spec.measure("by"))) {
            problems.error(
                    reader.node("by"),
                    spec.measure("by") + " is given, so the rule would pay whoever did nothing",
                    "pay by what was done; a given number may stand under above, up-to or in a condition");
        }
        boolean states =
                spec.has("when") && spec.has("points") && kind.problems(spec).isEmpty();
        if (states && !FactReads.any(spec.conditions("when"), names::isGiven)) {
            problems.error(
                    reader.position("when"),
                    "the bonus would pay whoever did nothing",
                    "add a condition on a measure of facts or on points");
        }
    }

    private Argument argument(MappingReader reader, Parameter parameter, String track) {
        String key = parameter.key();
        if (reader.node(key) instanceof SourceNode.Refused) {
            return null;
        }
        return switch (parameter.type()) {
            case NUMBER -> arguments.number(reader, key);
            case MEASURE -> arguments.measure(reader, key);
            case NUMBER_OR_MEASURE -> arguments.numberOrMeasure(reader, key);
            case NUMBER_OR_ATTRIBUTE -> arguments.numberOrAttribute(reader, key);
            case RULES -> arguments.rules(reader, key, track);
            case STEPS -> arguments.steps(reader, key);
            case CONDITIONS -> arguments.conditions(reader, key, track);
        };
    }

    private String example(Parameter parameter) {
        String measure = names.measures().stream().findFirst().orElse("volume");
        return parameter.key() + ": "
                + switch (parameter.type()) {
                    case NUMBER, NUMBER_OR_MEASURE, NUMBER_OR_ATTRIBUTE -> "1";
                    case MEASURE -> measure;
                    case RULES -> "[RULE]";
                    case STEPS -> "[ { at: 50000, points: 500 } ]";
                    case CONDITIONS -> "{ measure: " + measure + ", at-least: 1000 }";
                };
    }

    private void say(MappingReader reader, RuleKind.Problem problem) {
        int dash = problem.text().indexOf(" — ");
        String what = dash < 0 ? problem.text() : problem.text().substring(0, dash);
        String right = dash < 0 ? "change " + problem.key() : problem.text().substring(dash + 3);
        problems.error(reader.position(problem.key()), what, right);
    }

    private void warnOfLonelyContests(List<Rule> rules, MappingReader section) {
        for (Rule rule : rules) {
            long members = rules.stream()
                    .filter(other -> other.bestOf() != null && other.bestOf().equals(rule.bestOf()))
                    .count();
            if (members == 1) {
                SourceNode at = ((SourceNode.Mapping) section.node(rule.name())).value("best-of");
                problems.warning(
                        at,
                        rule.name() + " is alone in best-of " + rule.bestOf(),
                        "give the rules it competes with the same best-of, or drop it");
            }
        }
    }
}
