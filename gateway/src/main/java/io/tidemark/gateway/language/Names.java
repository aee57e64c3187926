package io.tidemark.gateway.language;

import io.tidemark.gateway.language.SourceNode.Entry;
import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Scalar;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every name that a program declares, collected before its parts are read, so that parts may refer to each other in any
 * order and a mistake inside a part does not make references to it wrong as well.
 */
final class Names {
    /** The word that stands for the track's points where a measure could stand. */
    static final String POINTS = "points";

    private final Map<String, Set<String>> byNoun = new LinkedHashMap<>();
    private final Map<String, Set<String>> rulesByTrack = new LinkedHashMap<>();

    private final Map<String, Set<String>> tiersByTrack = new LinkedHashMap<>();
    private final Map<String, Set<String>> tiersByKind = new LinkedHashMap<>();
    private final Set<String> given = new LinkedHashSet<>();

    static Names of(Mapping root) {
        Names names = new Names();
        names.byNoun.put("group", keys(root.value("groups")));
        names.byNoun.put("kind of activity", keys(root.value("activities")));
        names.byNoun.put("measure", keys(root.value("measures")));
        names.byNoun.put("condition", keys(root.value("conditions")));
        names.byNoun.put("track", keys(root.value("tracks")));
        names.byNoun.put("board", keys(root.value("boards")));
        Set<String> rules = new LinkedHashSet<>();
        Set<String> tiers = new LinkedHashSet<>();
        if (root.value("tracks") instanceof Mapping tracks) {
            for (Entry track : tracks.entries()) {
                Set<String> own = track.value() instanceof Mapping mapping ? keys(mapping.value("rules")) : Set.of();
                names.rulesByTrack.put(track.key(), own);
                rules.addAll(own);
                Set<String> steps =
                        track.value() instanceof Mapping mapping && mapping.value("ladder") instanceof Mapping ladder
                                ? keys(ladder.value("tiers"))
                                : Set.of();
                names.tiersByTrack.put(track.key(), steps);
                tiers.addAll(steps);
                if (track.value() instanceof Mapping mapping && mapping.value("kind") instanceof Scalar kind) {
                    names.tiersByKind
                            .computeIfAbsent(kind.text(), any -> new LinkedHashSet<>())
                            .addAll(steps);
                }
            }
        }
        if (root.value("measures") instanceof Mapping measures) {
            measures.entries().stream()
                    .filter(entry -> entry.value() instanceof Mapping mapping && mapping.value("given") != null)
                    .forEach(entry -> names.given.add(entry.key()));
        }
        names.byNoun.put("rule", rules);
        names.byNoun.put("tier", tiers);
        return names;
    }

    private static Set<String> keys(SourceNode node) {
        Set<String> keys = new LinkedHashSet<>();
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach(entry -> keys.add(entry.key()));
        }
        return keys;
    }

    Set<String> groups() {
        return byNoun.get("group");
    }

    Set<String> kinds() {
        return byNoun.get("kind of activity");
    }

    Set<String> measures() {
        return byNoun.get("measure");
    }

    Set<String> conditions() {
        return byNoun.get("condition");
    }

    Set<String> tracks() {
        return byNoun.get("track");
    }

    Set<String> rules() {
        return byNoun.get("rule");
    }

    Set<String> tiers() {
        return byNoun.get("tier");
    }

    Set<String> tiersOf(String track) {
        return tiersByTrack.getOrDefault(track, Set.of());
    }

    /** Tiers of all tracks of a kind of participant. */
    Set<String> tiersOfKind(String kind) {
        return tiersByKind.getOrDefault(kind, Set.of());
    }

    /** Whether a measure is a number that is given. */
    boolean isGiven(String measure) {
        return given.contains(measure);
    }

    Set<String> rulesOf(String track) {
        return rulesByTrack.getOrDefault(track, Set.of());
    }

    /** The name of a measure under a key; null, and said, where there is none of that name. */
    String measure(SourceNode node, String key, Problems problems) {
        return reference(node, key, "measure", measures(), problems);
    }

    /** The text of the node where it is one of the known names; else null, and said. */
    String reference(SourceNode node, String key, String noun, Collection<String> known, Problems problems) {
        String name = Scalars.text(node, key, problems);
        if (name == null || known.contains(name)) {
            return name;
        }
        String what = "there is no " + noun + " " + Scalars.shown(name);
        problems.error(node, what + otherwiseDeclared(name, noun), problems.hint(name, known));
        return null;
    }

    private String otherwiseDeclared(String name, String noun) {
        List<String> others = byNoun.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals(noun) && entry.getValue().contains(name))
                .map(Map.Entry::getKey)
                .toList();
        return others.isEmpty() ? "" : "; " + name + " is a " + others.get(0);
    }
}
