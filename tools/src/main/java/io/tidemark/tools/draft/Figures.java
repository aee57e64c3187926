package io.tidemark.tools.draft;

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
import java.util.Map;
import java.util.TreeMap;

/**
 * What a running program comes to over everything recorded. Numbers are units.
 *
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
    static final String CAP = "(cap)";

    /**
     * @param points what rules and caps give
     * @param prizes as if the period closed now
     * @param paid with prizes, under the budget, rounded
     */
    public record Sum(BigInteger points, BigInteger prizes, BigInteger paid) {
        static final Sum NOTHING = new Sum(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

        Sum plus(Sum other) {
            return new Sum(points.add(other.points), prizes.add(other.prizes), paid.add(other.paid));
        }
    }

    /** Of a program that runs on a settled core. */
    public static Figures of(ScoringCore core, ProgramInstance instance) {
        Figures figures = new Figures(
                instance.program(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                core.standingsHash());
        for (Prospect.Period period : Prospect.of(instance, core.facts())) {
            figures.tiers.put(period.id(), new LinkedHashMap<>());
            figures.add(period, core.facts());
        }
        for (TrackInstance track : instance.tracks()) {
            figures.add(instance, track);
        }
        return figures;
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
            rules.put(name + track.rules().rule(k).name(), sums[k]);
        }
        if (cap.signum() != 0) {
            rules.put(name + CAP, cap);
        }
    }

    private void tier(String period, String name, TrackInstance track, int held) {
        Map<String, Integer> of = tiers.get(period);
        for (int k = 0; k < track.ladder().count(); k++) {
            of.merge(name + track.ladder().tier(k).name(), k == held ? 1 : 0, Integer::sum);
        }
    }

    Sum total() {
        return periods.values().stream().reduce(Sum.NOTHING, Sum::plus);
    }

    /** What so many points are worth in the program's currency, in units; null where it does not say. */
    BigInteger worth(BigInteger units) {
        Long worth = program.points().worth();
        return worth == null
                ? null
                : Fixed.divideHalfEven(units.multiply(BigInteger.valueOf(worth)), BigInteger.valueOf(Fixed.ONE));
    }
}
