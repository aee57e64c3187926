package io.tidemark.gateway.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Files without a profile: the header names the fields themselves, in any order, upper or lower case. Any further column is
 * an attribute under its own name.
 */
final class PlainHeader {
    /** Columns that were added to a file of refused rows, and do not belong to them. */
    private static final String ADDED = "tidemark-";

    private PlainHeader() {}

    /** The columns by which a header row is known. */
    static List<String> wanted(Profile.Target target) {
        return switch (target) {
            case ACTIVITIES -> List.of("id", "date");
            case PARTICIPANTS -> List.of("kind", "id");
            case PRODUCTS -> List.of("sku");
            case XREF -> List.of("distributor", "their-sku", "sku");
            case TARGETS -> FieldNames.TARGETS;
            case STATUSES -> List.of("kind", "participant", "status", "date");
            case ASSIGNMENTS -> List.of("role", "participant");
            case DECISIONS -> FieldNames.DECIDED;
        };
    }

    static boolean names(Header header, String field) {
        return header.names().stream().anyMatch(name -> field(name, header).equals(field));
    }

    /** The field that a column names; product and item say sku where no column is named so. */
    private static String field(String column, Header header) {
        String name = column.toLowerCase(Locale.ROOT);
        boolean synonym = name.equals("product") || name.equals("item");
        return synonym && header.names().stream().noneMatch(FieldNames.SKU::equalsIgnoreCase) ? FieldNames.SKU : name;
    }

    /** The profile with the fields that the header names. */
    static Profile resolve(Profile profile, Header header, String file) throws IngestException {
        Map<String, Profile.Source> fields = new LinkedHashMap<>();
        Map<String, Profile.Source> roles = new LinkedHashMap<>();
        Map<String, Profile.Source> attributes = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        for (String column : header.names()) {
            if (!column.isEmpty() && !column.startsWith(ADDED)) {
                String field = field(column, header);
                Map<String, Profile.Source> part = part(profile.target(), field, fields, roles, attributes);
                String name = part == attributes && !known(profile.target(), field) ? column : field;
                if (part.putIfAbsent(name, Profile.Source.of(column)) != null) {
                    twice.add(IngestException.problem(
                            file + ":" + header.line(),
                            "two columns name " + name,
                            "give one of them another name, or leave it out of the file"));
                }
            }
        }
        if (!twice.isEmpty()) {
            throw new IngestException(twice);
        }
        return profile.withColumns(fields, roles, attributes);
    }

    /** Attributes that have one name, however the header writes it. */
    private static boolean known(Profile.Target target, String field) {
        return switch (target) {
            case PARTICIPANTS -> FieldNames.PARTICIPANT_ATTRIBUTES.contains(field);
            case PRODUCTS -> FieldNames.PRODUCT_ATTRIBUTES.contains(field);
            case ACTIVITIES, XREF, TARGETS, STATUSES, ASSIGNMENTS, DECISIONS -> false;
        };
    }

    private static Map<String, Profile.Source> part(
            Profile.Target target,
            String field,
            Map<String, Profile.Source> fields,
            Map<String, Profile.Source> roles,
            Map<String, Profile.Source> attributes) {
        return switch (target) {
            case PARTICIPANTS -> FieldNames.PARTICIPANT.contains(field) ? fields : attributes;
            case PRODUCTS -> FieldNames.PRODUCT.contains(field) ? fields : attributes;
            case XREF -> FieldNames.XREF.contains(field) ? fields : attributes;
            case TARGETS -> FieldNames.TARGETS.contains(field) ? fields : attributes;
            case STATUSES -> FieldNames.STATUSES.contains(field) ? fields : attributes;
            case ASSIGNMENTS -> FieldNames.ASSIGNMENTS.contains(field) ? fields : attributes;
            case DECISIONS -> FieldNames.DECISIONS.contains(field) ? fields : attributes;
            case ACTIVITIES ->
                FieldNames.isKnownRole(field)
                        ? roles
                        : FieldNames.OWN.contains(field) || FieldNames.FURTHER.contains(field) ? fields : attributes;
        };
    }
}
