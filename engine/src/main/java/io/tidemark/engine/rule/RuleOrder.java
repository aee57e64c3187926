package io.tidemark.engine.rule;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.RuleSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The order in which rules are evaluated: what a rule builds on, or asks the points of, comes before it. The rules of one
 * {@code best-of} are decided together.
 */
final class RuleOrder {
    private final List<Program.Rule> rules;
    private final int[][] bases;
    private final Map<String, Integer> byName;
    private final List<List<Integer>> members;
    private final int[] unitOf;
    private final List<int[]> ordered = new ArrayList<>();

    /** @throws IllegalArgumentException where the rules refer to each other in a circle */
    RuleOrder(List<Program.Rule> rules, int[][] bases, Map<String, Integer> byName) {
        this.rules = rules;
        this.bases = bases;
        this.byName = byName;
        Map<Object, List<Integer>> groups = new LinkedHashMap<>();
        for (int k = 0; k < rules.size(); k++) {
            String contest = rules.get(k).bestOf();
            groups.computeIfAbsent(contest == null ? (Object) k : contest, key -> new ArrayList<>())
                    .add(k);
        }
        this.members = new ArrayList<>(groups.values());
        this.unitOf = new int[rules.size()];
        for (int unit = 0; unit < members.size(); unit++) {
            for (int k : members.get(unit)) {
                unitOf[k] = unit;
            }
        }
        int[] state = new int[members.size()];
        for (int unit = 0; unit < members.size(); unit++) {
            visit(unit, state);
        }
    }

    /** Units of evaluation: one rule, or all the rules of one contest. */
    int[][] units() {
        return ordered.toArray(int[][]::new);
    }

    private void visit(int unit, int[] state) {
        if (state[unit] == 2) {
            return;
        }
        if (state[unit] == 1) {
            throw new IllegalArgumentException("the rules refer to each other in a circle");
        }
        state[unit] = 1;
        for (int k : members.get(unit)) {
            for (int base : bases[k]) {
                visit(unitOf[base], state);
            }
            eachCondition(rules.get(k), condition -> {
                if (condition instanceof Program.PointsOf points) {
                    if (points.isTotal()) {
                        throw new IllegalArgumentException("a rule refers to the total it is part of");
                    }
                    visit(unitOf[byName.get(points.rule())], state);
                }
            });
        }
        state[unit] = 2;
        ordered.add(members.get(unit).stream().mapToInt(Integer::intValue).toArray());
    }

    private static void eachCondition(Program.Rule rule, Consumer<Program.Condition> each) {
        rule.needs().forEach(condition -> condition.visit(each));
        for (RuleSpec.Argument argument : rule.spec().arguments().values()) {
            if (argument instanceof RuleSpec.Argument.Conditions conditions) {
                conditions.conditions().forEach(condition -> condition.visit(each));
            }
        }
    }
}
