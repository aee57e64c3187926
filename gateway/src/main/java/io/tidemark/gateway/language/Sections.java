package io.tidemark.gateway.language;

import io.tidemark.gateway.language.SourceNode.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Sections of named parts: {@code groups}, {@code measures}, {@code tracks}, … */
final class Sections {
    private static final Map<String, String> EXAMPLES = Map.of(
            "group", "{ category: Pumps }",
            "kind of activity", "{ sign: positive }",
            "measure", "{ sum: amount }",
            "condition", "{ measure: volume, at-least: 1000 }",
            "track", "{ kind: distributor-rep, credit: rep, rules: … }",
            "rule", "{ rate: { by: volume, points: 1 } }",
            "tier", "{ when: { measure: volume, at-least: 1000 } }",
            "board", "{ track: reps, rank: points }");

    private Sections() {}

    /**
     * Reads each named part; what {@code part} answers null for is left out.
     *
     * @param section the reader of the section, or null where it is absent
     * @param noun what one part is called
     */
    static <T> List<T> read(MappingReader section, String noun, int limit, BiFunction<String, MappingReader, T> part) {
        List<T> parts = new ArrayList<>();
        if (section == null) {
            return parts;
        }
        Problems problems = section.problems();
        if (section.mapping().entries().size() > limit) {
            problems.error(
                    section.position(),
                    section.what() + " has " + section.mapping().entries().size() + " entries",
                    "at most " + limit + " are possible");
            section.entries();
            return parts;
        }
        for (Entry entry : section.entries()) {
            Scalars.checkId(entry.key(), entry.keyPosition(), "the name of a " + noun, problems);
            MappingReader reader = MappingReader.of(
                    "the " + noun + " " + Scalars.shown(entry.key()), entry.value(), EXAMPLES.get(noun), problems);
            T value = reader == null ? null : part.apply(entry.key(), reader);
            if (reader != null) {
                reader.unknownKeys();
            }
            if (value != null) {
                parts.add(value);
            }
        }
        return parts;
    }
}
