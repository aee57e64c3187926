package io.tidemark.engine;

import io.tidemark.engine.naive.Place;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.engine.tier.Gaps;
import io.tidemark.engine.tier.Ladder;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The engine's standing, or, of a participant to whom nothing was ever credited, what its functions make of zeros. */
record StandingAnswer(
        Map<String, BigInteger> measures,
        Map<String, BigInteger> rules,
        BigInteger points,
        BigInteger held,
        String tier,
        List<Gaps.Gap> gaps,
        int activities) {

    static StandingAnswer of(StandingsReader reader, Place place) {
        ProgramInstance program = reader.program(place.program());
        TrackInstance track = StandingsReader.track(program, place.track());
        StandingView view = track.track().kind().equals(place.who().kind())
                ? reader.standing(program, track, place.who().id(), place.period())
                : null;
        return view == null ? ofNothing(track) : of(view);
    }

    private static StandingAnswer of(StandingView view) {
        return new StandingAnswer(
                view.measures(),
                view.rules(),
                view.points(),
                view.held(),
                view.tier(),
                view.missing(),
                view.activities());
    }

    private static StandingAnswer ofNothing(TrackInstance track) {
        BigInteger[] zeros = new BigInteger[track.measures().count()];
        Map<String, BigInteger> measures = new LinkedHashMap<>();
        for (int k = 0; k < zeros.length; k++) {
            zeros[k] = BigInteger.ZERO;
            measures.put(track.measures().measure(k).name(), BigInteger.ZERO);
        }
        Ladder ladder = track.ladder();
        String tier = ladder.isEmpty() ? "" : ladder.tier(ladder.held(zeros)).name();
        List<Gaps.Gap> gaps = StandingsReader.gaps(track, zeros);
        return new StandingAnswer(measures, Map.of(), BigInteger.ZERO, BigInteger.ZERO, tier, gaps, 0);
    }
}
