package io.tidemark.gateway.language;

import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.FieldTest;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.Program.Share;
import io.tidemark.engine.program.Program.Tier;
import io.tidemark.engine.program.Program.Track;
import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Sequence;
import java.util.List;
import java.util.Map;

/** Tracks: who is credited, by which rules, on which ladder. */
final class TrackReader {
    private final Names names;
    private final FieldTestReader tests;
    private final RuleReader rules;
    private final ConditionReader conditions;
    private final Problems problems;

    TrackReader(Names names, FieldTestReader tests, ConditionReader conditions, Problems problems) {
        this.names = names;
        this.tests = tests;
        this.rules = new RuleReader(names, conditions, problems);
        this.conditions = conditions;
        this.problems = problems;
    }

    List<Track> tracks(MappingReader section) {
        if (names.rules().size() > ProgramLimits.RULES) {
            problems.error(
                    section.position(),
                    "the program has more than " + ProgramLimits.RULES + " rules",
                    "at most " + ProgramLimits.RULES + " are possible");
        }
        return Sections.read(section, "track", ProgramLimits.TRACKS, this::track);
    }

    private Track track(String name, MappingReader reader) {
        String kind = reader.requiredId("kind", "kind: distributor-rep");
        List<FieldTest> where = tests.read(reader.mapping("where"), Map.of());
        List<Share> credit = new CreditReader(problems).credit(reader, kind);
        reader.unsupported("cap", "cap single rules instead");
        List<Rule> read = rules.rules(reader.mapping("rules"), name);
        List<Tier> ladder = ladder(reader.mapping("ladder", "{ tiers: { bronze: {}, silver: { when: … } } }"));
        if (!reader.has("rules") && !reader.has("ladder")) {
            problems.warning(
                    reader.position(), reader.what() + " has neither rules nor a ladder", "add rules that give points");
        }
        return new Track(name, kind, where, credit, read, ladder);
    }

    private List<Tier> ladder(MappingReader reader) {
        if (reader == null) {
            return List.of();
        }
        reader.unsupportedUnless("period", "over", "leave it out; the ladder looks at the period");
        reader.unsupportedUnless("0", "keep", "leave it out; a tier holds for its period");
        reader.unsupportedUnless("to-qualified", "drop", "leave it out; the tier is the one qualified for");
        SourceNode node = reader.required("tiers", "tiers: { bronze: {}, silver: { when: … } }");
        MappingReader section = node == null ? null : reader.mapping("tiers");
        List<Tier> tiers = Sections.read(section, "tier", ProgramLimits.TIERS, (name, tier) -> {
            SourceNode when = tier.node("when");
            List<Condition> all = when == null ? List.of() : conditions.all(when, "when");
            refusePlace(section, name, when != null);
            return new Tier(name, all);
        });
        if (section != null) {
            refuseEmpty(section);
            refuseUnreachable(tiers, section);
        }
        reader.unknownKeys();
        return tiers;
    }

    private void refuseEmpty(MappingReader section) {
        if (section.mapping().entries().isEmpty()) {
            problems.error(section.position(), "the ladder has no tiers", "write at least one, e.g. { bronze: {} }");
        }
    }

    private void refusePlace(MappingReader section, String name, boolean hasConditions) {
        boolean first = section.mapping().entries().get(0).key().equals(name);
        if (first && hasConditions) {
            problems.error(
                    section.position(name),
                    "the first tier " + name + " has conditions",
                    "everybody is at least in the first tier: write " + name + ": {}, or put a tier below it");
        } else if (!first && !hasConditions) {
            problems.error(
                    section.position(name),
                    "the tier " + name + " has no conditions, so the tiers below it are never reached",
                    "add when: with a measure and a bound, or drop the tiers below");
        }
    }

    /** A tier is never the highest that holds where a higher one holds whenever it does. */
    private void refuseUnreachable(List<Tier> tiers, MappingReader section) {
        for (int low = 1; low < tiers.size(); low++) {
            Tier tier = tiers.get(low);
            for (Tier higher : tiers.subList(low + 1, tiers.size())) {
                if (isWhole(tier, section)
                        && isWhole(higher, section)
                        && Conditions.imply(tier.when(), higher.when())) {
                    problems.error(
                            section.position(tier.name()),
                            "the tier " + tier.name() + " can never be reached: whoever fulfils it fulfils the higher "
                                    + higher.name() + " as well",
                            "let " + higher.name() + " ask for more, or drop one of the two");
                    break;
                }
            }
        }
    }

    /** Whether every condition of the tier was read: a tier with a mistake in it is not judged. */
    private static boolean isWhole(Tier tier, MappingReader section) {
        SourceNode when = ((Mapping) section.node(tier.name())).value("when");
        int written = when instanceof Sequence list ? list.items().size() : when == null ? 0 : 1;
        return written > 0 && tier.when().size() == written;
    }
}
