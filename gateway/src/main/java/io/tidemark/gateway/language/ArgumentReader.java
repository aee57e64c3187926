package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.RuleSpec.Argument;
import io.tidemark.engine.program.RuleSpec.Step;
import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Scalar;
import io.tidemark.gateway.language.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.List;

/** One argument of a rule, by the type that the rule's kind declares for its key. */
final class ArgumentReader {
    private final Names names;
    private final ConditionReader conditions;
    private final Problems problems;

    ArgumentReader(Names names, ConditionReader conditions, Problems problems) {
        this.names = names;
        this.conditions = conditions;
        this.problems = problems;
    }

    /** A number; null, and said, where there is none. */
    Argument number(MappingReader reader, String key) {
        Long units = reader.number(key);
        return units == null ? null : new Argument.Number(units);
    }

    /** A number or the name of a measure. */
    Argument numberOrMeasure(MappingReader reader, String key) {
        boolean number =
                reader.node(key) instanceof Scalar scalar && !scalar.text().matches("[A-Za-z].*");
        return number || !(reader.node(key) instanceof Scalar) ? number(reader, key) : measure(reader, key);
    }

    /** A number or {@code { attribute: NAME }} of the participant. */
    Argument numberOrAttribute(MappingReader reader, String key) {
        if (!(reader.node(key) instanceof Mapping mapping)) {
            return number(reader, key);
        }
        MappingReader attribute = new MappingReader(key, mapping, problems);
        String name = attribute.requiredText("attribute", "attribute: rate");
        attribute.unknownKeys();
        if (name != null && (name.isBlank() || name.length() > ProgramLimits.TEXT)) {
            problems.error(
                    attribute.node("attribute"), "attribute names no attribute", "write a column of your participants");
            return null;
        }
        return name == null ? null : new Argument.AttributeName(name);
    }

    Argument measure(MappingReader reader, String key) {
        String name = names.measure(reader.node(key), key, problems);
        return name == null ? null : new Argument.MeasureName(name);
    }

    Argument conditions(MappingReader reader, String key, String track) {
        List<Condition> all = conditions.all(reader.node(key), key, track, true);
        return all.isEmpty() ? null : new Argument.Conditions(all);
    }

    /** @param track whose rules may be named */
    Argument rules(MappingReader reader, String key, String track) {
        List<SourceNode> items = reader.list(key);
        if (items.isEmpty()) {
            problems.error(reader.position(key), key + " is an empty list", "name at least one rule of the track");
            return null;
        }
        List<String> rules = new ArrayList<>();
        for (SourceNode item : items) {
            String rule = names.reference(item, key, "rule", names.rulesOf(track), problems);
            if (rule != null && rules.contains(rule)) {
                problems.error(item, "the rule " + rule + " stands twice in " + key, "name it once");
            } else if (rule != null) {
                rules.add(rule);
            }
        }
        return rules.isEmpty() ? null : new Argument.RuleNames(List.copyOf(rules));
    }

    Argument steps(MappingReader reader, String key) {
        if (!(reader.node(key) instanceof Sequence list) || list.items().isEmpty()) {
            problems.error(
                    reader.position(key), key + " is not a list of steps", "write [ { at: 50000, times: 1.25 }, … ]");
            return null;
        }
        if (list.items().size() > ProgramLimits.STEPS) {
            problems.error(list, key + " has " + list.items().size() + " steps", "at most " + ProgramLimits.STEPS);
        }
        List<Step> steps = new ArrayList<>();
        for (SourceNode item : list.items()) {
            Step step = step(item);
            if (step != null) {
                refuseDisorder(steps, step, item);
                steps.add(step);
            }
        }
        return steps.isEmpty() ? null : new Argument.Steps(List.copyOf(steps));
    }

    private void refuseDisorder(List<Step> steps, Step step, SourceNode at) {
        if (steps.isEmpty()) {
            return;
        }
        long before = steps.get(steps.size() - 1).at();
        if (step.at() == before) {
            problems.error(at, "two steps begin at " + Fixed.format(before), "give each step an at of its own");
        } else if (step.at() < before) {
            problems.error(
                    at,
                    "the step at " + Fixed.format(step.at()) + " stands after the step at " + Fixed.format(before),
                    "order the steps from the lowest at to the highest");
        }
    }

    private Step step(SourceNode item) {
        MappingReader reader = MappingReader.of("the step", item, problems);
        if (reader == null) {
            return null;
        }
        SourceNode atNode = reader.required("at", "at: 50000");
        Long at = atNode == null ? null : reader.number("at");
        Long points = reader.number("points");
        Long times = reader.number("times");
        boolean multiplies = reader.has("times");
        if (reader.has("points") == multiplies) {
            problems.error(
                    reader.position(),
                    "the step gives " + (multiplies ? "points and times" : "neither points nor times"),
                    "write { at: 50000, points: 500 } or { at: 50000, times: 1.25 }");
        }
        reader.unknownKeys();
        Long value = multiplies ? times : points;
        return at == null || value == null ? null : new Step(at, multiplies, value);
    }
}
