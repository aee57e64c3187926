package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program.Rule;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The counted values of a track's rules: value, then cap, then needs, then best-of; bases read counted values. */
final class RuleValues {
    private final List<Rule> rules;
    private final Map<String, BigDecimal> measures;
    private final boolean everyNeedOpen;
    private final Map<String, BigDecimal> own = new HashMap<>();

    private RuleValues(List<Rule> rules, Map<String, BigDecimal> measures, boolean everyNeedOpen) {
        this.rules = rules;
        this.measures = measures;
        this.everyNeedOpen = everyNeedOpen;
    }

    /** Counted values by rule, in the track's order. */
    static Map<String, BigDecimal> counted(List<Rule> rules, Map<String, BigDecimal> measures) {
        return new RuleValues(rules, measures, false).all();
    }

    /** As {@link #counted}, with every condition of every {@code needs} taken as holding. */
    static Map<String, BigDecimal> withEveryNeedOpen(List<Rule> rules, Map<String, BigDecimal> measures) {
        return new RuleValues(rules, measures, true).all();
    }

    private Map<String, BigDecimal> all() {
        Map<String, BigDecimal> all = new LinkedHashMap<>();
        rules.forEach(rule -> all.put(rule.name(), counted(rule)));
        return all;
    }

    private BigDecimal counted(Rule rule) {
        if (rule.bestOf() == null) {
            return own(rule);
        }
        return rule == winner(rule.bestOf()) ? own(rule) : BigDecimal.ZERO;
    }

    /** The largest counts; of equal ones the first declared. */
    private Rule winner(String contest) {
        Rule best = null;
        for (Rule rule : rules) {
            if (contest.equals(rule.bestOf()) && (best == null || own(rule).compareTo(own(best)) > 0)) {
                best = rule;
            }
        }
        return best;
    }

    /** After cap and needs, before best-of. */
    private BigDecimal own(Rule rule) {
        BigDecimal known = own.get(rule.name());
        if (known == null) {
            known = ownOf(rule);
            own.put(rule.name(), known);
        }
        return known;
    }

    private BigDecimal ownOf(Rule rule) {
        BigDecimal value = Formulas.value(rule.spec(), measures, base(rule));
        if (rule.cap() != null) {
            value = value.min(Numbers.of(rule.cap()));
        }
        return everyNeedOpen || Conditions.allHold(rule.needs(), measures) ? value : BigDecimal.ZERO;
    }

    private BigDecimal base(Rule rule) {
        return rule.spec().rules("base").stream()
                .map(name -> counted(named(name)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Rule named(String name) {
        return rules.stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
