package io.tidemark.engine.measure;

import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.FieldCheck;
import io.tidemark.engine.program.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which groups of products an edition belongs to. {@link Selection} keeps what is decided. Core thread only. */
final class Groups {
    private final Facts facts;
    private final FieldCheck[][] tests;
    private final boolean[][] onSku;
    private final Map<String, Integer> positions = new HashMap<>();

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
    }

    int position(String name) {
        return positions.get(name);
    }

    /** Whether an edition belongs to a group. */
    boolean contains(int group, int edition) {
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
