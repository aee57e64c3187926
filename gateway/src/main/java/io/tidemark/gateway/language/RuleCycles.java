package io.tidemark.gateway.language;

import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.RuleSpec.Argument;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds rules that build on themselves. A rule reads the counted values of the rules in its base; the counted value of
 * a rule in a {@code best-of} contest depends on every rule of the contest.
 */
final class RuleCycles {
    private final Map<String, Set<String>> reads = new LinkedHashMap<>();
    private final Map<String, Set<String>> contests = new HashMap<>();

    private RuleCycles(List<Rule> rules) {
        for (Rule rule : rules) {
            if (rule.bestOf() != null) {
                contests.computeIfAbsent(rule.bestOf(), name -> new LinkedHashSet<>())
                        .add(rule.name());
            }
        }
        Map<String, String> contestOf = new HashMap<>();
        contests.forEach((contest, members) -> members.forEach(member -> contestOf.put(member, contest)));
        for (Rule rule : rules) {
            Set<String> all = new LinkedHashSet<>();
            for (String base : bases(rule)) {
                all.add(base);
                all.addAll(contests.getOrDefault(contestOf.get(base), Set.of()));
            }
            reads.put(rule.name(), all);
        }
    }

    /** Names each loop once, at its first declared rule. */
    static void refuse(List<Rule> rules, MappingReader section, Problems problems) {
        RuleCycles cycles = new RuleCycles(rules);
        Set<String> named = new HashSet<>();
        for (Rule rule : rules) {
            List<String> loop = named.contains(rule.name()) ? List.of() : cycles.loopFrom(rule.name());
            if (!loop.isEmpty()) {
                named.addAll(loop);
                problems.error(
                        section.position(rule.name()),
                        "rules build on each other in a loop: " + String.join(" → ", loop) + cycles.contestsIn(loop),
                        "take one of them out of a base");
            }
        }
    }

    private static Set<String> bases(Rule rule) {
        return rule.spec().arguments().values().stream()
                .filter(Argument.RuleNames.class::isInstance)
                .flatMap(argument -> ((Argument.RuleNames) argument).names().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The shortest way from a rule back to itself, both ends named; empty where there is none. */
    private List<String> loopFrom(String start) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            String rule = waiting.remove();
            for (String next : reads.getOrDefault(rule, Set.of())) {
                if (next.equals(start)) {
                    return way(start, rule, cameFrom);
                }
                if (cameFrom.putIfAbsent(next, rule) == null) {
                    waiting.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<String> way(String start, String last, Map<String, String> cameFrom) {
        List<String> way = new ArrayList<>(List.of(start));
        for (String rule = last; !rule.equals(start); rule = cameFrom.get(rule)) {
            way.add(rule);
        }
        way.add(start);
        Collections.reverse(way);
        return way;
    }

    private String contestsIn(List<String> loop) {
        return contests.entrySet().stream()
                .filter(contest -> contest.getValue().size() > 1
                        && contest.getValue().stream().anyMatch(loop::contains))
                .map(contest ->
                        " (" + String.join(", ", contest.getValue()) + " compete in best-of " + contest.getKey() + ")")
                .sorted()
                .collect(Collectors.joining());
    }
}
