package io.tidemark.gateway.ingest;

import io.tidemark.gateway.ingest.Profile.Source;
import io.tidemark.gateway.language.MappingReader;
import io.tidemark.gateway.language.Nearest;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.SourceNode;
import io.tidemark.gateway.language.SourceReader;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a profile file, YAML or JSON: every problem at once, each with its place. */
public final class ProfileReader {
    private static final String LATER = "leave it out";
    private static final Map<String, Profile.OnMissingId> ON_MISSING_ID =
            Map.of("reject", Profile.OnMissingId.REJECT, "hash", Profile.OnMissingId.HASH);
    private static final Map<String, Profile.Target> TARGETS = Map.of(
            "participants", Profile.Target.PARTICIPANTS,
            "products", Profile.Target.PRODUCTS,
            "xref", Profile.Target.XREF,
            "targets", Profile.Target.TARGETS,
            "statuses", Profile.Target.STATUSES,
            "assignments", Profile.Target.ASSIGNMENTS,
            "decisions", Profile.Target.DECISIONS);

    private final MappingReader root;
    private final Problems problems;
    private final ProfileSources sources;

    private ProfileReader(MappingReader root, Problems problems) {
        this.root = root;
        this.problems = problems;
        this.sources = new ProfileSources(problems);
    }

    /**
     * The profile, or null where the problems have an error.
     *
     * @param file the file's name, for the problems
     * @param text its text
     */
    public static Profile read(String file, String text, Problems problems) {
        SourceNode node = SourceReader.read(file, text, problems);
        MappingReader root = node == null ? null : MappingReader.of("the profile", node, problems);
        Profile profile = root == null ? null : new ProfileReader(root, problems).profile();
        return problems.hasErrors() ? null : profile;
    }

    private Profile profile() {
        String name = root.requiredId("profile", "profile: bike-reseller");
        Profile.Target target = target();
        unsupported();
        Profile.Layout layout = new ProfileLayout(root, problems).layout();
        ZoneId zone = zone();
        List<String> dates = dates();
        Profile.Numbers numbers = new ProfileLayout(root, problems).numbers();
        Map<String, Source> roles = new LinkedHashMap<>();
        Map<String, Source> attributes = new LinkedHashMap<>();
        Map<String, Source> fields = fields(target, roles, attributes);
        roles(target, fields, roles);
        attributes(fields, roles, attributes);
        Map<String, String> defaults = defaults(target, roles);
        ProfileRules rules = new ProfileRules(root, problems);
        List<Profile.KindRule> kinds = target == Profile.Target.ACTIVITIES ? rules.kinds() : List.of();
        List<Profile.When> skip = rules.skip();
        checkNegated(kinds, fields, attributes);
        Profile.OnMissingId missing = root.choice("on-missing-id", ON_MISSING_ID);
        Schedule expected = new ProfileLayout(root, problems).expected();
        root.unknownKeys();
        if (zone == null || layout == null || numbers == null) {
            return null;
        }
        Profile.OnMissingId onMissing = missing == null ? Profile.OnMissingId.REJECT : missing;
        needed(target, fields, defaults, onMissing);
        joinedDates(fields, dates);
        return new Profile(
                name,
                target,
                layout,
                zone,
                dates,
                numbers,
                fields,
                roles,
                attributes,
                defaults,
                kinds,
                skip,
                onMissing,
                expected);
    }

    private Profile.Target target() {
        Profile.Target target = root.has("reference") ? root.choice("reference", TARGETS) : null;
        return target == null ? Profile.Target.ACTIVITIES : target;
    }

    private void unsupported() {
        for (String key : List.of("xref", "report")) {
            if (root.has(key)) {
                problems.error(root.position(key), "the key " + key + " is not supported by this version", LATER);
            }
        }
    }

    private ZoneId zone() {
        String text = root.text("timezone");
        if (text == null) {
            return ZoneId.of("UTC");
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            problems.error(
                    root.node("timezone"),
                    "there is no time zone " + text,
                    Nearest.hint(text, ZoneId.getAvailableZoneIds()) + "; e.g. America/Chicago");
            return null;
        }
    }

    private List<String> dates() {
        List<String> patterns = new ArrayList<>();
        for (String pattern : root.texts("dates")) {
            if (!pattern.equals(Profile.AUTO)) {
                try {
                    DatePattern.of(pattern);
                    patterns.add(pattern);
                } catch (IllegalArgumentException wrong) {
                    problems.error(root.node("dates"), wrong.getMessage(), "e.g. dates: [dd-MM-yyyy]");
                }
            }
        }
        return patterns;
    }

    private Map<String, Source> fields(
            Profile.Target target, Map<String, Source> roles, Map<String, Source> attributes) {
        MappingReader reader = root.mapping("fields");
        Map<String, Source> fields = new LinkedHashMap<>();
        if (reader == null) {
            if (!root.has("fields")) {
                problems.error(
                        root.position(),
                        "the profile has no fields",
                        "say which column is what, e.g. fields: { id: OrderNo }");
            }
            return fields;
        }
        List<String> own = known(target);
        List<String> beside = beside(target);
        for (SourceNode.Entry entry : reader.entries()) {
            String field = entry.key();
            if (own.contains(field) || beside.contains(field)) {
                Source source = sources.read(field, entry.value(), field.equals(FieldNames.AMOUNT));
                Map<String, Source> other = target == Profile.Target.ACTIVITIES ? roles : attributes;
                if (source != null) {
                    (own.contains(field) ? fields : other).put(field, source);
                }
            } else {
                List<String> all = new ArrayList<>(own);
                all.addAll(beside);
                String further = target == Profile.Target.ACTIVITIES ? "; further roles stand under roles:" : "";
                problems.error(
                        entry.keyPosition(),
                        field + " is no field",
                        Nearest.hint(field, all) + further + "; anything else goes under attributes:");
            }
        }
        return fields;
    }

    /** What may stand under fields beside the fields proper: roles, or attributes that every reference file has. */
    private static List<String> beside(Profile.Target target) {
        return switch (target) {
            case PARTICIPANTS -> FieldNames.PARTICIPANT_ATTRIBUTES;
            case PRODUCTS -> FieldNames.PRODUCT_ATTRIBUTES;
            case XREF, TARGETS, STATUSES, ASSIGNMENTS, DECISIONS -> List.of();
            case ACTIVITIES -> FieldNames.ROLES;
        };
    }

    private static List<String> known(Profile.Target target) {
        List<String> known = new ArrayList<>();
        switch (target) {
            case PARTICIPANTS -> known.addAll(FieldNames.PARTICIPANT);
            case PRODUCTS -> known.addAll(FieldNames.PRODUCT);
            case XREF -> known.addAll(FieldNames.XREF);
            case TARGETS -> known.addAll(FieldNames.TARGETS);
            case STATUSES -> known.addAll(FieldNames.STATUSES);
            case ASSIGNMENTS -> known.addAll(FieldNames.ASSIGNMENTS);
            case DECISIONS -> known.addAll(FieldNames.DECISIONS);
            default -> {
                known.addAll(FieldNames.OWN);
                known.addAll(FieldNames.FURTHER);
            }
        }
        return known;
    }

    private static List<String> defaultable(Profile.Target target) {
        return switch (target) {
            case ACTIVITIES -> FieldNames.DEFAULTABLE;
            case PARTICIPANTS -> List.of("kind", "parent", "from");
            case PRODUCTS -> List.of("from");
            case XREF -> List.of("distributor", "from");
            case TARGETS -> List.of("kind", "name", "period");
            case STATUSES -> List.of("kind", "status", "value", "date");
            case ASSIGNMENTS -> List.of("role", "from");
            case DECISIONS -> List.of("program", "source", "step", "decision", "by");
        };
    }

    private void roles(Profile.Target target, Map<String, Source> fields, Map<String, Source> roles) {
        MappingReader reader = root.mapping("roles");
        if (reader == null) {
            return;
        }
        for (SourceNode.Entry entry : reader.entries()) {
            if (target != Profile.Target.ACTIVITIES) {
                problems.error(entry.keyPosition(), "a reference file has no roles", "map its columns under fields:");
            } else if (known(target).contains(entry.key()) || roles.containsKey(entry.key())) {
                problems.error(
                        entry.keyPosition(),
                        entry.key() + " is a field already",
                        "map it once, under fields: or roles:");
            } else {
                Source source = sources.read(entry.key(), entry.value(), false);
                if (source != null) {
                    roles.put(entry.key(), source);
                }
            }
        }
        if (roles.size() > IngestLimits.ROLES) {
            problems.error(root.position("roles"), roles.size() + " roles", "at most " + IngestLimits.ROLES);
        }
    }

    private void attributes(Map<String, Source> fields, Map<String, Source> roles, Map<String, Source> attributes) {
        MappingReader reader = root.mapping("attributes");
        if (reader == null) {
            return;
        }
        Set<String> taken = new LinkedHashSet<>(fields.keySet());
        taken.addAll(roles.keySet());
        taken.addAll(attributes.keySet());
        for (SourceNode.Entry entry : reader.entries()) {
            if (taken.contains(entry.key()) || FieldNames.OWN.contains(entry.key()) && !root.has("reference")) {
                problems.error(
                        entry.keyPosition(), entry.key() + " is a field, no attribute", "map it under fields: only");
            } else {
                Source source = sources.read(entry.key(), entry.value(), false);
                if (source != null) {
                    attributes.put(entry.key(), source);
                }
            }
        }
        if (attributes.size() > IngestLimits.FIELDS) {
            problems.error(
                    root.position("attributes"), attributes.size() + " attributes", "at most " + IngestLimits.FIELDS);
        }
    }

    private Map<String, String> defaults(Profile.Target target, Map<String, Source> roles) {
        Map<String, String> defaults = new LinkedHashMap<>();
        MappingReader reader = root.mapping("defaults");
        if (reader == null) {
            return defaults;
        }
        List<String> known = new ArrayList<>(defaultable(target));
        if (target == Profile.Target.ACTIVITIES) {
            known.addAll(FieldNames.ROLES);
            known.addAll(roles.keySet());
        }
        for (SourceNode.Entry entry : reader.entries()) {
            if (!known.contains(entry.key())) {
                problems.error(
                        entry.keyPosition(), entry.key() + " cannot have a default", Nearest.hint(entry.key(), known));
            } else {
                String text = reader.text(entry.key());
                if (text != null) {
                    defaults.put(entry.key(), text.strip());
                }
            }
        }
        return defaults;
    }

    private void needed(
            Profile.Target target,
            Map<String, Source> fields,
            Map<String, String> defaults,
            Profile.OnMissingId missing) {
        List<String> needed = switch (target) {
            case PARTICIPANTS -> List.of("kind", "id");
            case PRODUCTS -> List.of("sku");
            case XREF -> List.of("distributor", "their-sku", "sku");
            case TARGETS -> FieldNames.TARGETS;
            case STATUSES -> List.of("kind", "participant", "status", "date");
            case ASSIGNMENTS -> List.of("role", "participant");
            case DECISIONS -> FieldNames.DECIDED;
            case ACTIVITIES -> missing == Profile.OnMissingId.HASH ? List.of("date") : List.of("id", "date");
        };
        for (String field : needed) {
            if (!problems.hasErrors() && !fields.containsKey(field) && !defaults.containsKey(field)) {
                problems.error(
                        root.position("fields"),
                        "no column is mapped to " + field,
                        "add it, e.g. " + field + ": COLUMN");
            }
        }
    }

    /** Turning the sign of a column that no number is read from would change nothing, and look as if it did. */
    private void checkNegated(
            List<Profile.KindRule> kinds, Map<String, Source> fields, Map<String, Source> attributes) {
        Set<String> numeric = new LinkedHashSet<>();
        for (String field : List.of(FieldNames.QUANTITY, FieldNames.AMOUNT)) {
            numeric.addAll(fields.containsKey(field) ? fields.get(field).columns() : List.of());
        }
        attributes.values().forEach(source -> numeric.addAll(source.columns()));
        for (Profile.KindRule rule : kinds) {
            for (String column : rule.negate()) {
                if (!numeric.contains(column)) {
                    problems.error(
                            root.position("kinds"),
                            "negate names " + column + ", which is neither quantity nor amount nor an attribute",
                            Nearest.hint(column, numeric));
                }
            }
        }
    }

    private void joinedDates(Map<String, Source> fields, List<String> dates) {
        Source date = fields.get(FieldNames.DATE);
        if (date != null && date.columns().size() > 1 && dates.isEmpty()) {
            problems.error(
                    root.position("fields"),
                    "the date is joined of " + String.join(" and ", date.columns()) + ", and no pattern is named",
                    "add dates:, e.g. dates: [yyyy-MM-dd/HH:mm]");
        }
    }
}
