package io.tidemark.engine.query;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.Effects;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * How a standing came about over the days of its period: what its points would be if only the facts up to a day counted.
 * A function of the facts and their dates; in which order they arrived does not show. The last day gives the points
 * themselves.
 *
 * <p>Reads the chain of effects in bounded steps, on the core's thread between frames. Effects never change, so frames
 * between two steps do not disturb it: the course is that of the moment it was begun.
 */
public final class CourseReader {
    /**
     * @param date epoch day; what counts from outside the period stands at its first or last day
     * @param points units, at the end of the day
     */
    public record Day(int date, BigInteger points) {}

    private final Versions versions;
    private final TrackInstance track;
    private final int from;
    private final int through;
    private final TreeMap<Integer, BigInteger[]> changes = new TreeMap<>();
    private final Credit credit = new Credit();
    private final long[] deltas;
    /** The values that measures count, without the period's own facts until {@link #days} puts them back. */
    private final DistinctWalk distinct;

    private final TreeMap<Integer, List<Runnable>> distinctOf = new TreeMap<>();
    /** What the standing reads without its own period's facts: those of earlier periods stay whole. */
    private final BigInteger[] without;

    private int effect;

    /** @param row a standing of the track */
    public CourseReader(ScoringCore core, ProgramInstance program, TrackInstance track, int row) {
        int period = track.standings().period(row);
        this.versions = core.facts().versions;
        this.track = track;
        this.from = program.calendar().firstDay(period);
        this.through = program.calendar().until(period) - 1;
        this.deltas = new long[track.measures().count()];
        this.effect = track.standings().chain(row);
        this.distinct = new DistinctWalk(track, row);
        this.without = track.standings().exactMeasures(row);
        for (int k = 0; k < deltas.length; k++) {
            track.inputs().add(without, k, without[k].negate());
        }
    }

    /** First day of the period. */
    public int from() {
        return from;
    }

    /** Last day of the period. */
    public int through() {
        return through;
    }

    /**
     * Goes on.
     *
     * @param most effects looked at
     * @return whether everything is read
     */
    public boolean read(int most) {
        Effects effects = track.effects();
        for (int k = 0; k < most && effect != 0; k++) {
            if (!effects.removes(effect)) {
                add(effect, 1);
            }
            int replaced = effects.replaces(effect);
            if (replaced != 0) {
                add(replaced, -1);
            }
            effect = effects.previous(effect);
        }
        return effect == 0;
    }

    private void add(int which, int sign) {
        track.load(which, credit);
        Arrays.fill(deltas, 0);
        track.measures().contribute(credit, sign, deltas);
        int date = Math.max(from, Math.min(through, versions.date(credit.version)));
        BigInteger[] day = changes.computeIfAbsent(date, key -> zeros());
        if (track.distinct() != null) {
            distinct.add(credit, -sign);
            Credit later = new Credit();
            track.load(which, later);
            distinctOf.computeIfAbsent(date, key -> new ArrayList<>()).add(() -> distinct.add(later, sign));
        }
        for (int k = 0; k < deltas.length; k++) {
            if (deltas[k] != 0) {
                BigInteger delta = BigInteger.valueOf(deltas[k]);
                day[k] = day[k].add(delta.multiply(track.credits().weight(credit.slot)));
            }
        }
    }

    private BigInteger[] zeros() {
        BigInteger[] zeros = new BigInteger[deltas.length];
        Arrays.fill(zeros, BigInteger.ZERO);
        return zeros;
    }

    /** The days on which the points changed, in order; complete once {@link #read} said so. Evaluates every day's rules. */
    public List<Day> days() {
        List<Day> days = new ArrayList<>();
        BigInteger[] sums = without.clone();
        BigInteger[] values = new BigInteger[track.rules().count()];
        BigInteger last = BigInteger.ZERO;
        for (var change : changes.entrySet()) {
            for (int k = 0; k < deltas.length; k++) {
                track.inputs().add(sums, k, change.getValue()[k]);
            }
            distinctOf.getOrDefault(change.getKey(), List.of()).forEach(Runnable::run);
            distinct.write(sums);
            BigInteger points = track.rules().evaluate(sums, values, false);
            if (!points.equals(last)) {
                days.add(new Day(change.getKey(), points));
                last = points;
            }
        }
        return days;
    }
}
