package io.tidemark.gateway.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** The names that files and profiles know. */
final class FieldNames {
    static final String SOURCE = "source";
    static final String ID = "id";
    static final String LINE = "line";
    static final String REVISION = "revision";
    static final String FUNCTION = "function";
    static final String KIND = "kind";
    static final String DATE = "date";
    static final String SKU = "sku";
    static final String QUANTITY = "quantity";
    static final String AMOUNT = "amount";
    static final String CURRENCY = "currency";
    static final String ORIGINAL = "original";

    /** Fields with a place of their own in an activity. */
    static final List<String> OWN =
            List.of(SOURCE, ID, LINE, REVISION, FUNCTION, KIND, DATE, SKU, QUANTITY, AMOUNT, CURRENCY, ORIGINAL);

    /** Fields kept by name beside the attributes. */
    static final List<String> FURTHER = List.of("territory", "postal-code", "invoice", "serial");

    /** Roles that need no declaration. */
    static final List<String> ROLES = List.of(
            "distributor",
            "location",
            "rep",
            "contractor",
            "dealer",
            "designer",
            "integrator",
            "marketer",
            "owner",
            "end-customer",
            "consultant",
            "installer");

    /** Fields that a profile may give one text for every row. */
    static final List<String> DEFAULTABLE =
            List.of(SOURCE, FUNCTION, KIND, SKU, CURRENCY, "territory", "postal-code", "invoice");

    /** Columns of a participants file with a place of their own; others are attributes. */
    static final List<String> PARTICIPANT = List.of("kind", "id", "name", "parent", "from", "enrolled", "left");

    /** Attributes that a profile for participants may map under {@code fields}. */
    static final List<String> PARTICIPANT_ATTRIBUTES = List.of("region", "territory");

    /** Columns of a products file with a place of their own; others are attributes. */
    static final List<String> PRODUCT = List.of(SKU, "from");

    /** Columns of a file of cross-references; others are passed over. */
    static final List<String> XREF = List.of("distributor", "their-sku", SKU, "units-per", "from");

    /** Columns of a file of numbers that are given; others are passed over. */
    static final List<String> TARGETS = List.of(KIND, "participant", "name", "period", "value");

    /** Columns of a file of statuses; others are passed over. */
    static final List<String> STATUSES = List.of(KIND, "participant", "status", "value", DATE);

    /** Columns of a file of assignments; others are passed over. */
    static final List<String> ASSIGNMENTS =
            List.of("territory", "postal-from", "postal-to", "role", "participant", "from");

    /** Columns of a file of decisions about claims that every row needs. */
    static final List<String> DECIDED = List.of("program", "claim", "step", "decision");

    /** Columns of a file of decisions about claims; others are passed over. */
    static final List<String> DECISIONS =
            List.of("program", "source", "claim", "line", "step", "decision", "reason", "by");

    /** Attributes that a profile for products may map under {@code fields}. */
    static final List<String> PRODUCT_ATTRIBUTES =
            List.of("name", "brand", "category", "family", "margin", "launched", "list-price");

    private FieldNames() {}

    /** A problem for each name of a further column that is longer than a name may be. */
    static List<String> tooLong(String file, Collection<String> names) {
        return names.stream()
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length > IngestLimits.NAME_BYTES)
                .map(name -> IngestException.problem(
                        file,
                        "the column " + name.substring(0, IngestLimits.SHOWN_CHARS) + "… has a name of "
                                + name.getBytes(StandardCharsets.UTF_8).length + " bytes",
                        "at most " + IngestLimits.NAME_BYTES + " bytes in UTF-8"))
                .toList();
    }

    /** Whether a role needs no declaration: one of {@link #ROLES}, or a further one of its kind, as {@code rep.specifier}. */
    static boolean isKnownRole(String text) {
        int point = text.indexOf('.');
        return isRole(text) && ROLES.contains(point < 0 ? text : text.substring(0, point));
    }

    /** Whether the text may be a role: a kind, or a kind, a point and a word of the same letters. */
    static boolean isRole(String text) {
        int point = text.indexOf('.');
        return point < 0
                ? isKind(text)
                : point > 0
                        && point < text.length() - 1
                        && isKind(text.substring(0, point))
                        && isKind(text.substring(point + 1));
    }

    /** Whether the text may be a kind of activities or participants: small letters, digits and hyphens. */
    static boolean isKind(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }
}
