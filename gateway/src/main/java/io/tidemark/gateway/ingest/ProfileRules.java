package io.tidemark.gateway.ingest;

import io.tidemark.gateway.ingest.Profile.Shape;
import io.tidemark.gateway.language.MappingReader;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.SourceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Reads the rules of a profile that look at cells: {@code kinds} and {@code skip}. */
final class ProfileRules {
    private static final String EXAMPLE = "when: { Quantity: negative }";
    private static final Map<String, Shape> SHAPES =
            Map.of("blank", Shape.BLANK, "negative", Shape.NEGATIVE, "positive", Shape.POSITIVE);

    private final MappingReader root;
    private final Problems problems;

    ProfileRules(MappingReader root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    List<Profile.KindRule> kinds() {
        List<Profile.KindRule> rules = new ArrayList<>();
        for (SourceNode node : root.list("kinds")) {
            MappingReader reader = MappingReader.of("a rule under kinds", node, problems);
            if (reader != null) {
                String kind = kind(reader);
                Profile.When when = when(reader);
                List<String> negate = reader.texts("negate");
                reader.unknownKeys();
                if (kind != null && when != null) {
                    rules.add(new Profile.KindRule(kind, when, new LinkedHashSet<>(negate)));
                }
            }
        }
        return rules;
    }

    private String kind(MappingReader reader) {
        String kind = reader.requiredId("kind", "kind: return");
        if (kind != null && !FieldNames.isKind(kind)) {
            problems.error(reader.node("kind"), kind + " is no kind", "small letters, digits and hyphens, e.g. return");
        }
        return kind;
    }

    List<Profile.When> skip() {
        List<Profile.When> rules = new ArrayList<>();
        for (SourceNode node : root.list("skip")) {
            MappingReader reader = MappingReader.of("a rule under skip", node, problems);
            if (reader != null) {
                Profile.When when = when(reader);
                reader.unknownKeys();
                if (when != null) {
                    rules.add(when);
                }
            }
        }
        return rules;
    }

    private Profile.When when(MappingReader rule) {
        SourceNode node = rule.required("when", EXAMPLE);
        MappingReader reader = node == null ? null : MappingReader.of("when", node, problems);
        if (reader == null) {
            return null;
        }
        Map<String, Profile.Test> tests = new LinkedHashMap<>();
        for (SourceNode.Entry entry : reader.entries()) {
            Profile.Test test = test(reader, entry);
            if (test != null) {
                tests.put(entry.key().strip(), test);
            }
        }
        if (reader.entries().isEmpty()) {
            problems.error(node, "when has no column", EXAMPLE);
        }
        return tests.isEmpty() ? null : new Profile.When(tests);
    }

    /** A word is a shape; in a list it is the text itself. */
    private static Profile.Test test(MappingReader reader, SourceNode.Entry entry) {
        if (entry.value() instanceof SourceNode.Scalar scalar && SHAPES.containsKey(scalar.text())) {
            return new Profile.Test(SHAPES.get(scalar.text()), List.of());
        }
        List<String> values =
                reader.texts(entry.key()).stream().map(String::strip).toList();
        return values.isEmpty() ? null : new Profile.Test(Shape.VALUE, values);
    }
}
