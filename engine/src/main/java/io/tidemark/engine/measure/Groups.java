package io.tidemark.engine.measure;

import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.FieldCheck;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.store.RowTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which groups of products an edition belongs to, decided once per edition and kept as bits. Derived from facts that
 * never change (an edition's attributes), so it is no part of any hash of state. Core thread only.
 */
final class Groups {
    private static final int BITS = 63;
    /** Set in the first word of an edition once its groups are decided. */
    private static final long DECIDED = 1L << 63;

    private final Facts facts;
    private final FieldCheck[][] tests;
    private final boolean[][] onSku;
    private final Map<String, Integer> positions = new HashMap<>();
    private final RowTable members;

    Groups(List<Program.Group> groups, Facts facts) {
        this.facts = facts;
        this.tests = new FieldCheck[groups.size()][];
        this.onSku = new boolean[groups.size()][];
        for (int g = 0; g < groups.size(); g++) {
            Program.Group group = groups.get(g);
            positions.put(group.name(), g);
            int count = group.tests().size();
            tests[g] = new FieldCheck[count];
            onSku[g] = new boolean[count];
            for (int k = 0; k < count; k++) {
                tests[g][k] = new FieldCheck(group.tests().get(k), facts.names);
                onSku[g][k] = group.tests().get(k).field().equals("sku");
            }
        }
        members = new RowTable(groups.size() / BITS + 1);
    }

    int position(String name) {
        return positions.get(name);
    }

    /** The first 63 groups of an edition, a bit each. */
    long firstWord(int edition) {
        long word = edition < members.rows() ? members.get(edition, 0) : 0;
        if (word >= 0) {
            decide(edition);
            word = members.get(edition, 0);
        }
        return word;
    }

    /** Whether an edition whose {@link #firstWord} was read belongs to a group. */
    boolean contains(int group, int edition, long firstWord) {
        return group < BITS
                ? (firstWord >>> group & 1) != 0
                : (members.get(edition, group / BITS) >>> group % BITS & 1) != 0;
    }

    private void decide(int edition) {
        members.ensure(edition);
        for (int g = 0; g < tests.length; g++) {
            if (passes(g, edition)) {
                members.set(edition, g / BITS, members.get(edition, g / BITS) | 1L << g % BITS);
            }
        }
        members.set(edition, 0, members.get(edition, 0) | DECIDED);
    }

    private boolean passes(int group, int edition) {
        // an activity without a product belongs to no group
        boolean passes = facts.products.productOf(edition) != 0;
        for (int k = 0; passes && k < tests[group].length; k++) {
            FieldCheck test = tests[group][k];
            passes = onSku[group][k]
                    ? test.acceptsReference(facts.products.skuReference(facts.products.productOf(edition)))
                    : test.accepts(facts.products.attribute(edition, test.field()));
        }
        return passes;
    }
}
