package io.tidemark.engine.closing;

import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/** Writes the statements of one closing: what a participant's period comes to, and what changed in periods closed earlier. Core thread only. */
final class StatementWriter {
    private final ProgramClosings all;
    private final InstanceSource instances;
    private final ProgramInstance instance;
    private final ClosedPeriod closed;
    private final int period;
    private final int closing;
    /** Of the closed period, in the instance's calendar. */
    private final int ordinal;

    private final ClosingPrizes prizes;
    private final ClosingBudget budget;
    /** Closed periods with something to correct, by participant. */
    private final Int2ObjectHashMap<List<Integer>> changedOf = new Int2ObjectHashMap<>();

    BigInteger paid = BigInteger.ZERO;
    BigInteger digest = BigInteger.ZERO;

    StatementWriter(
            ProgramClosings all, InstanceSource instances, int period, ClosingPrizes prizes, ClosingBudget budget) {
        this.all = all;
        this.instances = instances;
        this.period = period;
        this.closing = all.closings.size();
        this.closed = all.periods.get(period);
        this.instance = instances.showing(closed.from);
        this.ordinal = closed.ordinalIn(instance);
        this.prizes = prizes;
        this.budget = budget;
    }

    /** Something of a closed period is to be corrected; answers whether that was not known. */
    boolean change(int participant, int which) {
        List<Integer> of = changedOf.computeIfAbsent(participant, key -> new ArrayList<>());
        boolean added = !of.contains(which);
        if (added) {
            of.add(which);
        }
        return added;
    }

    private List<Integer> changedOf(int participant) {
        return changedOf.getOrDefault(participant, List.of());
    }

    /** Whether this closing has a statement of a participant already. */
    boolean isWritten(int participant) {
        return all.statements.find(participant, closing) != StatementTable.NONE;
    }

    static BigInteger points(ProgramInstance one, int participant, int ordinal) {
        BigInteger sum = BigInteger.ZERO;
        for (TrackInstance track : one.tracks()) {
            int row = track.standings().find(participant, ordinal);
            sum = row < 0 ? sum : sum.add(track.standings().exactPoints(row));
        }
        return sum;
    }

    /** The statement of a participant for the period, with what changed of earlier ones. */
    void statement(int participant) {
        all.statements.begin(participant, closing);
        BigInteger points = points(instance, participant, ordinal);
        for (int k = 0; k < instance.tracks().length; k++) {
            StandingLines.add(instance, k, participant, ordinal, all.statements);
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
    void correct(int participant) {
        boolean owes = false;
        for (int k : changedOf(participant)) {
            owes |= !dueNow(participant, k).equals(paidSoFar(participant, k));
        }
        if (owes) {
            all.statements.begin(participant, closing);
            end(participant, null, BigInteger.ZERO);
            return;
        }
        for (int k : changedOf(participant)) {
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
        List<Integer> which = new ArrayList<>(changedOf(participant));
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
        ProgramInstance shows = instances.showing(other.from);
        return points(shows, participant, other.ordinalIn(shows));
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
}
