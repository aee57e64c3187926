package io.tidemark.gateway.ingest;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a feed's files are read: the layout, the notation of dates and numbers, and which columns make which field.
 * Immutable. Texts are as written in the profile file; columns are names of the header, compared exactly after
 * trimming.
 *
 * @param target what a row of the file becomes
 * @param timezone in which an instant has its date; plain dates are taken as they are
 * @param dates date patterns in order of preference; empty: the column is looked at as a whole
 * @param fields activity field (or column of a reference file) → where it comes from
 * @param roles role → where its participant's id comes from
 * @param attributes attribute → where it comes from
 * @param defaults field or role → its text where no column is mapped or the cell is blank
 * @param kinds first match wins; {@code sale} otherwise
 * @param skip rows of which any condition holds are skipped and counted
 * @param expected when the feed's files are expected, or null
 */
public record Profile(
        String name,
        Target target,
        Layout layout,
        ZoneId timezone,
        List<String> dates,
        Numbers numbers,
        Map<String, Source> fields,
        Map<String, Source> roles,
        Map<String, Source> attributes,
        Map<String, String> defaults,
        List<KindRule> kinds,
        List<When> skip,
        OnMissingId onMissingId,
        Schedule expected) {

    public static final String AUTO = "auto";

    public Profile {
        dates = List.copyOf(dates);
        fields = ordered(fields);
        roles = ordered(roles);
        attributes = ordered(attributes);
        defaults = ordered(defaults);
        kinds = List.copyOf(kinds);
        skip = List.copyOf(skip);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** What a row of the file becomes. */
    public enum Target {
        ACTIVITIES,
        PARTICIPANTS,
        PRODUCTS,
        XREF,
        TARGETS,
        STATUSES,
        ASSIGNMENTS,
        DECISIONS
    }

    /**
     * The file's outer form.
     *
     * @param format {@link Format#AUTO} to find it
     * @param charset {@code auto} or a charset's name
     * @param delimiter the character, or 0 to find it
     * @param headerLine the header's line in the file from 1, or 0 to find it
     * @param sheet the sheet of a workbook, or empty to find it
     * @param allOrNothing whether one row at fault refuses the file
     */
    public record Layout(
            Format format, String charset, char delimiter, int headerLine, String sheet, boolean allOrNothing) {
        public static final Layout FOUND = new Layout(Format.AUTO, AUTO, '\0', 0, "", false);
    }

    /**
     * The notation of numbers.
     *
     * @param symbol a currency symbol that may stand before or after, or empty
     * @param group the separator of thousands, one character, or empty
     * @param point the decimal point, one character
     */
    public record Numbers(String symbol, String group, String point, DecimalRounding rounding) {
        public static final Numbers PLAIN = new Numbers("", "", ".", DecimalRounding.NONE);
    }

    /**
     * Where a field comes from: columns joined by {@code /}, or multiplied.
     *
     * @param multiply the product of exactly two columns, for {@code amount}
     */
    public record Source(List<String> columns, boolean multiply) {
        public Source {
            columns = List.copyOf(columns);
        }

        public static Source of(String... columns) {
            return new Source(List.of(columns), false);
        }
    }

    /** Columns and what must hold of each of them. */
    public record When(Map<String, Test> tests) {
        public When {
            tests = ordered(tests);
        }
    }

    /** @param values for {@link Shape#VALUE}: the texts of which one must be the cell's */
    public record Test(Shape shape, List<String> values) {
        public Test {
            values = List.copyOf(values);
        }
    }

    public enum Shape {
        BLANK,
        NEGATIVE,
        POSITIVE,
        VALUE
    }

    /** @param negate columns whose numbers change sign on these rows */
    public record KindRule(String kind, When when, Set<String> negate) {
        public KindRule {
            negate = Set.copyOf(negate);
        }
    }

    /** What becomes of a row without an id. */
    public enum OnMissingId {
        REJECT,
        /** All fields and the occurrence number make the id; the file is the unit and must not be split. */
        HASH
    }

    /** Every column that the profile names, in its order, once. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        for (Map<String, Source> part : List.of(fields, roles, attributes)) {
            part.values().forEach(source -> columns.addAll(source.columns()));
        }
        List<When> conditions = new ArrayList<>(skip);
        kinds.forEach(rule -> {
            conditions.add(rule.when());
            columns.addAll(rule.negate());
        });
        conditions.forEach(when -> columns.addAll(when.tests().keySet()));
        return columns;
    }

    /**
     * The profile of a file whose header names the activity fields themselves; any further column is an attribute.
     * Its fields are known once the header is.
     */
    public static Profile plain() {
        return plain(Target.ACTIVITIES);
    }

    static Profile plain(Target target) {
        return new Profile(
                "",
                target,
                Layout.FOUND,
                ZoneId.of("UTC"),
                List.of(),
                Numbers.PLAIN,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                OnMissingId.REJECT,
                null);
    }

    /** Whether the fields are still to be taken from the header. */
    boolean isPlain() {
        return fields.isEmpty() && roles.isEmpty() && attributes.isEmpty();
    }

    Profile withColumns(
            Map<String, Source> newFields, Map<String, Source> newRoles, Map<String, Source> newAttributes) {
        return new Profile(
                name,
                target,
                layout,
                timezone,
                dates,
                numbers,
                newFields,
                newRoles,
                newAttributes,
                defaults,
                kinds,
                skip,
                onMissingId,
                expected);
    }

    Profile withLayout(Layout newLayout) {
        return new Profile(
                name,
                target,
                newLayout,
                timezone,
                dates,
                numbers,
                fields,
                roles,
                attributes,
                defaults,
                kinds,
                skip,
                onMissingId,
                expected);
    }

    Profile withDates(List<String> newDates) {
        return new Profile(
                name,
                target,
                layout,
                timezone,
                newDates,
                numbers,
                fields,
                roles,
                attributes,
                defaults,
                kinds,
                skip,
                onMissingId,
                expected);
    }
}
