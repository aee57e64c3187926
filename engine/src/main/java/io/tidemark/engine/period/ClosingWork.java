package io.tidemark.engine.period;

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
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.LongArrayList;

/**
 * One closing while it is under way, an item at a time: finds what changed in periods closed earlier, gives prizes, shares
 * out the budget, writes the statements. Reads standings, which do not move meanwhile. A period's further closings only pay
 * what changed. Core thread only.
 */
final class ClosingWork {
    private enum Phase {
        OWING,
        CHANGES,
        PRIZES,
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
    private final int period;
    private final int closing;
    private final boolean first;
    private final ClosingPrizes prizes;
    private final ClosingBudget budget;

    private Phase phase = Phase.OWING;
    /** The next instance, track and row, or account, or place in a list. */
    private int atInstance;

    private int atTrack;
    private int at;

    /** Participant (high) and closed period (low) with something to correct; and the same by participant. */
    private final LongArrayList changed = new LongArrayList();

    private final Int2ObjectHashMap<List<Integer>> changedOf = new Int2ObjectHashMap<>();
    /** Closed periods by ordinal, of each instance. */
    private final List<Map<Integer, Integer>> closedOf = new ArrayList<>();

    private final int firstStatement;
    private BigInteger paid = BigInteger.ZERO;
    private BigInteger digest = BigInteger.ZERO;

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
        this.closing = all.closings.size();
        this.closed = all.periods.get(period);
        this.instance = instances.showing(closed.from);
        this.first = first;
        this.prizes = new ClosingPrizes(facts, instance, closed.ordinal, closed.payout);
        this.budget = new ClosingBudget(facts, closed);
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
                numbers.put(other.ordinal, k);
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
        if (all.accounts.isOwing(account)) {
            change(all.accounts.participant(account), all.accounts.period(account));
        }
    }

    private void change(int participant, int which) {
        List<Integer> of = changedOf.computeIfAbsent(participant, key -> new ArrayList<>());
        if (!of.contains(which)) {
            of.add(which);
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
        if (!points(one, participant, table.period(row)).equals(before)) {
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

    private static BigInteger points(ProgramInstance one, int participant, int ordinal) {
        BigInteger sum = BigInteger.ZERO;
        for (TrackInstance track : one.tracks()) {
            int row = track.standings().find(participant, ordinal);
            sum = row < 0 ? sum : sum.add(track.standings().exactPoints(row));
        }
        return sum;
    }

    private void prizes() {
        if (!prizes.step()) {
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
        boolean here = table.period(row) == closed.ordinal
                && isFirst(instance, atTrack, table.participant(row), closed.ordinal);
        return here ? table.participant(row) : -1;
    }

    private void sum() {
        int participant = instance.program().budget() == null ? -2 : participant();
        if (participant >= 0) {
            budget.add(points(instance, participant, closed.ordinal));
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
            budget.order(participant, points(instance, participant, closed.ordinal));
        } else if (participant == -2) {
            next();
        }
    }

    private void statements() {
        int participant = participant();
        if (participant >= 0 && isSomething(participant)) {
            statement(participant);
        } else if (participant == -2) {
            next();
        }
    }

    /** Whether an activity stands to a participant's credit. */
    private boolean isSomething(int participant) {
        for (TrackInstance track : instance.tracks()) {
            int row = track.standings().find(participant, closed.ordinal);
            if (row >= 0 && track.standings().active(row) > 0) {
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
        if (all.statements.find(participant, closing) == StatementTable.NONE) {
            statement(participant);
        }
    }

    private void changed() {
        if (at == changed.size()) {
            next();
            return;
        }
        int participant = Words.high(changed.getLong(at++));
        if (all.statements.find(participant, closing) == StatementTable.NONE) {
            correct(participant);
        }
    }

    private void statement(int participant) {
        all.statements.begin(participant, closing);
        BigInteger points = points(instance, participant, closed.ordinal);
        for (int k = 0; k < instance.tracks().length; k++) {
            StandingLines.add(instance, k, participant, closed.ordinal, all.statements);
        }
        boolean extra = budget.hasExtraUnit(participant);
        BigInteger share = closed.share(points, extra);
        line(LineKind.BUDGET, 0, 0, share.subtract(points));
        BigInteger won = BigInteger.ZERO;
        for (ClosingPrizes.Won prize : prizes.of(participant)) {
            all.statements.line(LineKind.PRIZE, prize.board(), prize.place(), prize.points());
            won = won.add(prize.points());
        }
        BigInteger due = closed.due(points, extra, won);
        line(LineKind.ROUNDING, 0, 0, due.subtract(share).subtract(won));
        int account = all.accounts.resolve(participant, period);
        all.accounts.decide(account, won, extra);
        end(participant, points, due);
    }

    /** A change that comes to nothing once it is rounded is no statement. */
    private void correct(int participant) {
        boolean owes = false;
        for (int k : changedOf.get(participant)) {
            owes |= !dueNow(participant, k).equals(paidSoFar(participant, k));
        }
        if (owes) {
            all.statements.begin(participant, closing);
            end(participant, null, BigInteger.ZERO);
            return;
        }
        for (int k : changedOf.get(participant)) {
            settle(participant, k, pointsNow(participant, k), dueNow(participant, k), true);
        }
    }

    private void line(LineKind kind, int one, int two, BigInteger value) {
        if (value.signum() != 0) {
            all.statements.line(kind, one, two, value);
        }
    }

    /** Adds corrections, and pays unless it is too little. {@code points} of the period, or null where it is not part of this. */
    private void end(int participant, BigInteger points, BigInteger due) {
        List<Integer> which = new ArrayList<>(changedOf.getOrDefault(participant, List.of()));
        which.sort(null);
        BigInteger total = due;
        for (int k : which) {
            BigInteger more = dueNow(participant, k).subtract(paidSoFar(participant, k));
            line(LineKind.CORRECTION, 0, k, more);
            total = total.add(more);
        }
        BigInteger least = BigInteger.valueOf(closed.program.points().minimumPayout());
        boolean pays = least.signum() == 0 || total.signum() == 0 || total.compareTo(least) >= 0;
        if (!pays) {
            line(LineKind.CARRIED, 0, 0, total.negate());
        }
        if (points != null) {
            settle(participant, period, points, due, pays);
        }
        for (int k : which) {
            settle(participant, k, pointsNow(participant, k), dueNow(participant, k), pays);
        }
        publish(pays ? total : BigInteger.ZERO);
    }

    private BigInteger pointsNow(int participant, int which) {
        ClosedPeriod other = all.periods.get(which);
        return points(instances.showing(other.from), participant, other.ordinal);
    }

    private BigInteger dueNow(int participant, int which) {
        int account = all.accounts.find(participant, which);
        boolean known = account != Accounts.NONE;
        BigInteger won = known ? all.accounts.prizes(account) : BigInteger.ZERO;
        boolean extra = known && all.accounts.hasExtraUnit(account);
        return all.periods.get(which).due(pointsNow(participant, which), extra, won);
    }

    private BigInteger paidSoFar(int participant, int which) {
        int account = all.accounts.find(participant, which);
        return account == Accounts.NONE ? BigInteger.ZERO : all.accounts.paid(account);
    }

    private void settle(int participant, int which, BigInteger points, BigInteger due, boolean pays) {
        int account = all.accounts.resolve(participant, which);
        BigInteger before = all.accounts.paid(account);
        BigInteger after = pays ? due : before;
        all.accounts.settle(account, points, after, !after.equals(due));
        ClosedPeriod of = all.periods.get(which);
        of.paid = of.paid.add(after).subtract(before);
    }

    private void publish(BigInteger total) {
        all.statements.end(total);
        paid = paid.add(total);
        int newest = all.statements.count() - 1;
        digest = digest.add(
                        all.statement(newest, period, all.nextVersion(period)).digest())
                .mod(BigInteger.ONE.shiftLeft(256));
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
                paid,
                digest);
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
        to.putBytes(paid.toByteArray());
        to.putBytes(digest.toByteArray());
        prizes.write(to);
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
        work.paid = new BigInteger(from.bytes());
        work.digest = new BigInteger(from.bytes());
        work.prizes.read(from);
        work.budget.read(from);
        return work;
    }
}
