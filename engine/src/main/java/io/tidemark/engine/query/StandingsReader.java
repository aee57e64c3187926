package io.tidemark.engine.query;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.credit.CreditRoles;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.standings.Board;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.engine.standings.StandingTable;
import io.tidemark.engine.tier.Gaps;
import io.tidemark.engine.tier.Ladder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Standings and boards as people see them. Reads the core on its own thread, between frames. */
public final class StandingsReader {
    private final ScoringCore core;
    private final Facts facts;

    public StandingsReader(ScoringCore core) {
        this.core = core;
        this.facts = core.facts();
    }

    /** The running program of an id, or null. */
    public ProgramInstance program(String id) {
        return core.programs().stream()
                .filter(instance -> instance.program().id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** The track of a name, or null. */
    public static TrackInstance track(ProgramInstance program, String name) {
        return Arrays.stream(program.tracks())
                .filter(track -> track.track().name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Every period with a standing that has activities, as ids in order of time. */
    public List<String> periods(ProgramInstance program) {
        TreeSet<Integer> ordinals = new TreeSet<>();
        for (TrackInstance track : program.tracks()) {
            StandingTable standings = track.standings();
            for (int row = 0; row < standings.count(); row++) {
                if (standings.active(row) > 0) {
                    ordinals.add(standings.period(row));
                }
            }
        }
        return ordinals.stream().map(program.calendar()::id).toList();
    }

    /** The standing of a participant on a track, or null where nothing was ever credited to it in the period. */
    public StandingView standing(ProgramInstance program, TrackInstance track, String id, String period) {
        int participant = facts.participants.find(track.track().kind(), id);
        int ordinal = program.calendar().parse(period);
        if (participant == Participants.NONE || ordinal == Calendar.NONE) {
            return null;
        }
        int row = track.standings().find(participant, ordinal);
        return row < 0 ? null : standing(program, track, row);
    }

    /** Every standing of a track in a period, in no order. */
    public List<StandingView> standings(ProgramInstance program, TrackInstance track, String period) {
        int ordinal = program.calendar().parse(period);
        List<StandingView> views = new ArrayList<>();
        StandingTable standings = track.standings();
        for (int row = 0; row < standings.count(); row++) {
            if (standings.period(row) == ordinal && standings.active(row) > 0) {
                views.add(standing(program, track, row));
            }
        }
        return views;
    }

    private StandingView standing(ProgramInstance program, TrackInstance track, int row) {
        StandingTable standings = track.standings();
        int participant = standings.participant(row);
        BigInteger[] measures = standings.exactMeasures(row);
        BigInteger[] values = new BigInteger[track.rules().count()];
        BigInteger points = track.rules().evaluate(measures, values, false);
        BigInteger open = track.rules().evaluate(measures, new BigInteger[values.length], true);
        Map<String, BigInteger> measureViews = new LinkedHashMap<>();
        for (int k = 0; k < measures.length; k++) {
            measureViews.put(track.measures().measure(k).name(), track.credits().shown(measures[k]));
        }
        Map<String, BigInteger> ruleViews = new LinkedHashMap<>();
        for (int k = 0; k < values.length; k++) {
            ruleViews.put(track.rules().rule(k).name(), values[k]);
        }
        Ladder ladder = track.ladder();
        int held = ladder.held(measures);
        boolean top = held + 1 >= ladder.count();
        return new StandingView(
                program.program().id(),
                track.track().name(),
                facts.participants.key(participant),
                name(participant, program.calendar(), standings.period(row)),
                program.calendar().id(standings.period(row)),
                core.sequence(),
                points,
                open.subtract(points),
                ladder.isEmpty() ? "" : ladder.tier(held).name(),
                measureViews,
                ruleViews,
                top ? "" : ladder.tier(held + 1).name(),
                gaps(track, measures),
                ranks(track, row),
                standings.active(row));
    }

    /** What is missing to the tier above the one that measures of a track hold; empty at the top. */
    public static List<Gaps.Gap> gaps(TrackInstance track, BigInteger[] measures) {
        Ladder ladder = track.ladder();
        int next = ladder.held(measures) + 1;
        if (next >= ladder.count()) {
            return List.of();
        }
        CreditRoles credits = track.credits();
        long scale = credits.areScaled() ? CreditRoles.SCALE : 1;
        return Gaps.to(ladder.tier(next), measures, track.measures()::position, name -> isWhole(track, name), scale)
                .stream()
                .map(gap -> new Gaps.Gap(
                        gap.measure(),
                        gap.over(),
                        credits.shown(gap.have()),
                        credits.shown(gap.need()),
                        gap.missing() == null ? null : credits.shown(gap.missing())))
                .toList();
    }

    private static boolean isWhole(TrackInstance track, String name) {
        Program.Measure measure = track.measures().measure(track.measures().position(name));
        return measure.aggregate() == Program.Aggregate.COUNT || "quantity".equals(measure.field());
    }

    private static Map<String, Integer> ranks(TrackInstance track, int row) {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        for (BoardFamily family : track.boards()) {
            if (family.table() == track.standings()) {
                int rank = family.rank(row);
                if (rank > 0) {
                    ranks.put(family.board().name(), rank);
                }
            }
        }
        return ranks;
    }

    /** A participant's name in force on the last day of a period that has come, or empty. */
    private String name(int participant, Calendar calendar, int period) {
        int record = facts.participants.recordOn(participant, calendar.lastDayCome(period, facts.today));
        return facts.names.values.text(facts.participants.name(record));
    }

    /** The board of a name, or null. */
    public static BoardFamily board(ProgramInstance program, String name) {
        return Arrays.stream(program.tracks())
                .flatMap(track -> Arrays.stream(track.boards()))
                .filter(family -> family.board().name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The segments of a board that have members, in order of their names. */
    public List<String> segments(ProgramInstance program, BoardFamily family, String period) {
        return family.segments(program.calendar().parse(period)).stream()
                .map(facts.names.values::text)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** A page of a segment of a board; empty where nobody is listed. */
    public BoardView board(
            ProgramInstance program, BoardFamily family, String period, String segment, int offset, int limit) {
        Board board = find(program, family, period, segment);
        int[] members = board == null ? new int[0] : board.page(offset, limit);
        return view(program, family, period, segment, board, members);
    }

    /** The rows around a participant, or an empty page where it is not listed in that period. */
    public BoardView around(
            ProgramInstance program, BoardFamily family, String period, String kind, String id, int by) {
        int participant = facts.participants.find(kind, id);
        int row = participant == Participants.NONE
                ? -1
                : family.table().find(participant, program.calendar().parse(period));
        if (row < 0 || family.rank(row) == 0) {
            return view(program, family, period, "", null, new int[0]);
        }
        String segment = facts.names.values.text(family.segmentOf(row));
        Board board = find(program, family, period, segment);
        return view(program, family, period, segment, board, board.around(row, by));
    }

    private Board find(ProgramInstance program, BoardFamily family, String period, String segment) {
        int number = facts.names.values.find(segment);
        int ordinal = program.calendar().parse(period);
        return number < 0 || ordinal == Calendar.NONE ? null : family.find(ordinal, number);
    }

    private BoardView view(
            ProgramInstance program, BoardFamily family, String period, String segment, Board board, int[] members) {
        List<BoardView.Row> rows = new ArrayList<>();
        for (int row : members) {
            rows.add(row(program, family, row, board.rank(row)));
        }
        int total = board == null ? 0 : board.size();
        return new BoardView(
                program.program().id(), family.board().name(), period, segment, core.sequence(), total, rows);
    }

    private BoardView.Row row(ProgramInstance program, BoardFamily family, int row, int rank) {
        StandingTable table = family.table();
        Program.Rank by = family.board().rank();
        TrackInstance track = track(program, family.board().track());
        int participant = table.participant(row);
        BigInteger value = by.isPoints()
                ? table.exactPoints(row)
                : table.exactMeasure(row, track.measures().position(by.measure()));
        BigInteger over =
                by.isRatio() ? table.exactMeasure(row, track.measures().position(by.over())) : null;
        if (!by.isPoints()) {
            value = track.credits().shown(value);
            over = over == null ? null : track.credits().shown(over);
        }
        boolean own = table == track.standings() && !track.ladder().isEmpty();
        return new BoardView.Row(
                rank,
                facts.participants.key(participant),
                name(participant, program.calendar(), table.period(row)),
                value,
                over,
                own ? track.ladder().tier(table.tier(row)).name() : "");
    }
}
