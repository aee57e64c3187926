package io.tidemark.tools.cli;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.query.ActivityView;
import io.tidemark.engine.query.BoardView;
import io.tidemark.engine.query.PostingView;
import io.tidemark.engine.query.StandingView;
import java.util.List;
import java.util.Map;

/**
 * Everything one run answers.
 *
 * @param boards null where none were asked for
 * @param standings null where none were asked for
 * @param activities null where none were asked for
 * @param hashes null where they were not asked for
 * @param dataThrough per distributor the last day of its data
 */
public record Answers(
        List<BoardPage> boards,
        List<Standing> standings,
        List<ActivityView> activities,
        Hashes hashes,
        Map<String, String> dataThrough) {

    /** @param board how the board is declared */
    public record BoardPage(Program program, Program.Board board, BoardView view) {}

    /** @param postings newest first; null where they were not asked for */
    public record Standing(Program program, StandingView view, List<PostingView> postings) {}

    /**
     * @param standings the same for the same facts, in whatever order they came
     * @param state the same for the same frames
     */
    public record Hashes(long standings, long state) {}
}
