package io.tidemark.engine.closing;

import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.standings.StandingTable;
import io.tidemark.engine.store.SnapshotSink;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.LongArrayList;

/**
 * One closing while it is under way, an item at a time: finds what changed in periods closed earlier, gives prizes, records
 * the boards, shares out the budget, writes the statements. Reads standings, which do not move meanwhile. A period's further closings only pay
 * what changed. Core thread only.
 */
final class ClosingWork {
    private enum Phase {
        OWING,
        CHANGES,
        PRIZES,
        BOARDS,
        SUM,
        ORDER,
        STATEMENTS,
        WINNERS,
        CHANGED,
        DONE
    }

    private static final Phase[] PHASES = Phase.values();

    private final Facts facts;
    private final ProgramClosings all;
    private final InstanceSource instances;
    private final ProgramInstance instance;
    private final ClosedPeriod closed;
    /** Of the closed period, in the instance's calendar. */
    private final int ordinal;

    private final int period;
    private final StatementWriter writer;
    private final boolean first;
    private final ClosingPrizes prizes;
    private final ClosingBoards boards;
    private final ClosingBudget budget;

    private Phase phase = Phase.OWING;
    /** The next instance, track and row, or account, or place in a list. */
    private int atInstance;

    private int atTrack;
    private int at;

    /** Participant (high) and closed period (low) with something to correct. */
    private final LongArrayList changed = new LongArrayList();

    /** Closed periods by ordinal, of each instance. */
    private final List<Map<Integer, Integer>> closedOf = new ArrayList<>();

    private final int firstStatement;

    /** @param first whether this is the period's first closing */
    ClosingWork(Facts facts, ProgramClosings all, InstanceSource instances, int period, boolean first) {
        this(facts, all, instances, period, first, all.statements.count());
    }

    private ClosingWork(
            Facts facts, ProgramClosings all, InstanceSource instances, int period, boolean first, int firstStatement) {
        this.facts = facts;
        this.all = all;
        this.instances = instances;
        this.period = period;
        this.closed = all.periods.get(period);
        this.instance = instances.showing(closed.from);
        this.ordinal = closed.ordinalIn(instance);
        this.first = first;
        this.prizes = new ClosingPrizes(facts, instance, ordinal, closed.payout);
        this.boards = new ClosingBoards(instance, ordinal, period, all.boards);
        this.budget = new ClosingBudget(facts, closed);
        this.writer = new StatementWriter(all, instances, period, prizes, budget);
        this.firstStatement = firstStatement;
        for (ProgramInstance one : instances.instances()) {
            closedOf.add(closedOf(one));
        }
    }

    private Map<Integer, Integer> closedOf(ProgramInstance one) {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int k = 0; k < all.periods.size(); k++) {
            ClosedPeriod other = all.periods.get(k);
            if (instances.showing(other.from) == one && !(first && k == period)) {
                numbers.put(other.ordinalIn(one), k);
            }
        }
        return numbers;
    }

    /** Does one item; answers whether there is more to do. */
    boolean step() {
        switch (phase) {
            case OWING -> owing();
            case CHANGES -> changes();
            case PRIZES -> prizes();
            case BOARDS -> boards();
            case SUM -> sum();
            case ORDER -> order();
            case STATEMENTS -> statements();
            case WINNERS -> winners();
            case CHANGED -> changed();
            case DONE -> {}
        }
        return phase != Phase.DONE;
    }

    private void next() {
        phase = PHASES[phase.ordinal() + 1];
        if (!first && phase == Phase.PRIZES) {
            phase = Phase.CHANGED;
        }
        atInstance = 0;
        atTrack = 0;
        at = 0;
    }

    private void owing() {
        if (at == all.accounts.count()) {
            next();
            return;
        }
        int account = at++;
        if (all.accounts.isOwing(account) || isGone(account)) {
            change(all.accounts.participant(account), all.accounts.period(account));
        }
    }

    /** Whether somebody had points in a closed period, and has no standing there under the version that shows it now. */
    private boolean isGone(int account) {
        if (all.accounts.points(account).signum() == 0) {
            return false;
        }
        ClosedPeriod other = all.periods.get(all.accounts.period(account));
        ProgramInstance shows = instances.showing(other.from);
        int tracks = shows.tracks().length;
        return isFirst(shows, tracks, all.accounts.participant(account), other.ordinalIn(shows));
    }

    private void change(int participant, int which) {
        if (writer.change(participant, which)) {
            changed.addLong(Words.pack(participant, which));
        }
    }

    private void changes() {
        List<ProgramInstance> every = instances.instances();
        if (atInstance == every.size()) {
            next();
            return;
        }
        ProgramInstance one = every.get(atInstance);
        if (atTrack == one.tracks().length) {
            atInstance++;
            atTrack = 0;
            at = 0;
            return;
        }
        StandingTable table = one.tracks()[atTrack].standings();
        if (at == table.count()) {
            atTrack++;
            at = 0;
            return;
        }
        changes(one, table, at++);
    }

    private void changes(ProgramInstance one, StandingTable table, int row) {
        Integer which = closedOf.get(atInstance).get(table.period(row));
        int participant = table.participant(row);
        if (which == null || !isFirst(one, atTrack, participant, table.period(row))) {
            return;
        }
        int account = all.accounts.find(participant, which);
        BigInteger before = account == Accounts.NONE ? BigInteger.ZERO : all.accounts.points(account);
        if (!StatementWriter.points(one, participant, table.period(row)).equals(before)) {
            change(participant, which);
        }
    }

    /** Whether no earlier track has a standing of the participant in the period. */
    private static boolean isFirst(ProgramInstance one, int track, int participant, int ordinal) {
        for (int k = 0; k < track; k++) {
            if (one.tracks()[k].standings().find(participant, ordinal) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void prizes() {
        if (!prizes.step()) {
            next();
        }
    }

    private void boards() {
        if (!boards.step()) {
            next();
        }
    }

    /** Participants with a standing in the period, each once; -1 where the next row is none of those, -2 behind the last. */
    private int participant() {
        if (atTrack == instance.tracks().length) {
            return -2;
        }
        StandingTable table = instance.tracks()[atTrack].standings();
        if (at == table.count()) {
            atTrack++;
            at = 0;
            return -1;
        }
        int row = at++;
        boolean here = table.period(row) == ordinal && isFirst(instance, atTrack, table.participant(row), ordinal);
        return here ? table.participant(row) : -1;
    }

    private void sum() {
        int participant = instance.program().budget() == null ? -2 : participant();
        if (participant >= 0) {
            budget.add(StatementWriter.points(instance, participant, ordinal));
        } else if (participant == -2) {
            if (instance.program().budget() != null) {
                budget.decide(instance.program().budget(), prizes.total(), all.paidInYearOf(period));
            }
            next();
        }
    }

    private void order() {
        int participant = closed.available == null ? -2 : participant();
        if (participant >= 0) {
            budget.order(participant, StatementWriter.points(instance, participant, ordinal));
        } else if (participant == -2) {
            next();
        }
    }

    private void statements() {
        int participant = participant();
        if (participant >= 0 && isSomething(participant)) {
            writer.statement(participant);
        } else if (participant == -2) {
            next();
        }
    }

    /** Whether a participant has anything to be told of the period. */
    private boolean isSomething(int participant) {
        for (TrackInstance track : instance.tracks()) {
            int row = track.standings().find(participant, ordinal);
            if (StandingLines.isSomething(track.standings(), row)) {
                return true;
            }
        }
        return false;
    }

    private void winners() {
        if (at == prizes.winners().size()) {
            next();
            return;
        }
        int participant = prizes.winners().getInt(at++);
        if (!writer.isWritten(participant)) {
            writer.statement(participant);
        }
    }

    private void changed() {
        if (at == changed.size()) {
            next();
            return;
        }
        int participant = Words.high(changed.getLong(at++));
        if (!writer.isWritten(participant)) {
            writer.correct(participant);
        }
    }

    /** What it came to, once there is no more to do. */
    Closing result(long sequence, long timestampMs) {
        return new Closing(
                period,
                all.nextVersion(period),
                sequence,
                timestampMs,
                firstStatement,
                all.statements.count() - firstStatement,
                writer.paid,
                writer.digest);
    }

    Program program() {
        return instance.program();
    }

    void write(SnapshotSink to) {
        to.put(Words.pack(period, first ? 1 : 0));
        to.put(firstStatement);
        to.put(Words.pack(phase.ordinal(), atInstance));
        to.put(Words.pack(atTrack, at));
        to.putLongs(changed.toLongArray());
        to.putBytes(writer.paid.toByteArray());
        to.putBytes(writer.digest.toByteArray());
        prizes.write(to);
        boards.write(to);
        budget.write(to);
    }

    static ClosingWork read(Facts facts, ProgramClosings all, InstanceSource instances, SnapshotSource from) {
        long head = from.get();
        ClosingWork work =
                new ClosingWork(facts, all, instances, Words.high(head), Words.low(head) != 0, (int) from.get());
        long place = from.get();
        work.phase = PHASES[Words.high(place)];
        work.atInstance = Words.low(place);
        place = from.get();
        work.atTrack = Words.high(place);
        work.at = Words.low(place);
        for (long change : from.longs()) {
            work.change(Words.high(change), Words.low(change));
        }
        work.writer.paid = new BigInteger(from.bytes());
        work.writer.digest = new BigInteger(from.bytes());
        work.prizes.read(from);
        work.boards.read(from);
        work.budget.read(from);
        return work;
    }
}
