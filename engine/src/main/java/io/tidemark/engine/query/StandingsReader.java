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
    private final FinalBoards finals;

    public StandingsReader(ScoringCore core) {
        this.core = core;
        this.facts = core.facts();
        this.finals = new FinalBoards(core);
    }

    /** The version of a program that shows a period; where none does the one that shows today, and null where there is no program. */
    public ProgramInstance program(String id, String period) {
        return core.versions(id).stream()
                .filter(version -> version.shows(version.calendar().parse(period)))
                .findFirst()
                .orElseGet(() -> program(id));
    }

    /** The version of a program that shows today, or null. */
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
                if (standings.active(row) > 0 && program.shows(standings.period(row))) {
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
        if (row >= 0) {
            return standing(program, track, row);
        }
        return PendingClaims.any(program, track, participant, ordinal)
                ? standing(program, track, participant, ordinal)
                : null;
    }

    /** Of a participant who has nothing in a period but claims that wait. */
    private StandingView standing(ProgramInstance program, TrackInstance track, int participant, int period) {
        BigInteger[] inputs = track.inputsWithout(participant, period);
        BigInteger[] values = new BigInteger[track.rules().count()];
        BigInteger points = track.rules().evaluate(inputs, values, false);
        int held = track.tier(inputs);
        Ladder ladder = track.ladder();
        boolean top = held + 1 >= ladder.count();
        Map<String, BigInteger> rules = new LinkedHashMap<>();
        for (int k = 0; k < values.length; k++) {
            rules.put(track.rules().rule(k).name(), values[k]);
        }
        return new StandingView(
                program.program().id(),
                track.track().name(),
                facts.participants.key(participant),
                name(participant, program.calendar(), period),
                program.calendar().id(period),
                finals.state(program, period),
                core.sequence(),
                points,
                BigInteger.ZERO,
                PendingClaims.points(program, track, participant, period, track.inputsWithout(participant, period))
                        .subtract(points),
                ladder.isEmpty() ? "" : ladder.tier(held).name(),
                measures(track, inputs),
                rules,
                top ? "" : ladder.tier(held + 1).name(),
                top ? List.of() : gaps(track, held + 1, inputs),
                Map.of(),
                List.of(),
                0);
    }

    /** The number of a participant, or {@link Participants#NONE}. */
    public int participant(String kind, String id) {
        return facts.participants.find(kind, id);
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
        BigInteger[] inputs = standings.exactMeasures(row);
        BigInteger[] values = new BigInteger[track.rules().count()];
        BigInteger open = track.rules().evaluate(inputs.clone(), values, true);
        BigInteger points = track.rules().evaluate(inputs, values, false);
        Map<String, BigInteger> measureViews = measures(track, inputs);
        Map<String, BigInteger> ruleViews = new LinkedHashMap<>();
        for (int k = 0; k < values.length; k++) {
            ruleViews.put(track.rules().rule(k).name(), values[k]);
        }
        Ladder ladder = track.ladder();
        int held = standings.tier(row);
        boolean top = held + 1 >= ladder.count();
        return new StandingView(
                program.program().id(),
                track.track().name(),
                facts.participants.key(participant),
                name(participant, program.calendar(), standings.period(row)),
                program.calendar().id(standings.period(row)),
                finals.state(program, standings.period(row)),
                core.sequence(),
                points,
                open.subtract(points),
                PendingClaims.points(program, track, row, points),
                ladder.isEmpty() ? "" : ladder.tier(held).name(),
                measureViews,
                ruleViews,
                top ? "" : ladder.tier(held + 1).name(),
                top ? List.of() : gaps(track, held + 1, inputs),
                ranks(program, track, row),
                NextSales.of(program, track, row, program.calendar().lastDayCome(standings.period(row), facts.today)),
                standings.active(row));
    }

    /** Every measure of the program over the standing's period. */
    public static Map<String, BigInteger> measures(TrackInstance track, BigInteger[] inputs) {
        Map<String, BigInteger> views = new LinkedHashMap<>();
        for (int k = 0; k < track.measures().count(); k++) {
            String name = track.measures().measure(k).name();
            int place = track.inputs().shown(name);
            views.put(name, place < 0 ? BigInteger.ZERO : track.credits().shown(inputs[place]));
        }
        return views;
    }

    /**
     * What is missing to a tier.
     *
     * @param inputs what a standing reads, its rules evaluated
     */
    public static List<Gaps.Gap> gaps(TrackInstance track, int tier, BigInteger[] inputs) {
        return Gaps.to(track.ladder().tier(tier), inputs, track.ladderReads(), new Gaps.Nature() {
            @Override
            public boolean isWhole(String name) {
                Program.Measure measure =
                        track.measures().measure(track.measures().position(name));
                return measure.aggregate() == Program.Aggregate.COUNT
                        || measure.isDistinct()
                        || "quantity".equals(measure.field());
            }

            @Override
            public long scale() {
                return track.credits().areScaled() ? CreditRoles.SCALE : 1;
            }

            @Override
            public boolean grows(String name) {
                Program.Measure measure =
                        track.measures().measure(track.measures().position(name));
                return !measure.isGiven() && !measure.isLast() && measure.shift() == Program.Shift.NONE;
            }
        });
    }

    private Map<String, Integer> ranks(ProgramInstance program, TrackInstance track, int row) {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        int ordinal = track.standings().period(row);
        for (BoardFamily family : track.boards()) {
            String board = family.board().name();
            if (family.table() == track.standings()) {
                int rank = finals.holds(program, board, ordinal)
                        ? finals.rank(program, board, ordinal, track.standings().participant(row))
                        : family.rank(row);
                if (rank > 0) {
                    ranks.put(board, rank);
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
        int ordinal = program.calendar().parse(period);
        String board = family.board().name();
        List<Integer> names = finals.holds(program, board, ordinal)
                ? finals.segments(program, board, ordinal)
                : family.segments(ordinal);
        return names.stream()
                .map(facts.names.values::text)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** A page of a segment of a board; empty where nobody is listed. */
    public BoardView board(
            ProgramInstance program, BoardFamily family, String period, String segment, int offset, int limit) {
        int ordinal = program.calendar().parse(period);
        String name = family.board().name();
        if (finals.holds(program, name, ordinal)) {
            int of = facts.names.values.find(segment);
            return finals.page(program, name, ordinal, of, offset, limit, names(program, ordinal));
        }
        Board board = find(program, family, period, segment);
        int[] members = board == null ? new int[0] : board.page(offset, limit);
        return view(program, family, period, segment, board, members);
    }

    /** The rows around a participant, or an empty page where it is not listed in that period. */
    public BoardView around(
            ProgramInstance program, BoardFamily family, String period, String kind, String id, int by) {
        int participant = facts.participants.find(kind, id);
        int ordinal = program.calendar().parse(period);
        String name = family.board().name();
        if (participant != Participants.NONE && finals.holds(program, name, ordinal)) {
            return finals.around(program, name, ordinal, participant, by, names(program, ordinal));
        }
        int row = participant == Participants.NONE ? -1 : family.table().find(participant, ordinal);
        if (row < 0 || family.rank(row) == 0) {
            return view(program, family, period, "", null, new int[0]);
        }
        String segment = facts.names.values.text(family.segmentOf(row));
        Board board = find(program, family, period, segment);
        return view(program, family, period, segment, board, board.around(row, by));
    }

    private FinalBoards.Names names(ProgramInstance program, int ordinal) {
        return participant -> name(participant, program.calendar(), ordinal);
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
                program.program().id(),
                family.board().name(),
                period,
                PeriodState.PROVISIONAL,
                segment,
                core.sequence(),
                total,
                rows);
    }

    /** What a board compares, as it is shown. The two numbers of a ratio stay exact: rounded, they would be another ratio, or none. */
    public static BigInteger shown(TrackInstance track, BoardFamily family, BigInteger value) {
        Program.Rank rank = family.board().rank();
        return rank.isPoints() || rank.isRatio() ? value : track.credits().shown(value);
    }

    private BoardView.Row row(ProgramInstance program, BoardFamily family, int row, int rank) {
        StandingTable table = family.table();
        TrackInstance track = track(program, family.board().track());
        int participant = table.participant(row);
        BigInteger over = family.denominator(row);
        boolean own = table == track.standings() && !track.ladder().isEmpty();
        return new BoardView.Row(
                rank,
                facts.participants.key(participant),
                name(participant, program.calendar(), table.period(row)),
                shown(track, family, family.value(row)),
                over == null ? null : shown(track, family, over),
                own ? track.ladder().tier(table.tier(row)).name() : "");
    }
}
