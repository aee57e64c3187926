package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.program.Program.Compared;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.HasStatus;
import io.tidemark.engine.program.Program.HoldsTier;
import io.tidemark.engine.program.Program.Not;
import io.tidemark.engine.program.Program.PointsOf;
import io.tidemark.engine.program.Program.Some;
import io.tidemark.engine.program.Program.Window;
import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Scalar;
import io.tidemark.gateway.language.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Conditions: declared under {@code conditions}, or written wherever one may be named. */
final class ConditionReader {
    private static final String EXAMPLE = "{ measure: volume, at-least: 1000 }";
    /** The key that says what kind of condition it is. */
    static final List<String> KINDS = List.of("measure", "ratio", "points-of", "status", "tier", "all", "any", "not");

    private final Names names;
    private final Problems problems;
    private final Map<String, Condition> declared = new HashMap<>();
    private Mapping section;
    /** Declared conditions that are being read: who names one of them again goes in a circle. */
    private final Set<String> reading = new HashSet<>();

    private final Set<String> failed = new HashSet<>();

    ConditionReader(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** Reads the declared ones; they may name each other. */
    void declare(MappingReader conditions) {
        if (conditions == null) {
            return;
        }
        section = conditions.mapping();
        Sections.read(conditions, "condition", ProgramLimits.CONDITIONS, (name, reader) -> {
            Condition known = declared.get(name);
            if (known != null || failed.contains(name)) {
                reader.entries();
                return known;
            }
            return declare(name, reader);
        });
    }

    private Condition declare(String name, MappingReader reader) {
        reading.add(name);
        Condition condition = condition(name, reader);
        reading.remove(name);
        if (condition == null) {
            failed.add(name);
        } else {
            declared.put(name, condition);
        }
        return condition;
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

    /**
     * The same, where a track asks.
     *
     * @param ofRule whether one of its rules does: those cannot ask for the total they are part of
     */
    List<Condition> all(SourceNode node, String key, String track, boolean ofRule) {
        List<Condition> conditions = all(node, key);
        conditions.forEach(one -> one.visit(condition -> {
            if (condition instanceof PointsOf points) {
                refuseForeignPoints(points, node, track, ofRule);
            } else if (condition instanceof HoldsTier tier) {
                refuseForeignTier(tier, node, track, ofRule);
            }
        }));
        return conditions;
    }

    private void refuseForeignTier(HoldsTier tier, SourceNode at, String track, boolean ofRule) {
        if (tier.whose() != null) {
            if (!names.tiersOfKind(tier.whose()).contains(tier.tier())) {
                problems.error(
                        at,
                        "no track of the kind " + tier.whose() + " has a tier " + tier.tier(),
                        problems.hint(tier.tier(), names.tiersOfKind(tier.whose())));
            }
        } else if (!ofRule) {
            problems.error(at, "a tier asks for a tier of its own ladder", "repeat its conditions instead");
        } else if (!names.tiersOf(track).contains(tier.tier())) {
            problems.error(
                    at,
                    "the track " + track + " has no tier " + tier.tier(),
                    problems.hint(tier.tier(), names.tiersOf(track)));
        }
    }

    private void refuseForeignPoints(PointsOf points, SourceNode at, String track, boolean ofRule) {
        if (points.isTotal() && ofRule) {
            problems.error(
                    at,
                    "a rule asks for the points that it is part of itself",
                    "name rules of the track; only tiers look at all points");
        } else if (!points.isTotal() && !names.rulesOf(track).contains(points.rule())) {
            problems.error(
                    at,
                    "the rule " + points.rule() + " is not one of the track " + track,
                    problems.hint(points.rule(), names.rulesOf(track)));
        }
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
        if (node instanceof Scalar scalar && isSentence(scalar.text())) {
            problems.error(
                    node,
                    key + " is written as a sentence: " + Scalars.shown(scalar),
                    "write " + EXAMPLE + " or a name");
            return null;
        }
        String name = names.reference(node, key, "condition", names.conditions(), problems);
        return name == null ? null : named(name, node);
    }

    private static boolean isSentence(String text) {
        return text.chars().anyMatch(c -> " <>=".indexOf(c) >= 0);
    }

    private Condition named(String name, SourceNode at) {
        if (reading.contains(name)) {
            problems.error(at, "the condition " + name + " is part of itself", "take its name out");
            return null;
        }
        if (!declared.containsKey(name) && !failed.contains(name) && section.value(name) instanceof Mapping mapping) {
            MappingReader reader = new MappingReader("the condition " + Scalars.shown(name), mapping, problems);
            declare(name, reader);
            reader.unknownKeys();
        }
        return declared.get(name);
    }

    private Condition condition(String name, MappingReader reader) {
        List<String> kinds = KINDS.stream().filter(reader::has).toList();
        if (kinds.size() > 1) {
            problems.error(
                    reader.position(kinds.get(1)),
                    reader.what() + " has " + String.join(" and ", kinds),
                    "keep one; put several conditions into all: [ … ] or any: [ … ]");
            reader.entries();
            return null;
        }
        if (kinds.isEmpty()) {
            problems.error(
                    reader.position(),
                    reader.what() + " names no measure",
                    "write " + EXAMPLE + " or { ratio: returned, to: sold, at-most: 0.05 }");
            reader.entries();
            return null;
        }
        return switch (kinds.get(0)) {
            case "points-of" -> pointsOf(name, reader);
            case "status" -> status(name, reader);
            case "tier" -> tier(name, reader);
            case "all" -> several(name, reader, "all");
            case "any" -> reader.node("any") instanceof Sequence ? several(name, reader, "any") : counted(name, reader);
            case "not" -> not(name, reader);
            default -> compared(name, reader);
        };
    }

    private Condition compared(String name, MappingReader reader) {
        String measure = reference(reader, "measure");
        String ratio = reference(reader, "ratio");
        String to = reference(reader, "to");
        Long bound = bound(reader);
        Window window = WindowReader.any(reader);
        if (reader.has("ratio") != reader.has("to")) {
            problems.error(
                    reader.position(reader.has("ratio") ? "ratio" : "to"),
                    reader.has("ratio") ? "ratio has no to" : "to stands beside measure",
                    "a ratio has two measures: { ratio: returned, to: sold, at-most: 0.05 }");
            return null;
        }
        String first = reader.has("measure") ? measure : ratio;
        if (first == null || bound == null || (reader.has("to") && to == null)) {
            return null;
        }
        return new Compared(name, first, to, reader.has("at-least"), bound, window);
    }

    private String reference(MappingReader reader, String key) {
        SourceNode node = reader.node(key);
        return node == null ? null : names.measure(node, key, problems);
    }

    /** The number under at-least or at-most; null, and said, where there is not exactly one. */
    private Long bound(MappingReader reader) {
        Long atLeast = reader.number("at-least");
        Long atMost = reader.number("at-most");
        if (reader.has("at-least") == reader.has("at-most")) {
            problems.error(
                    reader.position(),
                    reader.what() + " has " + (reader.has("at-least") ? "both at-least and at-most" : "no bound"),
                    "give exactly one of at-least and at-most; for a range write two conditions in a list");
            return null;
        }
        return reader.has("at-least") ? atLeast : atMost;
    }

    private Condition pointsOf(String name, MappingReader reader) {
        Collection<String> known = new ArrayList<>(names.rules());
        known.add(Names.POINTS);
        String rule = names.reference(reader.node("points-of"), "points-of", "rule", known, problems);
        reader.required("at-least", "at-least: 1000");
        Long least = reader.number("at-least");
        Window window = WindowReader.any(reader);
        return rule == null || least == null ? null : new PointsOf(name, rule, least, window);
    }

    private Condition tier(String name, MappingReader reader) {
        String tier = names.reference(reader.node("tier"), "tier", "tier", names.tiers(), problems);
        String whose = whose(reader);
        return tier == null ? null : new HoldsTier(name, tier, whose);
    }

    private Condition status(String name, MappingReader reader) {
        String status = reader.text("status");
        String is = reader.requiredText("is", "is: ok");
        String whose = whose(reader);
        for (String key : List.of("status", "is")) {
            String text = key.equals("is") ? is : status;
            if (text != null && (text.isBlank() || text.length() > ProgramLimits.TEXT)) {
                problems.error(
                        reader.node(key),
                        key + " names nothing",
                        "write what your statuses file has, letter by letter");
                return null;
            }
        }
        return status == null || is == null ? null : new HasStatus(name, status, is, whose);
    }

    /** The kind of the ancestor who is asked, or null for the participant. */
    private String whose(MappingReader reader) {
        String whose = reader.id("whose");
        return whose == null ? null : ParticipantRow.kindOfRole(whose);
    }

    private Condition several(String name, MappingReader reader, String key) {
        SourceNode node = reader.node(key);
        if (!(node instanceof Sequence)) {
            problems.error(node, key + " is " + node.describe(), "write a list of conditions: " + key + ": [ … ]");
            return null;
        }
        int before = problems.errorCount();
        List<Condition> of = key.equals("all") ? all(node, key) : each(node, key);
        boolean whole = problems.errorCount() == before && !of.isEmpty();
        return whole ? new Some(name, key.equals("all") ? of.size() : 1, of) : null;
    }

    /** The conditions of a list of which not all must hold. */
    private List<Condition> each(SourceNode node, String key) {
        List<SourceNode> items = ((Sequence) node).items();
        if (items.isEmpty()) {
            problems.error(node, key + " is an empty list", "name a condition, or write one, e.g. " + EXAMPLE);
        }
        List<Condition> conditions = new ArrayList<>();
        for (SourceNode item : items) {
            Condition condition = one(item, key);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return List.copyOf(conditions);
    }

    private Condition not(String name, MappingReader reader) {
        Condition of = one(reader.node("not"), "not");
        return of == null ? null : new Not(name, of);
    }

    /** {@code { any: 2, of: [pumps, valves, parts], each: { at-least: 100 } }}. */
    private Condition counted(String name, MappingReader reader) {
        Integer least = reader.whole("any", 1, ProgramLimits.CONDITIONS);
        SourceNode of = reader.required("of", "of: [pumps, valves]");
        reader.required("each", "each: { at-least: 1000 }");
        MappingReader each = reader.mapping("each", "{ at-least: 1000 }");
        Long bound = each == null ? null : bound(each);
        boolean atLeast = each != null && each.has("at-least");
        if (each != null) {
            each.unknownKeys();
        }
        Window window = WindowReader.any(reader);
        List<Condition> conditions = new ArrayList<>();
        Set<String> measures = new HashSet<>();
        for (SourceNode item : reader.list("of")) {
            String measure = names.measure(item, "of", problems);
            if (measure != null && !measures.add(measure)) {
                problems.error(item, measure + " stands twice in of", "name it once");
            } else if (measure != null && bound != null) {
                conditions.add(new Compared(null, measure, null, atLeast, bound, window));
            }
        }
        if (least != null && of != null && least > reader.list("of").size()) {
            problems.error(
                    reader.node("any"),
                    "any asks for " + least + " of " + reader.list("of").size(),
                    "ask for as many as of lists at most");
            return null;
        }
        boolean whole = least != null
                && !conditions.isEmpty()
                && conditions.size() == reader.list("of").size();
        return whole ? new Some(name, least, List.copyOf(conditions)) : null;
    }

    private void refuseContradiction(Condition condition, List<Condition> earlier, SourceNode at) {
        for (Condition other : earlier) {
            if (condition instanceof Compared a && other instanceof Compared b && Conditions.contradict(a, b)) {
                problems.error(
                        at,
                        Conditions.words(a) + " and " + Conditions.words(b) + " never hold together",
                        "let the at-most be " + Fixed.format(Math.max(a.bound(), b.bound()))
                                + " or more, or drop one of them");
                return;
            }
        }
    }
}
