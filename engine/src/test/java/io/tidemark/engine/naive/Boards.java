package io.tidemark.engine.naive;

import io.tidemark.engine.naive.Scored.Contribution;
import io.tidemark.engine.program.Program.Board;
import io.tidemark.engine.program.Program.Rank;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    private List<String> periods() {
        return new History(scored.program, Map.of(), (name, one) -> null).periods(board.window(), period);
    }

    /** Contributions to the track in the periods of the window. */
    private List<Contribution> contributions(List<String> periods) {
        return scored.contributions.stream()
                .filter(one -> one.place().track().equals(board.track())
                        && periods.contains(one.place().period()))
                .toList();
    }

    private Set<Who> whoContributed(List<Contribution> contributions) {
        return contributions.stream().map(one -> one.place().who()).collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Member> participants() {
        List<Member> members = new ArrayList<>();
        for (Who who : whoContributed(contributions(periods()))) {
            Reckoning reckoning = scored.reckoning(scored.track(board.track()), who);
            String tier = scored.standing(new Place(scored.program.id(), board.track(), who, period))
                    .tier();
            members.add(member(who, tier, reckoning.points(board.window(), period), reckoning.history));
        }
        return members;
    }

    private Member member(Who who, String tier, BigDecimal points, History history) {
        Map<String, BigDecimal> measures = new TreeMap<>();
        scored.program
                .measures()
                .forEach(measure ->
                        measures.put(measure.name(), history.measure(measure.name(), board.window(), period)));
        var row = scored.directory.row(who, asOf);
        String segment = board.per() == null
                ? ""
                : board.per().equals("tier") ? tier : row.attributes().getOrDefault(board.per(), "");
        return new Member(who, row.name(), segment, points, measures);
    }

    /** Points go to the ancestor as of the last day that has come, measures to the one on the activity's date. */
    private List<Member> ancestors() {
        Map<Who, BigDecimal> points = new TreeMap<>();
        Set<Who> listed = new TreeSet<>();
        for (String one : periods()) {
            int day = Calendar.lastDayThatHasCome(scored.program.periods(), one, scored.today);
            Set<Who> active = whoContributed(contributions(List.of(one)));
            for (Who who : whoContributed(scored.contributions.stream()
                    .filter(each -> each.place().track().equals(board.track()))
                    .toList())) {
                Who ancestor = scored.directory.ancestor(who, board.level(), day);
                if (ancestor != null) {
                    BigDecimal own = scored.reckoning(scored.track(board.track()), who)
                            .at(one)
                            .points();
                    points.merge(ancestor, own, BigDecimal::add);
                    if (active.contains(who)) {
                        listed.add(ancestor);
                    }
                }
            }
        }
        Map<Who, List<Contribution>> below = below();
        if (!board.rank().isPoints()) {
            listed.clear();
            below.forEach((who, contributions) -> {
                if (contributions.stream()
                        .anyMatch(one -> periods().contains(one.place().period()))) {
                    listed.add(who);
                }
            });
        }
        return listed.stream()
                .map(who -> member(
                        who,
                        "",
                        points.getOrDefault(who, BigDecimal.ZERO),
                        new History(
                                scored.program,
                                History.sums(below.getOrDefault(who, List.of())),
                                new Circumstances(scored, who)::given)))
                .toList();
    }

    /** Contributions by the ancestor of the level on their date. */
    private Map<Who, List<Contribution>> below() {
        Map<Who, List<Contribution>> below = new TreeMap<>();
        for (Contribution contribution : scored.contributions) {
            Place place = contribution.place();
            Who ancestor = place.track().equals(board.track())
                    ? scored.directory.ancestor(place.who(), board.level(), contribution.date())
                    : null;
            if (ancestor != null) {
                below.computeIfAbsent(ancestor, any -> new ArrayList<>()).add(contribution);
            }
        }
        return below;
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
