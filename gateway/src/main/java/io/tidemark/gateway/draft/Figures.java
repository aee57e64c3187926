package io.tidemark.gateway.draft;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.closing.Prospect;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.standings.StandingTable;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a program comes to over everything recorded. Numbers are units.
 *
 * @param program its newest version
 * @param periods by id, in order of time
 * @param rules points by track and rule, {@code track/rule}; what a track's cap takes away is the rule {@code (cap)}
 * @param tiers participants by period, track and tier, {@code track/tier} from the lowest
 * @param participants what each would be paid in all, by {@code kind:id}
 * @param names of participants that have one
 * @param standingsHash of all that the core runs
 */
public record Figures(
        Program program,
        Map<String, Sum> periods,
        Map<String, BigInteger> rules,
        Map<String, Map<String, Integer>> tiers,
        Map<String, BigInteger> participants,
        Map<String, String> names,
        long standingsHash) {
    /** The name under which what a track's cap takes away stands among its rules. */
    public static final String CAP = "(cap)";

    /**
     * @param points what rules and caps give
     * @param prizes as if the period closed now
     * @param paid with prizes, under the budget, rounded
     */
    public record Sum(BigInteger points, BigInteger prizes, BigInteger paid) {
        public static final Sum NOTHING = new Sum(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

        public Sum plus(Sum other) {
            return new Sum(points.add(other.points), prizes.add(other.prizes), paid.add(other.paid));
        }
    }

    /** Of all versions of a program that runs on a settled core, each in its periods. */
    public static Figures of(ScoringCore core, String program) {
        List<ProgramInstance> versions = core.versions(program);
        Figures figures = new Figures(
                versions.get(versions.size() - 1).program(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                core.standingsHash());
        for (Prospect.Period period : Prospect.of(versions, core.facts())) {
            figures.tiers.put(period.id(), new LinkedHashMap<>());
            figures.add(period, core.facts());
        }
        for (ProgramInstance version : versions) {
            for (TrackInstance track : version.tracks()) {
                figures.add(version, track);
            }
        }
        return figures;
    }

    /** Of a program that does not run. */
    public static Figures none(Program program) {
        return new Figures(program, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 0);
    }

    private void add(Prospect.Period period, Facts facts) {
        Sum sum = Sum.NOTHING;
        for (Prospect.Due due : period.dues()) {
            sum = sum.plus(new Sum(due.points(), due.prizes(), due.due()));
            String key = facts.participants.key(due.participant());
            participants.merge(key, due.due(), BigInteger::add);
            int record = facts.participants.recordOn(due.participant(), facts.today);
            String name = facts.names.values.text(facts.participants.name(record));
            if (!name.isEmpty()) {
                names.put(key, name);
            }
        }
        periods.put(period.id(), sum);
    }

    private void add(ProgramInstance instance, TrackInstance track) {
        String name = track.track().name() + "/";
        StandingTable standings = track.standings();
        BigInteger[] values = new BigInteger[track.rules().count()];
        BigInteger[] sums = new BigInteger[values.length];
        java.util.Arrays.fill(sums, BigInteger.ZERO);
        BigInteger cap = BigInteger.ZERO;
        for (int row = 0; row < standings.count(); row++) {
            if (!instance.shows(standings.period(row))) {
                continue;
            }
            cap = cap.add(track.rules().evaluate(standings.exactMeasures(row), values, false));
            for (int k = 0; k < values.length; k++) {
                sums[k] = sums[k].add(values[k]);
                cap = cap.subtract(values[k]);
            }
            if (standings.active(row) > 0 && !track.ladder().isEmpty()) {
                tier(instance.calendar().id(standings.period(row)), name, track, standings.tier(row));
            }
        }
        for (int k = 0; k < values.length; k++) {
            rules.merge(name + track.rules().rule(k).name(), sums[k], BigInteger::add);
        }
        if (cap.signum() != 0) {
            rules.merge(name + CAP, cap, BigInteger::add);
        }
    }

    private void tier(String period, String name, TrackInstance track, int held) {
        Map<String, Integer> of = tiers.computeIfAbsent(period, any -> new LinkedHashMap<>());
        for (int k = 0; k < track.ladder().count(); k++) {
            of.merge(name + track.ladder().tier(k).name(), k == held ? 1 : 0, Integer::sum);
        }
    }

    public Sum total() {
        return periods.values().stream().reduce(Sum.NOTHING, Sum::plus);
    }

    /** What so many points are worth in the program's currency, in units; null where it does not say. */
    public BigInteger worth(BigInteger units) {
        Long worth = program.points().worth();
        return worth == null
                ? null
                : Fixed.divideHalfEven(units.multiply(BigInteger.valueOf(worth)), BigInteger.valueOf(Fixed.ONE));
    }
}
