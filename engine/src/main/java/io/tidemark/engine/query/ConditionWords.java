package io.tidemark.engine.query;

import io.tidemark.engine.program.Program;
import java.util.stream.Collectors;

/** Conditions in few words, for people: the name they were declared under, or what they look at. */
final class ConditionWords {
    private ConditionWords() {}

    private static String whose(String kind) {
        return kind == null ? "" : kind + "'s ";
    }

    static String of(Program.Condition condition) {
        if (condition.name() != null) {
            return condition.name();
        }
        if (condition instanceof Program.Compared compared) {
            return compared.measure();
        }
        if (condition instanceof Program.PointsOf points) {
            return "points of " + points.rule();
        }
        if (condition instanceof Program.Not not) {
            return "not " + of(not.of());
        }
        if (condition instanceof Program.HasStatus status) {
            return whose(status.whose()) + status.status() + " " + status.is();
        }
        if (condition instanceof Program.HoldsTier tier) {
            return whose(tier.whose()) + "tier " + tier.tier();
        }
        Program.Some some = (Program.Some) condition;
        String all = some.of().stream().map(ConditionWords::of).collect(Collectors.joining(", "));
        return (some.isAll() ? "all of " : some.least() + " of ") + all;
    }
}
