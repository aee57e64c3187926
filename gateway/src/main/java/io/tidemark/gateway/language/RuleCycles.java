package io.tidemark.gateway.language;

import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.PointsOf;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.RuleSpec.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds rules that build on themselves. A rule reads the counted values of the rules in its base; the counted value of
 * a rule in a {@code best-of} contest depends on every rule of the contest. So a contest stands between its readers and
 * its members, under a name that no rule can have.
 */
final class RuleCycles {
    private static final String CONTEST = "best-of ";
    private static final int MOST_NAMED = 10;

    private final Map<String, Set<String>> contests = new LinkedHashMap<>();
    private final Map<String, Set<String>> reads = new LinkedHashMap<>();
    private final List<List<String>> loops = new ArrayList<>();
    private final Set<String> inLoops = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final Set<String> way = new LinkedHashSet<>();

    private RuleCycles(List<Rule> rules) {
        Map<String, String> contestOf = new HashMap<>();
        for (Rule rule : rules) {
            if (rule.bestOf() != null) {
                String contest = CONTEST + rule.bestOf();
                contestOf.put(rule.name(), contest);
                contests.computeIfAbsent(contest, name -> new LinkedHashSet<>()).add(rule.name());
            }
        }
        for (Rule rule : rules) {
            reads.put(
                    rule.name(),
                    bases(rule)
                            .map(base -> contestOf.getOrDefault(base, base))
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
        reads.putAll(contests);
    }

    /** Names the loops at the rule that stands first in them; loops of the same rules, or through the same contest, once. */
    static void refuse(List<Rule> rules, MappingReader section, Problems problems) {
        RuleCycles cycles = new RuleCycles(rules);
        rules.forEach(rule -> cycles.follow(rule.name()));
        for (List<String> loop : cycles.loops) {
            String first = loop.stream()
                    .filter(name -> !name.startsWith(CONTEST))
                    .findFirst()
                    .orElseThrow();
            problems.error(
                    section.position(first),
                    "rules build on each other in a loop: " + String.join(" → ", loop) + cycles.membersIn(loop),
                    "take one of them out of a base or a condition");
        }
    }

    private static Stream<String> bases(Rule rule) {
        Stream<String> built = rule.spec().arguments().values().stream()
                .filter(Argument.RuleNames.class::isInstance)
                .flatMap(argument -> ((Argument.RuleNames) argument).names().stream());
        return Stream.concat(built, asked(rule).stream());
    }

    /** Rules whose points its conditions ask for. */
    private static Set<String> asked(Rule rule) {
        Set<String> asked = new LinkedHashSet<>();
        Consumer<Condition> collect = condition -> {
            if (condition instanceof PointsOf points && !points.isTotal()) {
                asked.add(points.rule());
            }
        };
        rule.needs().forEach(condition -> condition.visit(collect));
        rule.spec().conditions("when").forEach(condition -> condition.visit(collect));
        return asked;
    }

    /** Each name is followed once; meeting a name that is on the way closes a loop. */
    private void follow(String name) {
        if (!way.add(name)) {
            close(name);
            return;
        }
        if (done.add(name)) {
            reads.getOrDefault(name, Set.of()).forEach(this::follow);
        }
        way.remove(name);
    }

    private void close(String name) {
        List<String> all = new ArrayList<>(way);
        List<String> loop = all.subList(all.indexOf(name), all.size());
        if (name.startsWith(CONTEST)) {
            loop = new ArrayList<>(loop.subList(1, loop.size()));
            loop.add(name);
        }
        boolean sameContest = loop.stream().anyMatch(step -> step.startsWith(CONTEST) && inLoops.contains(step));
        if (!sameContest && !inLoops.containsAll(loop)) {
            inLoops.addAll(loop);
            List<String> closed = new ArrayList<>(loop);
            closed.add(loop.get(0));
            loops.add(closed);
        }
    }

    private String members(String contest) {
        Set<String> all = contests.get(contest);
        return all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (all.size() > MOST_NAMED ? ", …" : "");
    }

    private String membersIn(List<String> loop) {
        return loop.stream()
                .filter(contests::containsKey)
                .distinct()
                .map(contest -> " (" + members(contest) + " compete in " + contest + ")")
                .collect(Collectors.joining());
    }
}
