package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Scalar;
import io.tidemark.gateway.language.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Conditions: declared under {@code conditions}, or written wherever one may be named. */
final class ConditionReader {
    private static final Pattern SENTENCE = Pattern.compile("[ <>=]");
    private static final String EXAMPLE = "{ measure: volume, at-least: 1000 }";

    private final Names names;
    private final Problems problems;
    private final Map<String, Condition> declared = new HashMap<>();

    ConditionReader(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** Reads the declared ones; lists that name them are read after. */
    void declare(MappingReader section) {
        Sections.read(section, "condition", ProgramLimits.CONDITIONS, (name, reader) -> {
            Condition condition = condition(name, reader);
            if (condition != null) {
                declared.put(name, condition);
            }
            return condition;
        });
    }

    /** A name, a condition, or a list of them that must all hold; wrong ones are said and left out. */
    List<Condition> all(SourceNode node, String key) {
        List<Condition> conditions = new ArrayList<>();
        if (node instanceof Sequence list && list.items().isEmpty()) {
            problems.error(node, key + " is an empty list", "name a condition, or write one, e.g. " + EXAMPLE);
        }
        List<SourceNode> items = node instanceof Sequence list ? list.items() : List.of(node);
        if (items.size() > ProgramLimits.CONDITIONS) {
            problems.error(node, key + " has " + items.size() + " conditions", "at most " + ProgramLimits.CONDITIONS);
            return List.of();
        }
        for (SourceNode item : items) {
            Condition condition = one(item, key);
            if (condition != null) {
                refuseContradiction(condition, conditions, item);
                conditions.add(condition);
            }
        }
        return List.copyOf(conditions);
    }

    private Condition one(SourceNode node, String key) {
        if (node instanceof Mapping mapping) {
            MappingReader reader = new MappingReader("the condition", mapping, problems);
            Condition condition = condition(null, reader);
            reader.unknownKeys();
            return condition;
        }
        if (node instanceof Sequence) {
            problems.error(node, key + " holds a list within a list", "write one list; all of it must hold");
            return null;
        }
        if (node instanceof Scalar scalar && SENTENCE.matcher(scalar.text()).find()) {
            problems.error(
                    node,
                    key + " is written as a sentence: " + Scalars.shown(scalar),
                    "write " + EXAMPLE + " or a name");
            return null;
        }
        String name = names.reference(node, key, "condition", names.conditions(), problems);
        return name == null ? null : declared.get(name);
    }

    private Condition condition(String name, MappingReader reader) {
        boolean refused = unsupported(reader);
        String measure = reference(reader, "measure");
        String ratio = reference(reader, "ratio");
        String to = reference(reader, "to");
        Long atLeast = reader.number("at-least");
        Long atMost = reader.number("at-most");
        if (refused || !shapeIsRight(reader)) {
            return null;
        }
        Long bound = reader.has("at-least") ? atLeast : atMost;
        String first = reader.has("measure") ? measure : ratio;
        if (first == null || bound == null || (reader.has("to") && to == null)) {
            return null;
        }
        return new Condition(name, first, to, reader.has("at-least"), bound);
    }

    private String reference(MappingReader reader, String key) {
        SourceNode node = reader.node(key);
        return node == null ? null : names.measure(node, key, problems);
    }

    private boolean unsupported(MappingReader reader) {
        int before = problems.errorCount();
        String instead = "use a measure or a ratio with at-least or at-most";
        for (String key : List.of("status", "points-of", "tier", "any", "all", "not")) {
            reader.unsupported(key, instead);
        }
        reader.unsupportedUnless("period", "over", "leave it out; the condition reads the period");
        reader.knows("is", "whose", "of", "each");
        return problems.errorCount() > before;
    }

    private boolean shapeIsRight(MappingReader reader) {
        int before = problems.errorCount();
        if (reader.has("measure") == reader.has("ratio")) {
            problems.error(
                    reader.position(),
                    reader.what() + (reader.has("measure") ? " has measure and ratio" : " names no measure"),
                    "write " + EXAMPLE + " or { ratio: returned, to: sold, at-most: 0.05 }");
        } else if (reader.has("ratio") != reader.has("to")) {
            problems.error(
                    reader.position(reader.has("ratio") ? "ratio" : "to"),
                    reader.has("ratio") ? "ratio has no to" : "to stands beside measure",
                    "a ratio has two measures: { ratio: returned, to: sold, at-most: 0.05 }");
        }
        if (reader.has("at-least") == reader.has("at-most")) {
            problems.error(
                    reader.position(),
                    reader.what() + " has " + (reader.has("at-least") ? "both at-least and at-most" : "no bound"),
                    "give exactly one of at-least and at-most; for a range write two conditions in a list");
        }
        for (String key : List.of("is", "whose", "of", "each")) {
            if (reader.has(key)) {
                problems.error(reader.position(key), key + " means nothing beside a measure or a ratio", "remove it");
            }
        }
        return problems.errorCount() == before;
    }

    private void refuseContradiction(Condition condition, List<Condition> earlier, SourceNode at) {
        for (Condition other : earlier) {
            if (Conditions.contradict(condition, other)) {
                problems.error(
                        at,
                        Conditions.words(condition) + " and " + Conditions.words(other) + " never hold together",
                        "let the at-most be " + Fixed.format(Math.max(condition.bound(), other.bound()))
                                + " or more, or drop one of them");
                return;
            }
        }
    }
}
