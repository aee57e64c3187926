package io.tidemark.bench;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.query.BoardView;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.engine.standings.BoardFamily;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run of R1 came to, whoever computed it: the value of everybody on every board, and every rep's tier.
 */
public final class R1Answer {
    /** The boards of R1, from the bottom. */
    public static final List<String> BOARDS = List.of("reps", "locations", "distributors", "regions");

    /** @param member the id within its kind */
    private record Place(String board, String period, String member) {}

    private final Map<Place, BigDecimal> points = new HashMap<>();
    private final Map<Place, String> tiers = new HashMap<>();

    /** Sets a member's value. */
    public void put(String board, String period, String member, BigDecimal value) {
        points.put(new Place(board, period, member), value);
    }

    /** Adds to a member's value. */
    void add(String board, String period, String member, BigDecimal value) {
        points.merge(new Place(board, period, member), value, BigDecimal::add);
    }

    public void tier(String period, String rep, String tier) {
        tiers.put(new Place("reps", period, rep), tier);
    }

    /** What a core shows. */
    public static R1Answer of(ScoringCore core) {
        R1Answer answer = new R1Answer();
        StandingsReader reader = new StandingsReader(core);
        ProgramInstance program = reader.program("r1");
        for (String period : reader.periods(program)) {
            for (String board : BOARDS) {
                BoardFamily family = StandingsReader.board(program, board);
                for (BoardView.Row row : reader.board(program, family, period, "", 0, Integer.MAX_VALUE)
                        .rows()) {
                    String member =
                            row.participant().substring(row.participant().indexOf(':') + 1);
                    answer.put(board, period, member, new BigDecimal(row.value(), 4));
                    if (board.equals("reps")) {
                        answer.tier(period, member, row.tier());
                    }
                }
            }
        }
        return answer;
    }

    /**
     * Fails where this answer differs from what was expected.
     *
     * @param tolerance relative; 0 for equality to the fourth decimal
     */
    public void check(R1Answer expected, double tolerance) {
        if (!points.keySet().equals(expected.points.keySet())) {
            throw new IllegalStateException(
                    "R1 is scored wrongly: " + points.size() + " places, not " + expected.points.size());
        }
        expected.points.forEach((place, value) -> {
            BigDecimal difference = points.get(place).subtract(value).abs();
            if (difference.compareTo(value.abs().multiply(BigDecimal.valueOf(tolerance))) > 0) {
                throw new IllegalStateException(place + " has " + points.get(place) + ", not " + value);
            }
        });
        if (!tiers.equals(expected.tiers)) {
            throw new IllegalStateException("R1 is scored wrongly: tiers differ");
        }
    }
}
