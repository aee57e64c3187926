package io.tidemark.engine.query;

import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.TrackDistinct;
import io.tidemark.engine.program.TrackInstance;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values that measures count or keep the last of, of one standing, while activities are taken off it or put back. Changes nothing. */
final class DistinctWalk {
    private final TrackInstance track;
    private final List<Integer> places = new ArrayList<>();
    private final List<Integer> measures = new ArrayList<>();
    private final List<Map<TrackDistinct.Value, BigInteger>> nets = new ArrayList<>();
    private final LastWalk lasts;

    /** @param row a standing of the track, as it is */
    DistinctWalk(TrackInstance track, int row) {
        this.track = track;
        this.lasts = new LastWalk(track, row);
        Inputs inputs = track.inputs();
        for (int k = 0; track.distinct() != null && k < inputs.derived(); k++) {
            Inputs.Input input = inputs.derived(k);
            boolean own = input.kind() == Inputs.Kind.DISTINCT
                    && track.measures().measure(input.subject()).shift() == Program.Shift.NONE;
            if (own) {
                places.add(inputs.measures() + k);
                measures.add(input.subject());
                nets.add(new HashMap<>(track.distinct().nets(input, row)));
            }
        }
    }

    /** Adds a credit of the standing's own period, or takes it off. */
    void add(Credit credit, int factor) {
        lasts.add(credit, factor);
        if (places.isEmpty()) {
            return;
        }
        BigInteger share = track.credits().weight(credit.slot);
        track.measures().values(credit, factor, (measure, value, further, weight) -> {
            BigInteger more = BigInteger.valueOf(weight).multiply(share);
            for (int k = 0; k < places.size(); k++) {
                if (measures.get(k) == measure) {
                    nets.get(k).merge(new TrackDistinct.Value(value, further), more, BigInteger::add);
                }
            }
        });
    }

    /** Puts the counts into what the standing reads. */
    void write(BigInteger[] inputs) {
        lasts.write(inputs);
        for (int k = 0; k < places.size(); k++) {
            inputs[places.get(k)] = track.distinct().count(nets.get(k));
        }
    }
}
