package io.tidemark.tools.cli;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.directory.ParticipantRow;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.PostingView;
import io.tidemark.engine.query.PostingsReader;
import io.tidemark.engine.query.StandingView;
import io.tidemark.engine.query.StandingsReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Finds the standings of a participant, named by id or by {@code kind:id}, or of everybody. */
final class StandingAsker {
    private final StandingsReader reader;
    private final PostingsReader postings;
    private final ScoringCore core;
    private final Question question;

    StandingAsker(ScoringCore core, StandingsReader reader, Question question) {
        this.core = core;
        this.reader = reader;
        this.postings = new PostingsReader(core);
        this.question = question;
    }

    List<Answers.Standing> standings() throws Failure {
        if (question.participant().equals(Question.EVERYBODY)) {
            return everybody();
        }
        List<Answers.Standing> found = ofOne(question.participant(), null);
        if (found.isEmpty()) {
            found = ofKind();
        }
        TreeSet<String> names = new TreeSet<>();
        found.forEach(standing -> names.add(standing.view().participant()));
        if (names.size() > 1) {
            throw new Failure(
                    Exit.USAGE,
                    question.participant() + " is several participants: " + String.join(", ", names)
                            + " — name one with its kind");
        }
        if (found.isEmpty()) {
            throw new Failure(Exit.INPUT, notFound());
        }
        return found;
    }

    private String notFound() {
        String when = question.period() == null || question.period().equals(Question.ALL_PERIODS)
                ? ""
                : " in " + question.period();
        return "nobody called " + question.participant() + " is credited with anything" + when
                + " — name a participant of a track by its id, or kind:id; levels above are on boards only";
    }

    /** The text as {@code kind:id}; {@code rep} is short for {@code distributor-rep}. */
    private List<Answers.Standing> ofKind() {
        int colon = question.participant().indexOf(':');
        return colon < 0
                ? List.of()
                : ofOne(
                        question.participant().substring(colon + 1),
                        ParticipantRow.kindOfRole(question.participant().substring(0, colon)));
    }

    private List<Answers.Standing> ofOne(String id, String kind) {
        List<Answers.Standing> found = new ArrayList<>();
        for (ProgramInstance program : core.programs()) {
            for (TrackInstance track : program.tracks()) {
                if (kind == null || kind.equals(track.track().kind())) {
                    addPeriods(program, track, id, found);
                }
            }
        }
        return found;
    }

    private void addPeriods(ProgramInstance program, TrackInstance track, String id, List<Answers.Standing> found) {
        List<StandingView> views = new ArrayList<>();
        boolean named = question.period() != null && !question.period().equals(Question.ALL_PERIODS);
        for (String period : named ? List.of(question.period()) : reader.periods(program)) {
            StandingView view = reader.standing(program, track, id, period);
            if (view != null && view.activities() > 0) {
                views.add(view);
            }
        }
        if (question.period() == null && views.size() > 1) {
            views = views.subList(views.size() - 1, views.size());
        }
        views.forEach(view -> found.add(answer(program, track, view)));
    }

    private List<Answers.Standing> everybody() {
        List<Answers.Standing> found = new ArrayList<>();
        for (ProgramInstance program : core.programs()) {
            List<String> periods = reader.periods(program);
            if (question.period() == null && !periods.isEmpty()) {
                periods = periods.subList(periods.size() - 1, periods.size());
            } else if (question.period() != null && !question.period().equals(Question.ALL_PERIODS)) {
                periods = periods.stream().filter(question.period()::equals).toList();
            }
            for (String period : periods) {
                for (TrackInstance track : program.tracks()) {
                    reader.standings(program, track, period).stream()
                            .sorted(Comparator.comparing(StandingView::participant))
                            .forEach(view -> found.add(answer(program, track, view)));
                }
            }
        }
        return found;
    }

    private Answers.Standing answer(ProgramInstance program, TrackInstance track, StandingView view) {
        List<PostingView> behind = null;
        if (question.postings()) {
            String id = view.participant().substring(view.participant().indexOf(':') + 1);
            behind = postings.postings(program, track, id, view.period(), question.most());
        }
        return new Answers.Standing(program.program(), view, behind);
    }
}
