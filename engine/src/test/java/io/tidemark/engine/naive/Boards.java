package io.tidemark.engine.naive;

import io.tidemark.engine.naive.Scored.Contribution;
import io.tidemark.engine.program.Program.Board;
import io.tidemark.engine.program.Program.Rank;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One board in one period: who is listed, in which segment, under which rank. */
final class Boards {
    private final Scored scored;
    private final Board board;
    private final String period;
    private final int asOf;

    /** A participant or an ancestor with what is compared; {@code points} matter to boards of points only. */
    private record Member(Who who, String name, String segment, BigDecimal points, Map<String, BigDecimal> measures) {}

    Boards(Scored scored, Board board, String period, int today) {
        this.scored = scored;
        this.board = board;
        this.period = period;
        this.asOf = Calendar.lastDayThatHasCome(scored.program.periods(), period, today);
    }

    /** Rows in order, by segment; a board without {@code per} is one segment with the empty name. */
    SortedMap<String, List<BoardRow>> segments() {
        SortedMap<String, List<Member>> members = new TreeMap<>(Texts.BY_CODE_POINT);
        List<Member> all = board.level() == null ? participants() : ancestors();
        all.stream()
                .filter(this::isListed)
                .forEach(member -> members.computeIfAbsent(member.segment(), any -> new ArrayList<>())
                        .add(member));
        SortedMap<String, List<BoardRow>> segments = new TreeMap<>(Texts.BY_CODE_POINT);
        members.forEach((segment, ofSegment) -> segments.put(segment, ranked(ofSegment)));
        return segments;
    }

    private List<Standing> standings() {
        return scored.standings().stream()
                .filter(standing -> standing.place().track().equals(board.track())
                        && standing.place().period().equals(period))
                .toList();
    }

    private List<Member> participants() {
        return standings().stream()
                .map(standing ->
                        member(standing.place().who(), standing.tier(), standing.points(), standing.measures()))
                .toList();
    }

    private Member member(Who who, String tier, BigDecimal points, Map<String, BigDecimal> measures) {
        var row = scored.directory.row(who, asOf);
        String segment = board.per() == null
                ? ""
                : board.per().equals("tier") ? tier : row.attributes().getOrDefault(board.per(), "");
        return new Member(who, row.name(), segment, points, measures);
    }

    /** Points go to the ancestor as of the last day that has come, measures to the one on the activity's date. */
    private List<Member> ancestors() {
        Map<Who, BigDecimal> points = new TreeMap<>();
        for (Standing standing : standings()) {
            Who ancestor = scored.directory.ancestor(standing.place().who(), board.level(), asOf);
            if (ancestor != null) {
                points.merge(ancestor, standing.points(), BigDecimal::add);
            }
        }
        Map<Who, Map<String, BigDecimal>> measures = rolledUp();
        var listed = board.rank().isPoints() ? points.keySet() : measures.keySet();
        return listed.stream()
                .map(who -> member(
                        who, "", points.getOrDefault(who, BigDecimal.ZERO), measures.getOrDefault(who, scored.zeros())))
                .toList();
    }

    private Map<Who, Map<String, BigDecimal>> rolledUp() {
        Map<Who, Map<String, BigDecimal>> sums = new TreeMap<>();
        for (Contribution contribution : scored.contributions) {
            Place place = contribution.place();
            if (!place.track().equals(board.track()) || !place.period().equals(period)) {
                continue;
            }
            Who ancestor = scored.directory.ancestor(place.who(), board.level(), contribution.date());
            if (ancestor != null) {
                Map<String, BigDecimal> sum = sums.computeIfAbsent(ancestor, any -> scored.zeros());
                contribution.measures().forEach((name, value) -> sum.merge(name, value, BigDecimal::add));
            }
        }
        return sums;
    }

    private boolean isListed(Member member) {
        Rank rank = board.rank();
        if (rank.isRatio() && over(member).signum() <= 0) {
            return false;
        }
        if (board.min() == null) {
            return true;
        }
        BigDecimal least = Numbers.of(board.min());
        return value(member).compareTo(rank.isRatio() ? least.multiply(over(member)) : least) >= 0;
    }

    private BigDecimal value(Member member) {
        Rank rank = board.rank();
        return rank.isPoints() ? member.points() : member.measures().get(rank.measure());
    }

    private BigDecimal over(Member member) {
        return member.measures().get(board.rank().over());
    }

    private List<BoardRow> ranked(List<Member> members) {
        Comparator<Member> best = this::compare;
        List<Member> ordered = members.stream()
                .sorted(best.thenComparing(Member::name, Texts.BY_CODE_POINT).thenComparing(Member::who))
                .toList();
        List<BoardRow> rows = new ArrayList<>();
        for (Member member : ordered) {
            int ahead = (int)
                    ordered.stream().filter(other -> compare(other, member) < 0).count();
            BigDecimal over = board.rank().isRatio() ? over(member) : null;
            rows.add(new BoardRow(ahead + 1, member.who(), member.name(), value(member), over));
        }
        return rows;
    }

    /** The larger value first, then the larger of each of the {@code ties}. */
    private int compare(Member a, Member b) {
        int order = board.rank().isRatio()
                ? value(b).multiply(over(a)).compareTo(value(a).multiply(over(b)))
                : value(b).compareTo(value(a));
        for (String tie : board.ties()) {
            order = order != 0
                    ? order
                    : b.measures().get(tie).compareTo(a.measures().get(tie));
        }
        return order;
    }
}
