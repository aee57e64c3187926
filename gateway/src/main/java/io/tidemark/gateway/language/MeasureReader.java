package io.tidemark.gateway.language;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.program.Program.Aggregate;
import io.tidemark.engine.program.Program.Claims;
import io.tidemark.engine.program.Program.DateRange;
import io.tidemark.engine.program.Program.FieldTest;
import io.tidemark.engine.program.Program.Group;
import io.tidemark.engine.program.Program.Kind;
import io.tidemark.engine.program.Program.Measure;
import io.tidemark.engine.program.Program.Shift;
import io.tidemark.gateway.language.SourceNode.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What facts are counted: {@code groups}, {@code activities} and {@code measures}. */
final class MeasureReader {
    private static final Set<String> MEASURED = Set.of(Activity.SALE, Activity.RETURN);
    static final List<String> NOT_MEASURED = List.of("status", "adjustment");
    /** What is reported, of which the last counts. */
    private static final String REPORTED = "quantity";
    /** The key that says what kind of measure it is. */
    static final List<String> KINDS = List.of("sum", "count", "given", "distinct", "last");

    static final List<String> SHIFTS = List.of("previous", "last-year");
    static final Map<String, String> NOT_IN_WHERE = notInWhere();

    private final Names names;
    private final SettingsReader settings;
    private final FieldTestReader tests;
    private final Problems problems;

    MeasureReader(Names names, SettingsReader settings, FieldTestReader tests, Problems problems) {
        this.names = names;
        this.settings = settings;
        this.tests = tests;
        this.problems = problems;
    }

    /** Fields of an activity that {@code where} does not test, and what would be right. */
    private static Map<String, String> notInWhere() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", "write kind: beside sum");
        fields.put("date", "write from: and until: beside sum");
        for (String field : List.of("quantity", "amount", "id", "line", "revision", "original")) {
            fields.put(field, "test territory, invoice, a role or an attribute; this version does not test " + field);
        }
        return Collections.unmodifiableMap(fields);
    }

    List<Group> groups(MappingReader section) {
        return Sections.read(section, "group", ProgramLimits.GROUPS, (name, reader) -> {
            List<FieldTest> read = tests.read(reader, Map.of());
            return new Group(name, read);
        });
    }

    List<Kind> kinds(MappingReader section) {
        return Sections.read(section, "kind of activity", ProgramLimits.ACTIVITIES, (name, reader) -> {
            boolean builtIn = MEASURED.contains(name)
                    || NOT_MEASURED.contains(name)
                    || List.of(Claims.KIND, Kind.INVENTORY).contains(name);
            if (builtIn) {
                problems.error(
                        section.position(name), name + " is a kind that always exists", "declare only further kinds");
            }
            List<String> oncePer = oncePer(reader);
            Map<String, Boolean> signs = new LinkedHashMap<>();
            signs.put("positive", false);
            signs.put("any", true);
            return new Kind(name, Boolean.TRUE.equals(reader.choice("sign", signs)), oncePer);
        });
    }

    /** The fields of which only one activity of a kind may have the same. */
    private List<String> oncePer(MappingReader reader) {
        if (!reader.has("once-per")) {
            return List.of();
        }
        List<String> fields = reader.texts("once-per");
        if (fields.isEmpty() || fields.size() > ProgramLimits.ONCE_PER) {
            problems.error(
                    reader.node("once-per"),
                    "once-per names " + fields.size() + " fields",
                    "name 1 to " + ProgramLimits.ONCE_PER + ", e.g. once-per: [participant, course]");
        }
        for (String field : fields) {
            if (NOT_IN_WHERE.containsKey(field) || field.isBlank() || field.length() > ProgramLimits.TEXT) {
                problems.error(
                        reader.node("once-per"),
                        "once-per cannot be " + Scalars.shown(field),
                        "name participant, sku, serial, invoice, a role or an attribute");
            } else if (fields.indexOf(field) != fields.lastIndexOf(field)) {
                problems.error(reader.node("once-per"), "once-per names " + field + " twice", "name it once");
            }
        }
        return fields;
    }

    List<Measure> measures(MappingReader section, DateRange runs) {
        return Sections.read(section, "measure", ProgramLimits.MEASURES, (name, reader) -> {
            if (name.equals(Names.POINTS)) {
                problems.error(
                        section.position(name),
                        "a measure cannot be called points",
                        "points is the word for what the rules give; choose another name");
            } else if (names.rules().contains(name)) {
                problems.error(
                        section.position(name),
                        name + " is a measure and a rule",
                        "measures and rules share their names; rename one of them");
            }
            return measure(name, reader, runs);
        });
    }

    private Measure measure(String name, MappingReader reader, DateRange runs) {
        Aggregate aggregate = aggregate(reader);
        if (aggregate == Aggregate.GIVEN) {
            return given(name, reader);
        }
        boolean counts = aggregate == Aggregate.COUNT;
        if (counts && reader.has("kind")) {
            problems.error(
                    reader.position("kind"), "kind stands beside count", "drop it; count: KIND names the kind already");
        }
        SourceNode of = reader.node("of");
        String group = of == null ? null : names.reference(of, "of", "group", names.groups(), problems);
        List<FieldTest> where = tests.read(reader.mapping("where"), NOT_IN_WHERE);
        return new Measure(
                name,
                aggregate,
                counts ? null : field(reader, aggregate.name().toLowerCase(java.util.Locale.ROOT)),
                aggregate == Aggregate.LAST ? reported(reader) : kind(reader, counts ? "count" : "kind"),
                group,
                where,
                window(reader, runs),
                shift(reader));
    }

    private static Shift shift(MappingReader reader) {
        Map<String, Shift> words = new LinkedHashMap<>();
        words.put(SHIFTS.get(0), Shift.PREVIOUS);
        words.put(SHIFTS.get(1), Shift.LAST_YEAR);
        Shift shift = reader.choice("shift", words);
        return shift == null ? Shift.NONE : shift;
    }

    private Aggregate aggregate(MappingReader reader) {
        List<String> written = KINDS.stream().filter(reader::has).toList();
        if (written.size() > 1) {
            problems.error(
                    reader.position(written.get(1)),
                    reader.what() + " has " + String.join(" and ", written),
                    "keep one; make two measures of it");
        }
        if (written.isEmpty()) {
            problems.error(
                    reader.position(),
                    reader.what() + " does not say what it measures",
                    "add sum: amount, sum: quantity, sum: ATTRIBUTE, count: KIND, distinct: FIELD, last: quantity or given: NAME");
        }
        return written.isEmpty()
                ? Aggregate.SUM
                : Aggregate.valueOf(written.get(0).toUpperCase(java.util.Locale.ROOT));
    }

    /** A number that a file gives. */
    private Measure given(String name, MappingReader reader) {
        String field = reader.text("given");
        if (field != null && (field.isBlank() || field.length() > ProgramLimits.TEXT)) {
            problems.error(
                    reader.node("given"), "given names no number", "write what your targets file has under name");
        }
        for (String key : List.of("kind", "of", "where", "from", "until")) {
            if (reader.has(key)) {
                reader.node(key);
                problems.error(
                        reader.position(key),
                        key + " stands beside given",
                        "drop it; a given number is no sum of facts");
            }
        }
        return new Measure(name, Aggregate.GIVEN, field, null, null, List.of(), DateRange.ALWAYS, shift(reader));
    }

    private String field(MappingReader reader, String key) {
        String field = reader.text(key);
        if (field == null) {
            return null;
        }
        if (key.equals("distinct")) {
            return distinct(reader, field);
        }
        if (key.equals("last")) {
            return last(reader, field);
        }
        if (field.isBlank() || field.length() > ProgramLimits.TEXT) {
            problems.error(
                    reader.node("sum"), "sum names no field", "write amount, quantity or the name of an attribute");
        }
        String near = Nearest.to(field, List.of("amount", "quantity"));
        if (near != null && !near.equals(field)) {
            problems.warning(
                    reader.node("sum"),
                    Scalars.shown(field) + " is read as the name of an attribute",
                    "did you mean " + near + "?");
        }
        return field;
    }

    private String last(MappingReader reader, String field) {
        if (!field.equals(REPORTED)) {
            problems.error(reader.node("last"), "last cannot be " + Scalars.shown(field), "write last: " + REPORTED);
        }
        return REPORTED;
    }

    /** The kind of reports of which the last counts: of stock, unless it says another. */
    private String reported(MappingReader reader) {
        if (!reader.has("kind")) {
            return Kind.INVENTORY;
        }
        String kind = kind(reader, "kind");
        if (kind != null && (MEASURED.contains(kind) || kind.equals(Claims.KIND))) {
            problems.error(
                    reader.position("kind"),
                    "last stands beside the kind " + kind,
                    "drop kind for reports of stock, or name a declared kind");
        }
        return kind;
    }

    /** A field whose values are counted. */
    private String distinct(MappingReader reader, String field) {
        if (field.isBlank() || field.length() > ProgramLimits.TEXT || NOT_IN_WHERE.containsKey(field)) {
            problems.error(
                    reader.node("distinct"),
                    "distinct cannot be " + Scalars.shown(field),
                    "name sku, serial, invoice, a role or an attribute");
        }
        return field;
    }

    private String kind(MappingReader reader, String key) {
        SourceNode node = reader.node(key);
        if (node instanceof Scalar scalar && NOT_MEASURED.contains(scalar.text())) {
            reader.refuse(
                    node.position(),
                    "a measure of the kind " + scalar.text(),
                    "measure sale, return, claim, inventory or a declared kind");
            return null;
        }
        if (node == null) {
            return null;
        }
        List<String> known = new ArrayList<>(List.of(Activity.SALE, Activity.RETURN, Claims.KIND, Kind.INVENTORY));
        known.addAll(names.kinds());
        return names.reference(node, key, "kind of activity", known, problems);
    }

    private DateRange window(MappingReader reader, DateRange runs) {
        DateRange window = settings.range(reader);
        boolean inOrder = window.from() < window.until() && runs.from() < runs.until();
        if (inOrder && (window.until() <= runs.from() || window.from() >= runs.until())) {
            problems.warning(
                    reader.has("from") ? reader.node("from") : reader.node("until"),
                    reader.what() + " counts only days outside runs, so it stays 0",
                    "give dates within runs");
        }
        return window;
    }
}
