package io.tidemark.engine.naive;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.Program.Board;
import io.tidemark.engine.program.Program.Prize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Everything one program has closed, the obvious way: every closing looks at everybody and everything again. */
final class Closings {
    private static final class Closed {
        final Program program;
        final String period;
        final Map<Who, BigDecimal> prizes = new HashMap<>();
        final Map<Who, BigDecimal> extra = new HashMap<>();
        final Map<Who, BigDecimal> paid = new HashMap<>();
        /** Segments by board, as they were. */
        final Map<String, SortedMap<String, List<BoardRow>>> boards = new HashMap<>();

        BigDecimal available;
        BigDecimal wanted;
        int versions;

        Closed(Program program, String period) {
            this.program = program;
            this.period = period;
        }

        BigDecimal share(Who who, BigDecimal points) {
            if (available == null || points.signum() <= 0) {
                return points;
            }
            BigDecimal share = available.multiply(points).divide(wanted, decimals(program), RoundingMode.DOWN);
            return share.add(extra.getOrDefault(who, BigDecimal.ZERO));
        }

        BigDecimal due(Who who, BigDecimal points) {
            BigDecimal all = share(who, points).add(prizes.getOrDefault(who, BigDecimal.ZERO));
            RoundingMode mode = switch (program.points().rounding()) {
                case DOWN -> RoundingMode.DOWN;
                case HALF_UP -> RoundingMode.HALF_UP;
                case HALF_EVEN -> RoundingMode.HALF_EVEN;
            };
            return all.setScale(decimals(program), mode);
        }

        BigDecimal paid(Who who) {
            return paid.getOrDefault(who, BigDecimal.ZERO);
        }
    }

    /** A statement's lines, each {@code kind|of|what|units}, and what it pays. */
    record Paper(List<String> lines, BigDecimal paid) {}

    private final List<Closed> closed = new ArrayList<>();
    final Late late = new Late();
    /** {@code period|version} of each closing, with everybody's statement. */
    final Map<String, SortedMap<Who, Paper>> closings = new LinkedHashMap<>();

    private static int decimals(Program program) {
        return program.points().decimals();
    }

    boolean isClosed(String period) {
        return closed.stream().anyMatch(one -> one.period.equals(period));
    }

    /** A board as it was when its period was closed; null where it is not, or was not among the program's boards. */
    SortedMap<String, List<BoardRow>> board(String board, String period) {
        return closed.stream()
                .filter(one -> one.period.equals(period) && one.boards.containsKey(board))
                .map(one -> one.boards.get(board))
                .findFirst()
                .orElse(null);
    }

    /** @param byPeriod everything under the version of the program that holds for a period */
    void close(Function<String, Scored> byPeriod, String period, int today) {
        Scored scored = byPeriod.apply(period);
        Map<Who, List<String>> lines = new TreeMap<>();
        Map<Who, BigDecimal> totals = new TreeMap<>();
        Closed now = closed.stream()
                .filter(one -> one.period.equals(period))
                .findFirst()
                .orElse(null);
        List<Closed> earlier = new ArrayList<>(closed);
        Map<Closed, Map<Who, BigDecimal>> owed = new LinkedHashMap<>();
        if (now == null) {
            now = new Closed(scored.program, period);
            owed.put(now, first(now, scored, today, lines, totals));
            closed.add(now);
            late.shut(period, scored);
        }
        for (Closed one : earlier) {
            owed.put(one, corrections(one, byPeriod.apply(one.period), lines, totals));
        }
        now.versions++;
        pay(now, lines, totals, owed);
    }

    /** Statements for the period itself; answers what is due for it. */
    private Map<Who, BigDecimal> first(
            Closed now, Scored scored, int today, Map<Who, List<String>> lines, Map<Who, BigDecimal> totals) {
        Map<Who, BigDecimal> points = points(scored, now.period);
        Map<Who, List<String>> prizes = new HashMap<>();
        for (Board board : scored.program.boards()) {
            SortedMap<String, List<BoardRow>> segments = new Boards(scored, board, now.period, today).segments();
            now.boards.put(board.name(), segments);
            segments.values().forEach(rows -> prizes(board, rows, now, prizes));
        }
        budget(now, points);
        Map<Who, BigDecimal> due = new TreeMap<>();
        points.keySet().forEach(who -> due.put(who, null));
        prizes.keySet().forEach(who -> due.put(who, null));
        for (Who who : List.copyOf(due.keySet())) {
            List<String> mine = new ArrayList<>(standing(scored, now.period, who, today));
            BigDecimal own = points.getOrDefault(who, BigDecimal.ZERO);
            BigDecimal share = now.share(who, own);
            add(mine, "budget||", share.subtract(own));
            mine.addAll(prizes.getOrDefault(who, List.of()));
            BigDecimal total = now.due(who, own);
            add(mine, "rounding||", total.subtract(share).subtract(now.prizes.getOrDefault(who, BigDecimal.ZERO)));
            lines.put(who, mine);
            totals.put(who, total);
            due.put(who, total);
        }
        return due;
    }

    private static Map<Who, BigDecimal> points(Scored scored, String period) {
        Map<Who, BigDecimal> points = new TreeMap<>();
        standings(scored, period)
                .forEach(standing -> points.merge(standing.place().who(), standing.points(), BigDecimal::add));
        return points;
    }

    /** Of whoever did something in a period, or has points in it by what it did before. */
    private static List<Standing> standings(Scored scored, String period) {
        return scored.contributions.stream()
                .map(one -> new Place(
                        scored.program.id(), one.place().track(), one.place().who(), period))
                .distinct()
                .map(scored::standing)
                .filter(standing ->
                        standing.activities() > 0 || standing.points().signum() != 0)
                .toList();
    }

    private static void add(List<String> lines, String what, BigDecimal value) {
        if (value.signum() != 0) {
            lines.add(what + "|" + units(value));
        }
    }

    static BigInteger units(BigDecimal value) {
        return value.setScale(4, RoundingMode.UNNECESSARY).unscaledValue();
    }

    private static List<String> standing(Scored scored, String period, Who who, int today) {
        List<String> lines = new ArrayList<>();
        for (Standing standing : standings(scored, period)) {
            Place place = standing.place();
            if (!place.who().equals(who)) {
                continue;
            }
            if (!standing.tier().isEmpty()) {
                lines.add("tier|" + place.track() + "|" + standing.tier() + "|1");
            }
            standing.measures()
                    .forEach((name, value) -> add(
                            lines, "measure|" + place.track() + "|" + name, value.setScale(4, RoundingMode.HALF_EVEN)));
            for (Board board : scored.program.boards()) {
                if (board.track().equals(place.track()) && board.level() == null) {
                    new Boards(scored, board, period, today)
                            .segments().values().stream()
                                    .flatMap(List::stream)
                                    .filter(row -> row.who().equals(who))
                                    .forEach(row -> lines.add("rank|" + board.name() + "||" + row.rank()));
                }
            }
            standing.rules().forEach((name, value) -> add(lines, "rule|" + place.track() + "|" + name, value));
            BigDecimal sum = standing.rules().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            add(lines, "cap|" + place.track() + "|", standing.points().subtract(sum));
        }
        return lines;
    }

    private static void prizes(Board board, List<BoardRow> rows, Closed now, Map<Who, List<String>> lines) {
        for (int at = 0; at < rows.size(); ) {
            int rank = rows.get(at).rank();
            List<BoardRow> tied =
                    rows.stream().filter(row -> row.rank() == rank).toList();
            BigDecimal sum = BigDecimal.ZERO;
            for (int k = 0; k < tied.size(); k++) {
                sum = sum.add(prize(board, rank + k));
            }
            if (board.min() != null || rows.get(at).value().signum() > 0) {
                share(board, tied, sum, now, lines);
            }
            at += tied.size();
        }
    }

    private static BigDecimal prize(Board board, int place) {
        for (Prize prize : board.prizes()) {
            if (place >= prize.at() && place <= prize.to()) {
                return Numbers.of(prize.points());
            }
        }
        return BigDecimal.ZERO;
    }

    private static void share(
            Board board, List<BoardRow> tied, BigDecimal sum, Closed now, Map<Who, List<String>> lines) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals(now.program));
        int rank = tied.get(0).rank();
        BigDecimal each = tied.size() == 1
                ? sum
                : board.tiesTakeAll()
                        ? prize(board, rank)
                        : sum.divide(BigDecimal.valueOf(tied.size()), decimals(now.program), RoundingMode.DOWN);
        BigDecimal left = board.tiesTakeAll() || tied.size() == 1
                ? BigDecimal.ZERO
                : sum.subtract(each.multiply(BigDecimal.valueOf(tied.size())));
        for (Who who : tied.stream().map(BoardRow::who).sorted().toList()) {
            BigDecimal mine = left.compareTo(unit) >= 0 ? each.add(unit) : each;
            left = left.subtract(unit).max(BigDecimal.ZERO);
            if (mine.signum() > 0) {
                now.prizes.merge(who, mine, BigDecimal::add);
                add(lines.computeIfAbsent(who, any -> new ArrayList<>()), "prize|" + board.name() + "|" + rank, mine);
            }
        }
    }

    private void budget(Closed now, Map<Who, BigDecimal> points) {
        Program.Budget budget = now.program.budget();
        if (budget == null) {
            return;
        }
        BigDecimal left = Numbers.of(budget.points());
        for (BigDecimal prize : now.prizes.values()) {
            left = left.subtract(prize);
        }
        if (budget.overYear()) {
            for (Closed other : closed) {
                boolean sameYear = Calendar.yearOf(other.program.periods(), other.period)
                        .equals(Calendar.yearOf(now.program.periods(), now.period));
                for (BigDecimal paid : sameYear ? other.paid.values() : List.<BigDecimal>of()) {
                    left = left.subtract(paid);
                }
            }
        }
        BigDecimal wanted =
                points.values().stream().filter(value -> value.signum() > 0).reduce(BigDecimal.ZERO, BigDecimal::add);
        left = left.max(BigDecimal.ZERO);
        if (wanted.compareTo(left) <= 0) {
            return;
        }
        now.wanted = wanted;
        now.available = left.setScale(decimals(now.program), RoundingMode.DOWN);
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals(now.program));
        BigDecimal rest = now.available;
        for (var entry : points.entrySet()) {
            rest = entry.getValue().signum() > 0 ? rest.subtract(now.share(entry.getKey(), entry.getValue())) : rest;
        }
        for (var entry : points.entrySet()) {
            if (entry.getValue().signum() > 0 && rest.compareTo(unit) >= 0) {
                now.extra.put(entry.getKey(), unit);
                rest = rest.subtract(unit);
            }
        }
    }

    private static Map<Who, BigDecimal> corrections(
            Closed one, Scored scored, Map<Who, List<String>> lines, Map<Who, BigDecimal> totals) {
        Map<Who, BigDecimal> points = points(scored, one.period);
        Map<Who, BigDecimal> due = new TreeMap<>();
        points.keySet().forEach(who -> due.put(who, null));
        one.paid.keySet().forEach(who -> due.put(who, null));
        one.prizes.keySet().forEach(who -> due.put(who, null));
        for (Who who : List.copyOf(due.keySet())) {
            BigDecimal now = one.due(who, points.getOrDefault(who, BigDecimal.ZERO));
            due.put(who, now);
            BigDecimal more = now.subtract(one.paid(who));
            if (more.signum() != 0) {
                add(lines.computeIfAbsent(who, any -> new ArrayList<>()), "correction||" + one.period, more);
                totals.merge(who, more, BigDecimal::add);
            }
        }
        return due;
    }

    private void pay(
            Closed now,
            Map<Who, List<String>> lines,
            Map<Who, BigDecimal> totals,
            Map<Closed, Map<Who, BigDecimal>> owed) {
        SortedMap<Who, Paper> papers = new TreeMap<>();
        BigDecimal least = Numbers.of(now.program.points().minimumPayout());
        lines.forEach((who, mine) -> {
            BigDecimal total = totals.get(who);
            boolean pays = least.signum() == 0 || total.signum() == 0 || total.compareTo(least) >= 0;
            if (pays) {
                owed.forEach((one, due) -> {
                    if (due.containsKey(who)) {
                        one.paid.put(who, due.get(who));
                    }
                });
            } else {
                add(mine, "carried||", total.negate());
            }
            papers.put(who, new Paper(mine, pays ? total : BigDecimal.ZERO));
        });
        closings.put(now.period + "|" + now.versions, papers);
    }

    /** Paid to each participant in all closings. */
    Map<Who, BigDecimal> paidInAll() {
        return sums(paper -> paper.paid());
    }

    private Map<Who, BigDecimal> sums(Function<Paper, BigDecimal> of) {
        Map<Who, BigDecimal> sums = new TreeMap<>();
        closings.values()
                .forEach(papers -> papers.forEach((who, paper) -> sums.merge(who, of.apply(paper), BigDecimal::add)));
        return sums;
    }
}
