package io.tidemark.engine.program;

import java.util.List;
import java.util.Map;

/**
 * A rule as written: the name of its kind and its arguments by key. Which keys a kind takes, and of which type, its
 * {@link io.tidemark.engine.rule.RuleKind} declares; readers, checker, codec and JSON Schema follow that declaration, so
 * that a new kind needs no change here.
 */
public record RuleSpec(String kind, Map<String, Argument> arguments) {

    public sealed interface Argument {
        /** Fixed point, four decimals. */
        record Number(long value) implements Argument {}

        /** The name of a measure. */
        record MeasureName(String name) implements Argument {}

        /** The name of an attribute of the participant that holds a number. */
        record AttributeName(String name) implements Argument {}

        /** The names of rules of the same track. */
        record RuleNames(List<String> names) implements Argument {}

        /** Steps in ascending order of {@code at}. */
        record Steps(List<Step> steps) implements Argument {}

        /** Conditions that must all hold. */
        record Conditions(List<Program.Condition> conditions) implements Argument {}
    }

    /**
     * @param at where the step begins; exactly {@code at} belongs to it
     * @param times whether {@code value} multiplies a base ({@code times}) rather than being points
     */
    public record Step(long at, boolean times, long value) {}

    public boolean has(String key) {
        return arguments.containsKey(key);
    }

    /** The number under {@code key}, or {@code otherwise} where it is absent. */
    public long number(String key, long otherwise) {
        return arguments.get(key) instanceof Argument.Number number ? number.value() : otherwise;
    }

    /** The measure under {@code key}, or null. */
    public String measure(String key) {
        return arguments.get(key) instanceof Argument.MeasureName measure ? measure.name() : null;
    }

    /** The attribute under {@code key}, or null. */
    public String attribute(String key) {
        return arguments.get(key) instanceof Argument.AttributeName attribute ? attribute.name() : null;
    }

    public List<String> rules(String key) {
        return arguments.get(key) instanceof Argument.RuleNames rules ? rules.names() : List.of();
    }

    public List<Step> steps(String key) {
        return arguments.get(key) instanceof Argument.Steps steps ? steps.steps() : List.of();
    }

    public List<Program.Condition> conditions(String key) {
        return arguments.get(key) instanceof Argument.Conditions when ? when.conditions() : List.of();
    }
}
