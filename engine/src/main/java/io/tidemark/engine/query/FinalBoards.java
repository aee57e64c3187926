package io.tidemark.engine.query;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.closing.FrozenBoards;
import io.tidemark.engine.closing.ProgramClosings;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import java.util.ArrayList;
import java.util.List;

/**
 * Boards of closed periods, as they were at the first closing. A board that the program did not have then is not among them:
 * it goes on being provisional. Names are those of today. Core thread only.
 */
final class FinalBoards {
    /**
     * A board of a closed period.
     *
     * @param period number of the closed period
     * @param board number of the board among those of the program that was closed
     */
    private record Found(FrozenBoards boards, Program program, int period, int board) {
        int segment(int name) {
            return boards.segment(period, board, name);
        }

        int member(int participant) {
            return boards.member(period, board, participant);
        }
    }

    /** What a participant is called. */
    interface Names {
        String name(int participant);
    }

    private final ScoringCore core;
    private final Facts facts;

    FinalBoards(ScoringCore core) {
        this.core = core;
        this.facts = core.facts();
    }

    PeriodState state(ProgramInstance program, int ordinal) {
        ProgramClosings closings = core.closings(program.program().id());
        boolean isFinal = closings.finalPeriod(program, ordinal) >= 0;
        return isFinal ? PeriodState.FINAL : PeriodState.PROVISIONAL;
    }

    boolean holds(ProgramInstance program, String board, int ordinal) {
        return find(program, board, ordinal) != null;
    }

    private Found find(ProgramInstance program, String board, int ordinal) {
        ProgramClosings closings = core.closings(program.program().id());
        int period = closings.finalPeriod(program, ordinal);
        if (period < 0) {
            return null;
        }
        Program closed = closings.program(period);
        List<Program.Board> boards = closed.boards();
        for (int k = 0; k < boards.size(); k++) {
            if (boards.get(k).name().equals(board)) {
                return new Found(closings.boards(), closed, period, k);
            }
        }
        return null;
    }

    /** Rank of a participant, or 0. */
    int rank(ProgramInstance program, String board, int ordinal, int participant) {
        Found found = find(program, board, ordinal);
        int member = found.member(participant);
        return member < 0 ? 0 : found.boards().rank(member);
    }

    /** References of the names of a board's segments. */
    List<Integer> segments(ProgramInstance program, String board, int ordinal) {
        Found found = find(program, board, ordinal);
        return found.boards().segments(found.period(), found.board());
    }

    /** @param segment the reference of its name, or a negative number of none */
    BoardView page(
            ProgramInstance program, String board, int ordinal, int segment, int offset, int limit, Names names) {
        Found found = find(program, board, ordinal);
        int which = segment < 0 ? FrozenBoards.NONE : found.segment(segment);
        int total = which < 0 ? 0 : found.boards().count(which);
        int from = Math.min(Math.max(0, offset), total);
        int until = from + Math.max(0, Math.min(limit, total - from));
        return view(found, board, which, from, until, names);
    }

    /** An empty page where the participant is not listed. */
    BoardView around(ProgramInstance program, String board, int ordinal, int participant, int by, Names names) {
        Found found = find(program, board, ordinal);
        int member = found.member(participant);
        if (member < 0) {
            return view(found, board, FrozenBoards.NONE, 0, 0, names);
        }
        int segment = found.boards().segmentOf(member);
        int position = member - found.boards().first(segment);
        int until = Math.min(found.boards().count(segment), position + by + 1);
        return view(found, board, segment, Math.max(0, position - by), until, names);
    }

    private BoardView view(Found found, String board, int segment, int from, int until, Names names) {
        FrozenBoards boards = found.boards();
        List<BoardView.Row> rows = new ArrayList<>();
        for (int position = from; position < until; position++) {
            rows.add(row(found, boards.first(segment) + position, names));
        }
        return new BoardView(
                found.program().id(),
                board,
                core.closings(found.program().id()).periodId(found.period()),
                PeriodState.FINAL,
                segment < 0 ? "" : facts.names.values.text(boards.name(segment)),
                core.sequence(),
                segment < 0 ? 0 : boards.count(segment),
                rows);
    }

    private BoardView.Row row(Found found, int member, Names names) {
        FrozenBoards boards = found.boards();
        int participant = boards.participant(member);
        int tier = boards.tier(member);
        return new BoardView.Row(
                boards.rank(member),
                facts.participants.key(participant),
                names.name(participant),
                boards.value(member),
                boards.over(member),
                tier < 0 ? "" : tier(found, tier));
    }

    private static String tier(Found found, int tier) {
        String track = found.program().boards().get(found.board()).track();
        return found.program().tracks().stream()
                .filter(one -> one.name().equals(track))
                .findFirst()
                .orElseThrow()
                .ladder()
                .get(tier)
                .name();
    }
}
