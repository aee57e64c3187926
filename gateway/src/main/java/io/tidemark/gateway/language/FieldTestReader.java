package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program.FieldTest;
import io.tidemark.gateway.language.SourceNode.Entry;
import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tests of fields, as they stand in groups and under {@code where}: fields AND together, lists OR. */
final class FieldTestReader {
    private final Problems problems;

    FieldTestReader(Problems problems) {
        this.problems = problems;
    }

    /** The tests of a mapping; {@code refusedFields}: fields that cannot stand here, and what would be right. */
    List<FieldTest> read(MappingReader fields, Map<String, String> refusedFields) {
        List<FieldTest> tests = new ArrayList<>();
        if (fields == null) {
            return tests;
        }
        if (fields.mapping().entries().isEmpty()) {
            problems.error(
                    fields.position(),
                    fields.what() + " tests nothing",
                    "name at least one field, e.g. { category: Pumps }, or leave it out");
        }
        for (Entry entry : fields.entries()) {
            String right = refusedFields.get(entry.key());
            if (right != null) {
                problems.error(entry.keyPosition(), entry.key() + " cannot be tested here", right);
            } else if (entry.key().isBlank()
                    || entry.key().length() > ProgramLimits.TEXT
                    || !Scalars.isPrintable(entry.key())) {
                problems.error(
                        entry.keyPosition(),
                        "a field's name is blank, too long or not in one line",
                        "write the name of the field, 1 to " + ProgramLimits.TEXT + " characters");
            }
            FieldTest test = test(entry);
            if (test != null) {
                tests.add(test);
            }
        }
        return tests;
    }

    private FieldTest test(Entry entry) {
        if (entry.value() instanceof Mapping mapping) {
            return bounded(entry, new MappingReader("the test of " + Scalars.shown(entry.key()), mapping, problems));
        }
        List<String> values = values(entry.key(), entry.value());
        return values == null ? null : new FieldTest(entry.key(), values, false, null, null);
    }

    private FieldTest bounded(Entry entry, MappingReader reader) {
        SourceNode not = reader.node("not");
        Long atLeast = reader.number("at-least");
        Long atMost = reader.number("at-most");
        boolean bounds = reader.has("at-least") || reader.has("at-most");
        reader.unknownKeys();
        if (not != null && bounds) {
            problems.error(
                    reader.position("not"),
                    "not stands beside a bound",
                    "use either { not: … } or { at-least: …, at-most: … }");
            return null;
        }
        if (not == null && !bounds) {
            if (reader.mapping().entries().isEmpty()) {
                problems.error(
                        entry.value(),
                        reader.what() + " says nothing",
                        "give a value, a list of values, { not: … }, { at-least: n } or { at-most: n }");
            }
            return null;
        }
        if (atLeast != null && atMost != null && atLeast > atMost) {
            problems.error(
                    reader.node("at-most"),
                    "at-least " + Fixed.format(atLeast) + " and at-most " + Fixed.format(atMost)
                            + " hold for no number",
                    "give at-most a number that is not below at-least");
        }
        List<String> values = not == null ? List.of() : values(entry.key(), not);
        return values == null ? null : new FieldTest(entry.key(), values, not != null, atLeast, atMost);
    }

    /** A text or a list of texts; null, and said, where there is none. */
    private List<String> values(String field, SourceNode node) {
        List<SourceNode> items = node instanceof Sequence list ? list.items() : List.of(node);
        if (items.isEmpty() || items.size() > ProgramLimits.VALUES) {
            problems.error(
                    node,
                    "the list of values of " + Scalars.shown(field)
                            + (items.isEmpty() ? " is empty" : " has " + items.size() + " values"),
                    "give 1 to " + ProgramLimits.VALUES + " values");
            return null;
        }
        List<String> values = new ArrayList<>();
        for (SourceNode item : items) {
            String text = Scalars.text(item, Scalars.shown(field), problems);
            if (text != null) {
                values.add(text);
            }
        }
        return values.isEmpty() ? null : List.copyOf(values);
    }
}
