package io.tidemark.engine.query;

import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.program.TrackLast;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What measures keep the last of, of one standing, while activities are taken off it or put back. Changes nothing. */
final class LastWalk {
    private final TrackInstance track;
    private final int participant;
    private final Comparator<Report> order;
    private final List<Last> lasts = new ArrayList<>();

    private record Report(int date, int identity, BigInteger value) {}

    /** @param row a standing of the track, as it is */
    LastWalk(TrackInstance track, int row) {
        this.track = track;
        this.participant = track.standings().participant(row);
        Identities identities = track.identities();
        this.order = Comparator.comparingInt(Report::date)
                .thenComparing(Report::identity, identities::compare)
                .thenComparing(Report::value);
        Inputs inputs = track.inputs();
        for (int k = 0; track.distinct() != null && k < inputs.derived(); k++) {
            Inputs.Input input = inputs.derived(k);
            boolean own = input.kind() == Inputs.Kind.LAST
                    && track.measures().measure(input.subject()).shift() == Program.Shift.NONE;
            if (own) {
                Last last = new Last(inputs.measures() + k, input.subject());
                track.distinct()
                        .last()
                        .all(
                                input,
                                row,
                                (what, by, identity, date, value) ->
                                        last.add(new TrackLast.Thing(what, by), new Report(date, identity, value), 1));
                lasts.add(last);
            }
        }
    }

    /** Adds a credit of the standing's own period, or takes it off. */
    void add(Credit credit, int factor) {
        if (lasts.isEmpty()) {
            return;
        }
        track.distinct().last().each(credit, participant, (measure, what, by, identity, date, value) -> {
            for (Last last : lasts) {
                if (last.measure == measure) {
                    last.add(new TrackLast.Thing(what, by), new Report(date, identity, value), factor);
                }
            }
        });
    }

    /** Puts the sums into what the standing reads. */
    void write(BigInteger[] inputs) {
        for (Last last : lasts) {
            inputs[last.place] = last.sum;
        }
    }

    /** The reports to one measure: how often each was put, less how often it was taken off. */
    private final class Last {
        private final int place;
        private final int measure;
        private final Map<TrackLast.Thing, TreeMap<Report, Integer>> things = new HashMap<>();
        private BigInteger sum = BigInteger.ZERO;

        Last(int place, int measure) {
            this.place = place;
            this.measure = measure;
        }

        void add(TrackLast.Thing thing, Report report, int factor) {
            TreeMap<Report, Integer> reports = things.computeIfAbsent(thing, any -> new TreeMap<>(order));
            sum = sum.subtract(value(reports));
            int count = reports.merge(report, factor, Integer::sum);
            if (count == 0) {
                reports.remove(report);
            }
            sum = sum.add(value(reports));
        }

        private BigInteger value(TreeMap<Report, Integer> reports) {
            for (Map.Entry<Report, Integer> one : reports.descendingMap().entrySet()) {
                if (one.getValue() > 0) {
                    return one.getKey().value;
                }
            }
            return BigInteger.ZERO;
        }
    }
}
