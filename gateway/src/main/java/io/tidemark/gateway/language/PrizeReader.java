package io.tidemark.gateway.language;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.program.Program.Budget;
import io.tidemark.engine.program.Program.Prize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is decided when a period closes: prizes of boards, and the program's budget. */
final class PrizeReader {
    private static final int LAST_PLACE = 999_999;
    static final List<String> TIES = List.of("split", "all");

    private final Problems problems;

    PrizeReader(Problems problems) {
        this.problems = problems;
    }

    List<Prize> prizes(MappingReader board) {
        List<Prize> prizes = new ArrayList<>();
        int free = 1;
        for (SourceNode item : board.list("prizes")) {
            MappingReader reader = MappingReader.of("the prize", item, problems);
            if (reader != null) {
                Prize prize = prize(reader, free);
                free = prize == null ? free : prize.to() + 1;
                if (prize != null) {
                    prizes.add(prize);
                }
            }
        }
        return List.copyOf(prizes);
    }

    private Prize prize(MappingReader reader, int free) {
        SourceNode at = reader.required("at", "at: 1");
        SourceNode points = reader.required("points", "points: 10000");
        Integer first = at == null ? null : reader.whole("at", 1, LAST_PLACE);
        Integer last = reader.whole("to", 1, LAST_PLACE);
        Long units = points == null ? null : notNegative(reader);
        reader.unknownKeys();
        if (first == null || units == null) {
            return null;
        }
        if (first < free) {
            problems.error(
                    reader.node("at"),
                    "place " + first + " has a prize already, or stands behind a later place",
                    "name places in order and each once: this one from " + free + " on");
            return null;
        }
        if (last != null && last < first) {
            problems.error(
                    reader.node("to"),
                    "the prize is for the places " + first + " to " + last,
                    "to is the last of them");
            return null;
        }
        return new Prize(first, last == null ? first : last, units);
    }

    private static Long notNegative(MappingReader reader) {
        Long units = reader.number("points");
        if (units != null && units < 0) {
            reader.problems()
                    .error(reader.node("points"), "points is below 0: " + Fixed.format(units), "give 0 or more");
        }
        return units;
    }

    boolean tiesTakeAll(MappingReader board, List<Prize> prizes) {
        String ties = board.choice("tie-prizes", SettingsReader.words(TIES.get(0), TIES.get(1)));
        if (ties != null && prizes.isEmpty()) {
            problems.warning(board.node("tie-prizes"), "the board has no prizes that could be tied", "leave it out");
        }
        return TIES.get(1).equals(ties);
    }

    Budget budget(MappingReader root) {
        MappingReader budget = root.mapping("budget", "{ points: 500000, over: period }");
        if (budget == null) {
            return null;
        }
        SourceNode points = budget.required("points", "points: 500000");
        Long units = points == null ? null : notNegative(budget);
        Map<String, Boolean> windows = new LinkedHashMap<>();
        windows.put("period", false);
        windows.put("year", true);
        boolean overYear = Boolean.TRUE.equals(budget.choice("over", windows));
        budget.unknownKeys();
        return units == null ? null : new Budget(units, overYear);
    }
}
