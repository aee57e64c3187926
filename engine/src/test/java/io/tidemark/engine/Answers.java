package io.tidemark.engine;

import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.PostingsReader;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.query.StandingsReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything a core answers about standings: every page of every board, every standing and its postings. */
final class Answers {
    private Answers() {}

    static List<Object> of(ScoringCore core) {
        StandingsReader reader = new StandingsReader(core);
        List<Object> answers = new ArrayList<>();
        for (ProgramInstance program : core.programs()) {
            for (TrackInstance track : program.tracks()) {
                Arrays.stream(track.boards())
                        .forEach(family -> reader.periods(program)
                                .forEach(period -> reader.segments(program, family, period)
                                        .forEach(segment -> answers.add(
                                                reader.board(program, family, period, segment, 0, 1_000)))));
                addStandings(core, program, track, answers);
            }
        }
        return answers;
    }

    private static void addStandings(
            ScoringCore core, ProgramInstance program, TrackInstance track, List<Object> answers) {
        StandingsReader reader = new StandingsReader(core);
        PostingsReader postings = new PostingsReader(core);
        for (String period : reader.periods(program)) {
            for (StandingView standing : reader.standings(program, track, period)) {
                answers.add(standing);
                answers.add(postings.postings(
                        program,
                        track,
                        standing.participant().substring(standing.participant().indexOf(':') + 1),
                        period,
                        1_000));
            }
        }
    }
}
