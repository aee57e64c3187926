package io.tidemark.gateway.language;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pieces of JSON Schema (2020-12) as plain maps and lists. */
final class SchemaParts {
    private static final String NUMBER = "^-?[0-9]+(\\.[0-9]{1,4})?$";
    private static final String NOT_NEGATIVE = NUMBER.replace("-?", "(-(?=0*(\\.0*)?$))?");
    private static final String SHARE = "^(0+\\.(?!0+$)[0-9]{1,4}|0*1(\\.0{1,4})?)$";
    private static final int MOST = 1_000_000_000;

    private SchemaParts() {}

    /** Keys and their schemas in turn. */
    static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    /** An object of exactly these properties. */
    static Map<String, Object> object(List<String> required, Map<String, Object> properties) {
        Map<String, Object> schema = map("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    /** An object whose keys are names that the program chooses. */
    static Map<String, Object> named(int limit, Map<String, Object> part) {
        return map("type", "object", "propertyNames", ref("id"), "maxProperties", limit, "additionalProperties", part);
    }

    static Map<String, Object> ref(String definition) {
        return map("$ref", "#/$defs/" + definition);
    }

    static Map<String, Object> words(List<String> words) {
        return map("enum", words);
    }

    static Map<String, Object> words(String... words) {
        return words(Arrays.asList(words));
    }

    static Map<String, Object> oneOf(Object... schemas) {
        return map("oneOf", List.of(schemas));
    }

    /** The thing itself, or a list of it. */
    static Map<String, Object> oneOrList(Map<String, Object> item, int least, int most) {
        return oneOf(item, map("type", "array", "items", item, "minItems", least, "maxItems", most));
    }

    /** A text that is not blank. */
    static Map<String, Object> label() {
        return map("type", "string", "pattern", "\\S", "maxLength", ProgramLimits.TEXT);
    }

    /** A number in quotes or without; at most four decimals. */
    static Map<String, Object> number() {
        return map("type", List.of("string", "number"), "pattern", NUMBER, "minimum", -MOST, "maximum", MOST);
    }

    static Map<String, Object> notNegative() {
        return map("type", List.of("string", "number"), "pattern", NOT_NEGATIVE, "minimum", 0, "maximum", MOST);
    }

    /** A number above 0 and at most 1. */
    static Map<String, Object> share() {
        return map("type", List.of("string", "number"), "pattern", SHARE, "exclusiveMinimum", 0, "maximum", 1);
    }

    /** A whole number; in quotes, its range shows in the pattern where it is small enough to be written out. */
    static Map<String, Object> whole(int least, int most) {
        String digits = most > 100
                ? "[0-9]+"
                : IntStream.rangeClosed(least, most).mapToObj(Integer::toString).collect(Collectors.joining("|"));
        String pattern = "^0*(" + digits + ")(\\.0{1,4})?$";
        return map("type", List.of("string", "integer"), "pattern", pattern, "minimum", least, "maximum", most);
    }
}
