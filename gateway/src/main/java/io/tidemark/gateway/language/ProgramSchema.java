package io.tidemark.gateway.language;

import static io.tidemark.gateway.language.SchemaParts.label;
import static io.tidemark.gateway.language.SchemaParts.map;
import static io.tidemark.gateway.language.SchemaParts.named;
import static io.tidemark.gateway.language.SchemaParts.notNegative;
import static io.tidemark.gateway.language.SchemaParts.number;
import static io.tidemark.gateway.language.SchemaParts.object;
import static io.tidemark.gateway.language.SchemaParts.oneOf;
import static io.tidemark.gateway.language.SchemaParts.oneOrList;
import static io.tidemark.gateway.language.SchemaParts.ref;
import static io.tidemark.gateway.language.SchemaParts.share;
import static io.tidemark.gateway.language.SchemaParts.whole;
import static io.tidemark.gateway.language.SchemaParts.words;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.tidemark.engine.program.ProgramCheck;
import io.tidemark.engine.rule.RuleKind;
import io.tidemark.engine.rule.RuleKind.Parameter;
import io.tidemark.engine.rule.RuleKinds;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (2020-12) of what this version reads, made from the limits and the rule kinds in the code. It checks
 * shapes; references, order and sense only {@link ProgramReader} checks. The same text ships as the resource
 * {@value #RESOURCE}.
 *
 * <p>One method a key of the language, in one file, so that it can be read beside the page of the language.
 */
public final class ProgramSchema {
    public static final String RESOURCE = "/schema/program.schema.json";

    private ProgramSchema() {}

    /** The schema's text. */
    public static String json() {
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.setPrettyPrinter(printer);
            write(generator, schema());
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                generator.writeFieldName((String) entry.getKey());
                write(generator, entry.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof List<?> list) {
            generator.writeStartArray();
            for (Object item : list) {
                write(generator, item);
            }
            generator.writeEndArray();
        } else if (value instanceof Integer number) {
            generator.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else {
            generator.writeString((String) value);
        }
    }

    private static Map<String, Object> schema() {
        Map<String, Object> schema = map(
                "$schema", "https://json-schema.org/draft/2020-12/schema",
                "$id", "urn:tidemark:program",
                "title", "Tidemark program");
        schema.putAll(object(List.of("program", "tracks"), properties()));
        schema.put("$defs", definitions());
        return schema;
    }

    private static Map<String, Object> properties() {
        Map<String, Object> tracks = named(ProgramLimits.TRACKS, ref("track"));
        tracks.put("minProperties", 1);
        return map(
                "program", ref("id"),
                "name", label(),
                "timezone", map("type", "string", "description", "IANA time zone, e.g. America/Chicago"),
                "currency", map("type", "string", "pattern", "^[A-Z]{3}$"),
                "runs", object(List.of(), map("from", ref("date"), "until", ref("date"))),
                "effective", ref("date"),
                "periods", periods(),
                "points", points(),
                "participants", object(List.of(), map("unknown", words("enrol", "wait"))),
                "products", object(List.of(), map("unknown", words("accept", "wait"))),
                "returns", returns(),
                "claims", claims(),
                "groups", named(ProgramLimits.GROUPS, ref("tests")),
                "activities", named(ProgramLimits.ACTIVITIES, activity()),
                "measures", named(ProgramLimits.MEASURES, ref("measure")),
                "conditions", named(ProgramLimits.CONDITIONS, ref("condition")),
                "tracks", tracks,
                "boards", named(ProgramLimits.BOARDS, ref("board")),
                "budget", object(List.of("points"), map("points", notNegative(), "over", words("period", "year"))),
                "notify", notices());
    }

    private static Map<String, Object> periods() {
        Map<String, Object> period =
                object(List.of("id", "from", "until"), map("id", ref("id"), "from", ref("date"), "until", ref("date")));
        return oneOf(
                periods(
                        List.of(),
                        "every",
                        words(PeriodsReader.EVERY.subList(0, 3)),
                        "fiscal-start-month",
                        whole(1, 12)),
                periods(
                        List.of("every", "starts"),
                        "every",
                        words(PeriodsReader.EVERY.get(3)),
                        "starts",
                        oneOrList(ref("date"), 1, ProgramLimits.PERIODS / 12)),
                periods(List.of("list"), "list", oneOrList(period, 1, ProgramLimits.PERIODS)));
    }

    private static Map<String, Object> periods(List<String> required, Object... which) {
        Map<String, Object> properties = map(which);
        properties.put("grace", whole(0, ProgramLimits.DAYS));
        properties.put("close", words("automatic", "manual"));
        properties.put("late", words("carry", "set-aside"));
        return object(required, properties);
    }

    private static Map<String, Object> points() {
        return object(
                List.of(),
                map(
                        "name", label(),
                        "decimals", whole(0, 4),
                        "rounding", words(SettingsReader.ROUNDINGS),
                        "worth", notNegative(),
                        "minimum-payout", notNegative()));
    }

    private static Map<String, Object> returns() {
        return object(List.of(), map("unmatched", words("accept", "wait"), "within", whole(0, ProgramLimits.DAYS)));
    }

    private static Map<String, Object> claims() {
        Map<String, Object> names = oneOrList(label(), 1, ProgramLimits.ONCE_PER);
        Map<String, Object> matched = oneOf(map("type", "boolean"), words("true", "false"));
        return object(
                List.of(),
                map(
                        "within",
                        whole(0, ProgramLimits.DAYS),
                        "requires",
                        names,
                        "match",
                        names,
                        "approve",
                        names,
                        "auto-approve",
                        object(List.of(), map("matched", matched, "amount-at-most", number()))));
    }

    private static Map<String, Object> activity() {
        return object(
                List.of(),
                map("once-per", oneOrList(label(), 1, ProgramLimits.ONCE_PER), "sign", words("positive", "any")));
    }

    private static Map<String, Object> notices() {
        Map<String, Object> percent = whole(1, 100);
        Map<String, Object> notice = oneOf(
                object(List.of("when"), map("when", words("tier-reached"), "percent", percent)),
                object(List.of("when", "percent"), map("when", words("gap-below"), "percent", percent)));
        return map("oneOf", List.of(notice, map("type", "array", "items", notice)));
    }

    private static Map<String, Object> definitions() {
        Map<String, Object> tests = map(
                "type", "object", "propertyNames", label(), "minProperties", 1, "additionalProperties", ref("test"));
        return map(
                "id", map("type", "string", "pattern", "^[A-Za-z0-9_.-]{1,64}$"),
                "date", map("type", "string", "format", "date", "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
                "values", oneOrList(map("type", "string"), 1, ProgramLimits.VALUES),
                "test", test(),
                "tests", tests,
                "measure", measure(),
                "over", over(),
                "condition", condition(),
                "conditions", conditions(),
                "steps", steps(),
                "rule", rule(),
                "track", track(),
                "ladder", ladder(),
                "board", board());
    }

    private static Map<String, Object> test() {
        return map(
                "oneOf",
                List.of(
                        map("type", "string"),
                        map(
                                "type",
                                "array",
                                "items",
                                map("type", "string"),
                                "minItems",
                                1,
                                "maxItems",
                                ProgramLimits.VALUES),
                        object(List.of("not"), map("not", ref("values"))),
                        object(List.of("at-least"), map("at-least", number(), "at-most", number())),
                        object(List.of("at-most"), map("at-most", number()))));
    }

    private static Map<String, Object> measure() {
        Map<String, Object> kind = map("allOf", List.of(ref("id"), map("not", words(MeasureReader.NOT_MEASURED))));
        Map<String, Object> refused = map();
        MeasureReader.NOT_IN_WHERE.keySet().forEach(field -> refused.put(field, false));
        Map<String, Object> where = map("allOf", List.of(ref("tests"), map("properties", refused)));
        Map<String, Object> sum = map(
                "sum",
                label(),
                "kind",
                kind,
                "of",
                ref("id"),
                "where",
                where,
                "from",
                ref("date"),
                "until",
                ref("date"),
                "shift",
                words(MeasureReader.SHIFTS));
        Map<String, Object> distinct = map(
                "distinct",
                label(),
                "kind",
                kind,
                "of",
                ref("id"),
                "where",
                where,
                "from",
                ref("date"),
                "until",
                ref("date"),
                "shift",
                words(MeasureReader.SHIFTS));
        Map<String, Object> count = map(
                "count",
                kind,
                "of",
                ref("id"),
                "where",
                where,
                "from",
                ref("date"),
                "until",
                ref("date"),
                "shift",
                words(MeasureReader.SHIFTS));
        Map<String, Object> last = map(
                "last",
                words(List.of("quantity")),
                "kind",
                kind,
                "of",
                ref("id"),
                "where",
                where,
                "from",
                ref("date"),
                "until",
                ref("date"),
                "shift",
                words(MeasureReader.SHIFTS));
        Map<String, Object> given = map("given", label(), "shift", words(MeasureReader.SHIFTS));
        return oneOf(
                object(List.of("sum"), sum),
                object(List.of("count"), count),
                object(List.of("given"), given),
                object(List.of("distinct"), distinct),
                object(List.of("last"), last));
    }

    private static Map<String, Object> condition() {
        Map<String, Object> list = map("type", "array", "items", oneCondition(), "minItems", 1);
        Map<String, Object> pointsOf = map("points-of", ref("id"), "at-least", number(), "over", ref("over"));
        Map<String, Object> counted = map(
                "any",
                whole(1, ProgramLimits.CONDITIONS),
                "of",
                oneOrList(ref("id"), 1, ProgramLimits.MEASURES),
                "each",
                oneOf(
                        object(List.of("at-least"), map("at-least", number())),
                        object(List.of("at-most"), map("at-most", number()))),
                "over",
                ref("over"));
        return oneOf(
                condition(List.of("measure"), "at-least"),
                condition(List.of("measure"), "at-most"),
                condition(List.of("ratio", "to"), "at-least"),
                condition(List.of("ratio", "to"), "at-most"),
                object(List.of("points-of", "at-least"), pointsOf),
                object(List.of("status", "is"), map("status", label(), "is", label(), "whose", ref("id"))),
                object(List.of("tier"), map("tier", ref("id"), "whose", ref("id"))),
                object(List.of("all"), map("all", list)),
                object(List.of("any"), map("any", list)),
                object(List.of("any", "of", "each"), counted),
                object(List.of("not"), map("not", oneCondition())));
    }

    /** Over which periods something is looked at. */
    private static Map<String, Object> over() {
        return oneOf(words("period", "year"), object(List.of("last"), map("last", whole(1, ProgramCheck.MAX_LAST))));
    }

    private static Map<String, Object> oneCondition() {
        return oneOf(ref("id"), ref("condition"));
    }

    private static Map<String, Object> condition(List<String> subject, String bound) {
        Map<String, Object> properties = map();
        subject.forEach(key -> properties.put(key, ref("id")));
        properties.put(bound, number());
        properties.put("over", ref("over"));
        List<String> required = new ArrayList<>(subject);
        required.add(bound);
        return object(required, properties);
    }

    private static Map<String, Object> conditions() {
        return oneOrList(oneCondition(), 1, ProgramLimits.CONDITIONS);
    }

    private static Map<String, Object> steps() {
        Map<String, Object> step = oneOf(
                object(List.of("at", "points"), map("at", number(), "points", number())),
                object(List.of("at", "times"), map("at", number(), "times", number())));
        return map("type", "array", "items", step, "minItems", 1, "maxItems", ProgramLimits.STEPS);
    }

    private static Map<String, Object> rule() {
        return map(
                "oneOf",
                RuleKinds.ALL.stream()
                        .map(kind -> object(
                                List.of(kind.name()),
                                map(
                                        kind.name(),
                                        kind(kind),
                                        "cap",
                                        notNegative(),
                                        "needs",
                                        ref("conditions"),
                                        "best-of",
                                        ref("id"),
                                        "over",
                                        words("period", "year"))))
                        .toList());
    }

    private static Map<String, Object> kind(RuleKind kind) {
        Map<String, Object> properties = map();
        for (Parameter parameter : kind.parameters()) {
            properties.put(
                    parameter.key(),
                    switch (parameter.type()) {
                        case NUMBER -> number();
                        case MEASURE -> ref("id");
                        case NUMBER_OR_MEASURE -> map("anyOf", List.of(number(), ref("id")));
                        case NUMBER_OR_ATTRIBUTE ->
                            oneOf(number(), object(List.of("attribute"), map("attribute", label())));
                        case RULES -> oneOrList(ref("id"), 1, ProgramLimits.RULES);
                        case STEPS -> ref("steps");
                        case CONDITIONS -> ref("conditions");
                    });
        }
        List<String> required = kind.parameters().stream()
                .filter(Parameter::required)
                .map(Parameter::key)
                .toList();
        return object(required, properties);
    }

    private static Map<String, Object> track() {
        Map<String, Object> credit =
                oneOf(ref("id"), object(List.of("role"), map("role", ref("id"), "share", share())));
        return object(
                List.of("kind", "credit"),
                map(
                        "kind", ref("id"),
                        "where", ref("tests"),
                        "credit", oneOrList(credit, 1, ProgramLimits.ROLES),
                        "rules", named(ProgramLimits.RULES, ref("rule")),
                        "ladder", ref("ladder"),
                        "cap",
                                object(
                                        List.of("points"),
                                        map("points", notNegative(), "over", words("period", "year")))));
    }

    private static Map<String, Object> ladder() {
        Map<String, Object> tiers = named(ProgramLimits.TIERS, object(List.of(), map("when", ref("conditions"))));
        tiers.put("minProperties", 1);
        return object(
                List.of("tiers"),
                map(
                        "over", ref("over"),
                        "keep", whole(0, ProgramCheck.MAX_KEEP),
                        "drop", words(TrackReader.DROPS),
                        "tiers", tiers));
    }

    private static Map<String, Object> board() {
        Map<String, Object> ratio = object(List.of("ratio", "to"), map("ratio", ref("id"), "to", ref("id")));
        Map<String, Object> prize = object(
                List.of("at", "points"),
                map("at", whole(1, 999_999), "to", whole(1, 999_999), "points", notNegative()));
        return object(
                List.of("track", "rank"),
                map(
                        "track", ref("id"),
                        "rank", oneOf(ref("id"), ratio),
                        "ties", oneOrList(ref("id"), 0, ProgramLimits.MEASURES),
                        "level", ref("id"),
                        "per", label(),
                        "min", number(),
                        "prizes", oneOrList(prize, 0, ProgramLimits.MEASURES),
                        "tie-prizes", words(PrizeReader.TIES),
                        "over", ref("over")));
    }
}
