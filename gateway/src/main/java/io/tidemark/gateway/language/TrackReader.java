package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program.Condition;
import io.tidemark.engine.program.Program.FieldTest;
import io.tidemark.engine.program.Program.HoldsTier;
import io.tidemark.engine.program.Program.LadderTerms;
import io.tidemark.engine.program.Program.PointsOf;
import io.tidemark.engine.program.Program.Rule;
import io.tidemark.engine.program.Program.Share;
import io.tidemark.engine.program.Program.Tier;
import io.tidemark.engine.program.Program.Track;
import io.tidemark.engine.program.Program.TrackCap;
import io.tidemark.engine.program.Program.Window;
import io.tidemark.engine.program.ProgramCheck;
import io.tidemark.gateway.language.SourceNode.Mapping;
import io.tidemark.gateway.language.SourceNode.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tracks: who is credited, by which rules, on which ladder. */
final class TrackReader {
    static final List<String> DROPS = List.of("to-qualified", "one-step");

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
        TrackCap cap = cap(reader.mapping("cap", "{ points: 50000, over: year }"));
        List<Rule> read = rules.rules(reader.mapping("rules"), name);
        MappingReader steps = reader.mapping("ladder", "{ tiers: { bronze: {}, silver: { when: … } } }");
        LadderTerms terms = terms(steps);
        List<Tier> ladder = ladder(steps, name);
        refuseTierOfPoints(reader, read, ladder);
        if (!reader.has("rules") && !reader.has("ladder")) {
            problems.warning(
                    reader.position(), reader.what() + " has neither rules nor a ladder", "add rules that give points");
        }
        return new Track(name, kind, where, credit, read, ladder, terms, cap);
    }

    /** Tiers that hang on points are known after the rules, those that rules ask for before them. */
    private void refuseTierOfPoints(MappingReader reader, List<Rule> rules, List<Tier> ladder) {
        boolean[] found = new boolean[2];
        for (Rule rule : rules) {
            rule.needs().forEach(one -> one.visit(condition -> found[0] |= condition instanceof HoldsTier));
            rule.spec()
                    .conditions("when")
                    .forEach(one -> one.visit(condition -> found[0] |= condition instanceof HoldsTier));
        }
        ladder.forEach(tier ->
                tier.when().forEach(one -> one.visit(condition -> found[1] |= condition instanceof PointsOf)));
        if (found[0] && found[1]) {
            problems.error(
                    reader.position("ladder"),
                    "rules ask for tiers, and tiers for points of rules",
                    "let the ladder look at measures, or the rules at what the tiers look at");
        }
    }

    private TrackCap cap(MappingReader reader) {
        if (reader == null) {
            return null;
        }
        reader.required("points", "points: 50000");
        Long points = reader.number("points");
        if (points != null && points < 0) {
            problems.error(reader.node("points"), "points is below 0: " + Fixed.format(points), "give 0 or more");
        }
        Window window = WindowReader.ofPoints(reader);
        reader.unknownKeys();
        return points == null ? null : new TrackCap(points, window);
    }

    private static LadderTerms terms(MappingReader reader) {
        if (reader == null) {
            return LadderTerms.PLAIN;
        }
        Window window = WindowReader.any(reader);
        Integer keep = reader.whole("keep", 0, ProgramCheck.MAX_KEEP);
        Map<String, Boolean> drops = new LinkedHashMap<>();
        drops.put(DROPS.get(0), false);
        drops.put(DROPS.get(1), true);
        boolean oneStep = Boolean.TRUE.equals(reader.choice("drop", drops));
        return new LadderTerms(window == null ? Window.PERIOD : window, keep == null ? 0 : keep, oneStep);
    }

    private List<Tier> ladder(MappingReader reader, String track) {
        if (reader == null) {
            return List.of();
        }
        SourceNode node = reader.required("tiers", "tiers: { bronze: {}, silver: { when: … } }");
        MappingReader section = node == null ? null : reader.mapping("tiers");
        List<Tier> tiers = Sections.read(section, "tier", ProgramLimits.TIERS, (name, tier) -> {
            SourceNode when = tier.node("when");
            List<Condition> all = when == null ? List.of() : conditions.all(when, "when", track, false);
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
