package io.tidemark.engine.closing;

import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.standings.StandingTable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a program comes to if each of its periods were closed now, for the first time: prizes, the budget and rounding as at a close.
 * A least payout only moves when something is paid, and is left out. Changes nothing but what settles. Core thread only.
 */
public final class Prospect {
    /**
     * What one participant would get. Units.
     *
     * @param points of its tracks, before the budget
     * @param due what would be paid
     */
    public record Due(int participant, BigInteger points, BigInteger prizes, BigInteger due) {}

    /** One period, with everybody who would get a statement, in no order. */
    public record Period(String id, List<Due> dues) {}

    private final ProgramInstance instance;
    private final Facts facts;
    private final Map<Integer, BigInteger> paidInYear;

    private Prospect(ProgramInstance instance, Facts facts, Map<Integer, BigInteger> paidInYear) {
        this.instance = instance;
        this.facts = facts;
        this.paidInYear = paidInYear;
    }

    /**
     * Every period with something in it, in order of time, each by the version that shows it.
     *
     * @param versions of one program, the earliest first
     */
    public static List<Period> of(List<ProgramInstance> versions, Facts facts) {
        Map<Integer, BigInteger> paidInYear = new HashMap<>();
        List<Period> periods = new ArrayList<>();
        for (ProgramInstance version : versions) {
            periods.addAll(new Prospect(version, facts, paidInYear).periods());
        }
        return periods;
    }

    private List<Period> periods() {
        instance.settle();
        TreeSet<Integer> ordinals = new TreeSet<>();
        for (TrackInstance track : instance.tracks()) {
            for (int row = 0; row < track.standings().count(); row++) {
                if (instance.shows(track.standings().period(row))
                        && StandingLines.isSomething(track.standings(), row)) {
                    ordinals.add(track.standings().period(row));
                }
            }
        }
        return ordinals.stream().map(this::period).toList();
    }

    private Period period(int ordinal) {
        ClosedPeriod closed = new ClosedPeriod(instance.program(), ordinal);
        ClosingPrizes prizes = new ClosingPrizes(facts, instance, ordinal, closed.payout);
        while (prizes.step()) {
            // one segment of a board after the other
        }
        Set<Integer> participants = participants(ordinal);
        ClosingBudget budget = budget(closed, prizes, participants);
        prizes.winners().forEachInt(participants::add);
        List<Due> dues = new ArrayList<>();
        for (int participant : participants) {
            BigInteger won = prizes.of(participant).stream()
                    .map(ClosingPrizes.Won::points)
                    .reduce(BigInteger.ZERO, BigInteger::add);
            BigInteger points = points(participant, ordinal);
            BigInteger due = closed.due(points, budget.hasExtraUnit(participant), won);
            dues.add(new Due(participant, points, won, due));
            paidInYear.merge(closed.year(), due, BigInteger::add);
        }
        return new Period(closed.id, dues);
    }

    private Set<Integer> participants(int ordinal) {
        Set<Integer> participants = new LinkedHashSet<>();
        for (TrackInstance track : instance.tracks()) {
            StandingTable table = track.standings();
            for (int row = 0; row < table.count(); row++) {
                if (table.period(row) == ordinal && StandingLines.isSomething(table, row)) {
                    participants.add(table.participant(row));
                }
            }
        }
        return participants;
    }

    private BigInteger points(int participant, int ordinal) {
        return StatementWriter.points(instance, participant, ordinal);
    }

    private ClosingBudget budget(ClosedPeriod closed, ClosingPrizes prizes, Set<Integer> participants) {
        ClosingBudget budget = new ClosingBudget(facts, closed);
        Program.Budget limit = instance.program().budget();
        if (limit != null) {
            participants.forEach(participant -> budget.add(points(participant, closed.ordinal)));
            budget.decide(limit, prizes.total(), paidInYear.getOrDefault(closed.year(), BigInteger.ZERO));
        }
        if (closed.available != null) {
            participants.forEach(participant -> budget.order(participant, points(participant, closed.ordinal)));
        }
        return budget;
    }
}
