package io.tidemark.tools.cli;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.query.ActivityReader;
import io.tidemark.engine.query.ActivityView;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.engine.standings.BoardFamily;
import java.util.ArrayList;
import java.util.List;

/** Puts a question to a settled core. */
public final class Asker {
    private final ScoringCore core;
    private final Question question;
    private final StandingsReader reader;

    public Asker(ScoringCore core, Question question) {
        this.core = core;
        this.question = question;
        this.reader = new StandingsReader(core);
    }

    /**
     * Refuses names that no program knows, before files are read for nothing.
     *
     * @throws Failure with status {@link Exit#USAGE}
     */
    public static void check(Question question, List<Program> programs) throws Failure {
        if (question.board() != null) {
            List<String> names = programs.stream()
                    .flatMap(program -> program.boards().stream())
                    .map(Program.Board::name)
                    .distinct()
                    .toList();
            if (!names.contains(question.board())) {
                throw new Failure(
                        Exit.USAGE,
                        "there is no board " + question.board() + " — "
                                + (names.isEmpty()
                                        ? "the program has no boards"
                                        : "one of " + String.join(", ", names)));
            }
        }
        String period = question.period();
        if (period != null
                && !period.equals(Question.ALL_PERIODS)
                && programs.stream().noneMatch(p -> isPeriod(p, period))) {
            throw new Failure(
                    Exit.USAGE,
                    period + " is no period of the program — write it as " + example(programs.get(0)) + ", or all");
        }
    }

    private static Calendar calendar(Program program) {
        return new Calendar(program.periods());
    }

    private static boolean isPeriod(Program program, String period) {
        return calendar(program).parse(period) != Calendar.NONE;
    }

    private static String example(Program program) {
        return switch (program.periods().every()) {
            case MONTH -> "2026-03";
            case QUARTER -> "2026-Q1";
            case YEAR -> "2026";
            case WEEKS_4_4_5, LISTED -> program.periods().listed().get(0).id();
        };
    }

    /**
     * Answers the question.
     *
     * @throws Failure where what is asked about does not exist
     */
    public Answers answers() throws Failure {
        Survey survey = Survey.of(core);
        return answers(survey);
    }

    Answers answers(Survey survey) throws Failure {
        return new Answers(
                question.wantsBoards() ? boards() : null,
                question.participant() == null ? null : new StandingAsker(core, reader, question).standings(),
                question.activity() == null ? null : List.of(activity(question.activity())),
                question.hash() ? new Answers.Hashes(core.standingsHash(), core.stateHash()) : null,
                survey.dataThrough());
    }

    private List<Answers.BoardPage> boards() {
        List<Answers.BoardPage> pages = new ArrayList<>();
        for (ProgramInstance program : core.programs()) {
            for (Program.Board board : program.program().boards()) {
                if (question.board() == null || question.board().equals(board.name())) {
                    pages(program, board, pages);
                }
            }
        }
        return pages;
    }

    private void pages(ProgramInstance program, Program.Board board, List<Answers.BoardPage> pages) {
        BoardFamily family = StandingsReader.board(program, board.name());
        for (String period : periods(program)) {
            List<String> segments = board.per() == null ? List.of("") : reader.segments(program, family, period);
            for (String segment : segments) {
                pages.add(new Answers.BoardPage(
                        program.program(), board, reader.board(program, family, period, segment, 0, question.most())));
            }
        }
    }

    private List<String> periods(ProgramInstance program) {
        List<String> all = reader.periods(program);
        if (question.period() == null) {
            return all.isEmpty() ? all : List.of(all.get(all.size() - 1));
        }
        if (question.period().equals(Question.ALL_PERIODS)) {
            return all;
        }
        return isPeriod(program.program(), question.period()) ? List.of(question.period()) : List.of();
    }

    /** Tries the text as an id of any source, as id and line, and behind a source. */
    private ActivityView activity(String text) throws Failure {
        ActivityReader activities = new ActivityReader(core);
        List<ActivityView> found = new ArrayList<>();
        for (String source : sources()) {
            add(found, activities, source, text);
            if (text.startsWith(source + ":")) {
                add(found, activities, source, text.substring(source.length() + 1));
            }
        }
        if (found.isEmpty()) {
            throw new Failure(
                    Exit.INPUT,
                    "no file holds an activity " + text
                            + " — its id is what the profile maps to id, with /line where it has one");
        }
        if (found.size() > 1) {
            throw new Failure(
                    Exit.USAGE,
                    text + " could be "
                            + String.join(
                                    " or ",
                                    found.stream()
                                            .map(view -> view.source() + ":" + view.activity())
                                            .toList())
                            + " — write it so");
        }
        return found.get(0);
    }

    private static void add(List<ActivityView> found, ActivityReader activities, String source, String text) {
        ActivityView view = activities.activity(source, text, "");
        int slash = text.lastIndexOf('/');
        if (view == null && slash > 0) {
            view = activities.activity(source, text.substring(0, slash), text.substring(slash + 1));
        }
        if (view != null) {
            found.add(view);
        }
    }

    private List<String> sources() {
        int count = core.facts().identities.count();
        java.util.BitSet seen = new java.util.BitSet();
        for (int identity = 0; identity < count; identity++) {
            seen.set(core.facts().identities.source(identity));
        }
        return seen.stream().mapToObj(core.facts().names.names::text).sorted().toList();
    }
}
