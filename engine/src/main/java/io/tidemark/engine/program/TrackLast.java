package io.tidemark.engine.program;

import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.measure.Measures;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.standings.LastValues;
import io.tidemark.engine.standings.StandingTable;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was reported last of every product at every place, by measures of one track: of its standings and of the levels above.
 * Of a level it is what was reported last by each participant below. Core thread only.
 */
public final class TrackLast {
    private final TrackInstance track;
    private final Measures measures;
    private final LastValues own;
    private final LastValues[] ofLevels;

    /** Of what, and by whom in which role, something is reported. */
    public record Thing(long what, long by) {}

    TrackLast(TrackInstance track) {
        this.track = track;
        this.measures = track.measures;
        this.own = values();
        this.ofLevels = new LastValues[track.levels.length];
        for (int k = 0; k < ofLevels.length; k++) {
            ofLevels[k] = values();
        }
    }

    private LastValues values() {
        return new LastValues(track.facts.identities::compare);
    }

    /** A credit of a participant counts in a standing, or does so no more. */
    void add(int standing, Credit credit, int participant, int factor) {
        add(own, standing, credit, participant, factor);
    }

    /** The same for a row of a level. */
    void addToLevel(int level, int row, Credit credit, int participant, int factor) {
        add(ofLevels[level], row, credit, participant, factor);
    }

    private void add(LastValues values, int standing, Credit credit, int participant, int factor) {
        each(credit, participant, (measure, what, by, identity, date, value) -> {
            if (factor > 0) {
                values.add(standing, measure, what, by, identity, date, value);
            } else {
                values.remove(standing, measure, what, by, identity);
            }
        });
    }

    /** Told of what a credit reports. */
    public interface Each {
        void report(int measure, long what, long by, int identity, int date, BigInteger value);
    }

    /** What a credit of a participant reports to each measure. */
    public void each(Credit credit, int participant, Each each) {
        BigInteger share = track.credits().weight(credit.slot);
        measures.reports(
                credit,
                (measure, what, units) -> each.report(
                        measure,
                        what,
                        Words.pack(participant, credit.slot),
                        track.facts.versions.identity(credit.version),
                        credit.date,
                        BigInteger.valueOf(units).multiply(share)));
    }

    private LastValues of(StandingTable table) {
        return table == track.standings ? own : ofLevels[List.of(track.levels).indexOf(table)];
    }

    /** What stands at a place of a standing: the sum of what was reported last over the place's window. */
    BigInteger value(Inputs.Input input, StandingTable table, int participant, int period) {
        int through =
                period - track.calendar.back(measures.measure(input.subject()).shift());
        int from = track.calendar.first(input.window(), period) - (period - through);
        if (from == through) {
            int row = table.find(participant, from);
            return row < 0 ? BigInteger.ZERO : of(table).sum(row, input.subject());
        }
        Map<Thing, BigInteger> lasts = new HashMap<>();
        for (int at = from; at <= through; at++) {
            int row = table.find(participant, at);
            if (row >= 0) {
                of(table)
                        .lasts(
                                row,
                                input.subject(),
                                (what, by, identity, date, value) -> lasts.put(new Thing(what, by), value));
            }
        }
        return lasts.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Every report over the window of a place, of one of the track's own standings. */
    public void all(Inputs.Input input, int row, LastValues.Each each) {
        int period = track.standings.period(row);
        int participant = track.standings.participant(row);
        int back = track.calendar.back(measures.measure(input.subject()).shift());
        for (int at = track.calendar.first(input.window(), period) - back; at <= period - back; at++) {
            int other = track.standings.find(participant, at);
            if (other >= 0) {
                own.all(other, input.subject(), each);
            }
        }
    }

    void list(Sections sections) {
        own.list(sections);
        for (int k = 0; k < ofLevels.length; k++) {
            ofLevels[k].list(sections.of("last-level-" + k));
        }
    }

    long stateHash(long seed) {
        long hash = own.stateHash(seed);
        for (LastValues level : ofLevels) {
            hash = level.stateHash(hash);
        }
        return hash;
    }
}
