package io.tidemark.engine.program;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.measure.Measures;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.standings.DistinctValues;
import io.tidemark.engine.standings.StandingTable;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that measures of one track count, of its standings and of the levels above; with them what others keep the last of.
 * Core thread only.
 */
public final class TrackDistinct {
    private final TrackInstance track;
    private final Measures measures;
    private final DistinctValues own = new DistinctValues();
    private final DistinctValues[] ofLevels;
    private final BigInteger unit;
    /** Null where no measure keeps the last. */
    private final TrackLast last;

    /** The value of a field. */
    public record Value(long value, long further) {}

    TrackDistinct(TrackInstance track) {
        this.track = track;
        this.measures = track.measures;
        this.ofLevels = new DistinctValues[track.levels.length];
        for (int k = 0; k < ofLevels.length; k++) {
            ofLevels[k] = new DistinctValues();
        }
        this.last = measures.keepLast() ? new TrackLast(track) : null;
        this.unit = BigInteger.valueOf(Fixed.ONE)
                .multiply(BigInteger.valueOf(track.credits().scale()));
    }

    /** Adds what a credit has to a standing, or takes it away. */
    void add(int standing, Credit credit, int factor) {
        add(own, standing, credit, factor);
        if (last != null) {
            last.add(standing, credit, track.standings.participant(standing), factor);
        }
    }

    /** The same for a row of a level, negative for none, of a credit that counts in a standing. */
    void addToLevel(int level, int row, int standing, Credit credit, int factor) {
        if (row < 0) {
            return;
        }
        add(ofLevels[level], row, credit, factor);
        if (last != null) {
            last.addToLevel(level, row, credit, track.standings.participant(standing), factor);
        }
    }

    private void add(DistinctValues values, int standing, Credit credit, int factor) {
        BigInteger share = track.credits().weight(credit.slot);
        measures.values(
                credit,
                factor,
                (measure, value, further, weight) -> values.add(
                        standing,
                        measure,
                        value,
                        further,
                        BigInteger.valueOf(weight).multiply(share)));
    }

    /** What measures keep the last of, or null where none does. */
    public TrackLast last() {
        return last;
    }

    private DistinctValues of(StandingTable table) {
        if (table == track.standings) {
            return own;
        }
        return ofLevels[List.of(track.levels).indexOf(table)];
    }

    /** What stands at a place of a standing: how many values have something over the place's window, or the last of it. */
    BigInteger value(Inputs.Input input, StandingTable table, int participant, int period) {
        if (input.kind() == Inputs.Kind.LAST) {
            return last.value(input, table, participant, period);
        }
        Calendar calendar = track.calendar;
        int back = calendar.back(measures.measure(input.subject()).shift());
        int from = calendar.first(input.window(), period) - back;
        if (from == period - back) {
            int row = table.find(participant, from);
            int count = row < 0 ? 0 : of(table).count(row, input.subject());
            return unit.multiply(BigInteger.valueOf(count));
        }
        return count(nets(input, table, participant, from, period - back));
    }

    private Map<Value, BigInteger> nets(
            Inputs.Input input, StandingTable table, int participant, int from, int through) {
        Map<Value, BigInteger> nets = new HashMap<>();
        for (int period = from; period <= through; period++) {
            int row = table.find(participant, period);
            if (row >= 0) {
                of(table)
                        .each(
                                row,
                                input.subject(),
                                (value, further, net) -> nets.merge(new Value(value, further), net, BigInteger::add));
            }
        }
        return nets;
    }

    /** What is net of every value over the window of a place, of one of the track's own standings. */
    public Map<Value, BigInteger> nets(Inputs.Input input, int row) {
        int period = track.standings.period(row);
        int back = track.calendar.back(measures.measure(input.subject()).shift());
        int from = track.calendar.first(input.window(), period) - back;
        return nets(input, track.standings, track.standings.participant(row), from, period - back);
    }

    /** How many of them have something, as a number of the track's measures. */
    public BigInteger count(Map<Value, BigInteger> nets) {
        long count = nets.values().stream().filter(net -> net.signum() > 0).count();
        return unit.multiply(BigInteger.valueOf(count));
    }

    void list(Sections sections) {
        own.list(sections);
        for (int k = 0; k < ofLevels.length; k++) {
            ofLevels[k].list(sections.of("level-" + k));
        }
        if (last != null) {
            last.list(sections);
        }
    }

    long stateHash(long seed) {
        long hash = own.stateHash(seed);
        for (DistinctValues level : ofLevels) {
            hash = level.stateHash(hash);
        }
        return last == null ? hash : last.stateHash(hash);
    }
}
