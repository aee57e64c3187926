package io.tidemark.engine.credit;

import io.tidemark.engine.EngineScorer;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.naive.Fact;
import io.tidemark.engine.program.Facts;
import java.util.List;
import java.util.TreeMap;

/** Facts that hold some sales and nothing else, for tests of what refers to them. */
final class Sold {
    /** 2026-01-05. */
    static final int DAY = 20_458;

    private Sold() {}

    /** The sales are numbered in the order of the ids. */
    static Facts sales(List<String> ids) {
        EngineScorer scorer = new EngineScorer();
        scorer.today(DAY);
        ids.forEach(id -> scorer.apply(new Fact.Act(sale(id))));
        return scorer.core().facts();
    }

    private static Activity sale(String id) {
        TreeMap<String, String> roles = new TreeMap<>();
        roles.put("rep", "r1");
        return new Activity(
                "pos",
                id,
                "",
                Activity.Function.ORIGINAL,
                Activity.NO_REVISION,
                Activity.SALE,
                DAY,
                roles,
                "pump",
                3 * Fixed.ONE,
                100 * Fixed.ONE,
                "",
                "",
                new TreeMap<>());
    }
}
