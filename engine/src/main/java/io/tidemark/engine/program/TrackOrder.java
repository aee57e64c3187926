package io.tidemark.engine.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The tracks of a program in the order in which they ask each other for tiers: who is asked comes first. */
public final class TrackOrder {
    private final List<Set<Integer>> asked = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();
    private final boolean[] begun;
    private boolean circular;

    /** @param program whose tracks ask only for tiers that there are */
    public TrackOrder(Program program) {
        for (Program.Track track : program.tracks()) {
            Set<Integer> asks = new TreeSet<>();
            conditions(track)
                    .forEach(one -> one.visit(condition -> {
                        if (condition instanceof Program.HoldsTier tier && tier.whose() != null) {
                            asks.add(TrackReferences.ofTier(program, tier.whose(), tier.tier()));
                        }
                    }));
            asked.add(asks);
        }
        begun = new boolean[asked.size()];
        for (int k = 0; k < begun.length; k++) {
            visit(k);
        }
    }

    private void visit(int k) {
        if (k < 0 || order.contains(k)) {
            return;
        }
        circular |= begun[k];
        if (!begun[k]) {
            begun[k] = true;
            asked.get(k).forEach(this::visit);
            order.add(k);
        }
    }

    /** Whether a track asks, by whatever way, for tiers that hang on its own. */
    public boolean isCircular() {
        return circular;
    }

    TrackInstance[] tracks(TrackInstance[] declared) {
        return order.stream().map(k -> declared[k]).toArray(TrackInstance[]::new);
    }

    /** Every condition that a track asks. */
    static List<Program.Condition> conditions(Program.Track track) {
        List<Program.Condition> all = new ArrayList<>();
        for (Program.Rule rule : track.rules()) {
            all.addAll(rule.needs());
            rule.spec().arguments().values().forEach(argument -> {
                if (argument instanceof RuleSpec.Argument.Conditions conditions) {
                    all.addAll(conditions.conditions());
                }
            });
        }
        track.ladder().forEach(tier -> all.addAll(tier.when()));
        return all;
    }
}
