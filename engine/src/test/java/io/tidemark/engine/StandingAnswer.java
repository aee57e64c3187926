package io.tidemark.engine;

import io.tidemark.engine.naive.Place;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.NextSale;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.engine.tier.Gaps;
import io.tidemark.engine.tier.Ladder;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The engine's standing, or, of a participant to whom nothing was ever credited, what its functions make of zeros. */
record StandingAnswer(
        Map<String, BigInteger> measures,
        Map<String, BigInteger> rules,
        BigInteger points,
        BigInteger held,
        BigInteger pending,
        String tier,
        List<Gaps.Gap> gaps,
        List<NextSale> nextBest,
        int activities) {

    static StandingAnswer of(StandingsReader reader, Place place) {
        ProgramInstance program = reader.program(place.program(), place.period());
        TrackInstance track = StandingsReader.track(program, place.track());
        StandingView view = track.track().kind().equals(place.who().kind())
                ? reader.standing(program, track, place.who().id(), place.period())
                : null;
        return view == null ? ofNothing(reader, place, track) : of(view);
    }

    private static StandingAnswer of(StandingView view) {
        return new StandingAnswer(
                view.measures(),
                view.rules(),
                view.points(),
                view.held(),
                view.pending(),
                view.tier(),
                view.missing(),
                view.nextBest(),
                view.activities());
    }

    private static StandingAnswer ofNothing(StandingsReader reader, Place place, TrackInstance track) {
        int participant = reader.participant(place.who().kind(), place.who().id());
        int period = reader.program(place.program(), place.period()).calendar().parse(place.period());
        BigInteger[] inputs = track.inputsWithout(participant, period);
        track.rules().evaluate(inputs, new BigInteger[track.rules().count()], false);
        int held = track.tier(inputs);
        Ladder ladder = track.ladder();
        List<Gaps.Gap> gaps = held + 1 >= ladder.count() ? List.of() : StandingsReader.gaps(track, held + 1, inputs);
        String tier = ladder.isEmpty() ? "" : ladder.tier(held).name();
        return new StandingAnswer(
                StandingsReader.measures(track, inputs),
                Map.of(),
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ZERO,
                tier,
                gaps,
                List.of(),
                0);
    }
}
