package io.tidemark.gateway.http;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.engine.standings.BoardFamily;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a request names in a core. Used during a read, on the core's thread. */
final class ProgramReads {
    private final ScoringCore core;
    private final StandingsReader reader;

    ProgramReads(ScoringCore core) {
        this.core = core;
        this.reader = new StandingsReader(core);
    }

    StandingsReader reader() {
        return reader;
    }

    ProgramInstance program(String id) throws HttpProblem {
        ProgramInstance program = reader.program(id);
        if (program == null) {
            throw HttpProblem.notFound("there is no program " + id + " — "
                    + (core.programs().isEmpty()
                            ? "none is published yet"
                            : "published: "
                                    + core.programs().stream()
                                            .map(p -> p.program().id())
                                            .collect(Collectors.joining(", "))));
        }
        return program;
    }

    /**
     * The version of a program that shows a period; where none is given the one that shows today, or the latest before under which
     * anybody is on a board.
     */
    ProgramInstance program(String id, String period) throws HttpProblem {
        ProgramInstance running = program(id);
        ProgramInstance found = running;
        for (ProgramInstance version : core.versions(id)) {
            if (period != null) {
                found = version.shows(version.calendar().parse(period)) ? version : found;
            } else if (version.shownFrom() <= running.shownFrom()
                    && !listed(version).isEmpty()) {
                found = version;
            }
        }
        return found;
    }

    /** Periods that a version shows and in which anybody is on a board. */
    TreeSet<Integer> listed(ProgramInstance program) {
        TreeSet<Integer> listed = new TreeSet<>();
        for (TrackInstance track : program.tracks()) {
            for (BoardFamily family : track.boards()) {
                listed.addAll(family.periods());
            }
        }
        listed.removeIf(ordinal -> !program.shows(ordinal));
        return listed;
    }

    static BoardFamily board(ProgramInstance program, String name) throws HttpProblem {
        BoardFamily family = StandingsReader.board(program, name);
        if (family == null) {
            throw HttpProblem.notFound("there is no board " + name + " — "
                    + program.program().boards().stream()
                            .map(Program.Board::name)
                            .collect(Collectors.joining(", ", "declared: ", "")));
        }
        return family;
    }

    /** The period of an id; where none is given the running one if anybody is on a board in it, else the latest before. */
    String period(ProgramInstance program, String id) throws HttpProblem {
        Calendar calendar = program.calendar();
        if (id != null) {
            if (calendar.parse(id) == Calendar.NONE) {
                throw HttpProblem.badRequest(id + " is no period of the program — write it as " + running(program));
            }
            return id;
        }
        int running = calendar.parse(running(program));
        TreeSet<Integer> listed = listed(program);
        if (listed.isEmpty() || listed.contains(running)) {
            return calendar.id(running);
        }
        Integer before = listed.floor(running);
        return calendar.id(before == null ? listed.first() : before);
    }

    /** The period in which the newest frame was received. */
    String running(ProgramInstance program) {
        int today = core.facts().today == Integer.MIN_VALUE ? 0 : core.facts().today;
        return program.calendar().id(program.calendar().nearest(today));
    }
}
