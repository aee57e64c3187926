package io.tidemark.engine.credit;

import io.tidemark.engine.activity.Acting;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.store.Words;
import java.util.List;

/** The fields by which a claim and a sale are of the same thing: invoice and SKU, SKU and serial. Core thread only. */
final class MatchKeys {
    private final Facts facts;
    private final int[] fields;
    private final boolean[] product;
    private final long[] parts;
    private final long[] others;

    MatchKeys(List<String> match, Facts facts) {
        this.facts = facts;
        this.fields = match.stream().mapToInt(facts.names.names::intern).toArray();
        this.product = new boolean[fields.length];
        for (int k = 0; k < fields.length; k++) {
            product[k] = match.get(k).equals("sku");
        }
        this.parts = new long[2 * fields.length];
        this.others = new long[2 * fields.length];
    }

    /** Hash of a version's fields, 0 where one is absent. */
    long hash(Acting acting) {
        if (!load(acting, parts)) {
            return 0;
        }
        long hash = 1;
        for (long part : parts) {
            hash = Words.mix(hash, part);
        }
        return hash == 0 ? 1 : hash;
    }

    /** Whether two versions have the same fields, all of them. */
    boolean equal(Acting one, Acting other) {
        if (!load(one, parts) || !load(other, others)) {
            return false;
        }
        return java.util.Arrays.equals(parts, others);
    }

    private boolean load(Acting acting, long[] into) {
        for (int k = 0; k < fields.length; k++) {
            if (!load(acting, k, into)) {
                return false;
            }
        }
        return fields.length > 0;
    }

    /** What stands in a field: a product, a participant, or a text and its number. */
    private boolean load(Acting acting, int k, long[] into) {
        Versions versions = facts.versions;
        if (product[k]) {
            into[2 * k] = acting.product;
            into[2 * k + 1] = 0;
            return acting.product != 0;
        }
        int field = versions.fieldNamed(acting.version, fields[k]);
        if (field >= 0) {
            into[2 * k] = versions.fieldText(acting.version, field);
            into[2 * k + 1] = versions.fieldNumber(acting.version, field);
            return true;
        }
        int participant = facts.participant(acting.version, fields[k]);
        into[2 * k] = participant;
        into[2 * k + 1] = 1;
        return participant >= 0;
    }
}
