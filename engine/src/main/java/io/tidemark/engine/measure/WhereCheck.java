package io.tidemark.engine.measure;

import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.FieldCheck;
import io.tidemark.engine.program.Program;

/**
 * A test of an activity's field: one of its own fields, the participant in a role by id, or {@code sku}, {@code
 * currency}, {@code source}, {@code invoice} and the like by name. Core thread only.
 */
final class WhereCheck {
    private enum Place {
        FIELD_OR_ROLE,
        SKU,
        CURRENCY,
        SOURCE
    }

    private final Facts facts;
    private final FieldCheck check;
    private final Place place;

    WhereCheck(Program.FieldTest test, Facts facts) {
        this.facts = facts;
        this.check = new FieldCheck(test, facts.names);
        this.place = switch (test.field()) {
            case "sku" -> Place.SKU;
            case "currency" -> Place.CURRENCY;
            case "source" -> Place.SOURCE;
            default -> Place.FIELD_OR_ROLE;
        };
    }

    /** @param edition of the product that the version is about, whatever its distributor calls it */
    boolean accepts(int version, int edition) {
        Versions versions = facts.versions;
        return switch (place) {
            case SKU -> check.acceptsReference(facts.products.skuReference(facts.products.productOf(edition)));
            case CURRENCY -> check.acceptsReference(facts.names.names.reference(versions.currency(version)));
            case SOURCE ->
                check.acceptsReference(
                        facts.names.names.reference(facts.identities.source(versions.identity(version))));
            case FIELD_OR_ROLE -> acceptsField(version);
        };
    }

    private boolean acceptsField(int version) {
        Versions versions = facts.versions;
        int k = versions.fieldNamed(version, check.field());
        if (k >= 0) {
            int text = versions.fieldText(version, k);
            return text == Versions.PLAIN_NUMBER
                    ? check.acceptsPlain(versions.fieldNumber(version, k))
                    : check.accepts(text);
        }
        int participant = versions.participant(version, check.field());
        return check.acceptsReference(participant < 0 ? 0 : facts.participants.idReference(participant));
    }
}
