package io.tidemark.engine.closing;

import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.standings.Board;
import io.tidemark.engine.standings.BoardKey;
import io.tidemark.engine.standings.Members;
import io.tidemark.engine.store.SnapshotSink;
import io.tidemark.engine.store.SnapshotSource;
import java.math.BigInteger;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;

/**
 * How a period's budget is shared out where the points are more: in proportion, at what can be paid, rounded down; what is left
 * goes one unit each to the first in order of kind and id. Core thread only.
 */
final class ClosingBudget {
    private final Facts facts;
    private final ClosedPeriod closed;
    private BigInteger wanted = BigInteger.ZERO;
    private BigInteger shared = BigInteger.ZERO;

    /** Everybody who shares, as found; and in order. */
    private final IntArrayList sharers = new IntArrayList();

    private final Members members = new Members(0);
    private final Board order;
    private final BoardKey key = new BoardKey(0);

    ClosingBudget(Facts facts, ClosedPeriod closed) {
        this.facts = facts;
        this.closed = closed;
        this.order = new Board(0, members, facts.names.pool);
    }

    void add(BigInteger points) {
        wanted = wanted.add(points.max(BigInteger.ZERO));
    }

    /** @param paidInYear for other periods of the year */
    void decide(Program.Budget budget, BigInteger prizes, BigInteger paidInYear) {
        BigInteger left = BigInteger.valueOf(budget.points()).subtract(prizes);
        if (budget.overYear()) {
            left = left.subtract(paidInYear);
        }
        left = left.max(BigInteger.ZERO);
        if (wanted.compareTo(left) > 0) {
            closed.available = closed.payout.down(left);
            closed.wanted = wanted;
        }
    }

    void order(int participant, BigInteger points) {
        if (points.signum() > 0) {
            shared = shared.add(closed.share(points, false));
            order(participant);
        }
    }

    private void order(int participant) {
        sharers.addInt(participant);
        key.value = 0;
        key.name = facts.names.names.reference(facts.participants.kind(participant));
        key.id = facts.participants.idReference(participant);
        order.add(participant, key);
    }

    boolean hasExtraUnit(int participant) {
        if (closed.available == null || members.board(participant) < 0) {
            return false;
        }
        BigInteger units = closed.available.subtract(shared).divide(closed.payout.unit());
        return BigInteger.valueOf(order.position(participant)).compareTo(units) < 0;
    }

    void write(SnapshotSink to) {
        to.putBytes(wanted.toByteArray());
        to.putBytes(shared.toByteArray());
        long[] who = new long[sharers.size()];
        Arrays.setAll(who, sharers::getInt);
        to.putLongs(who);
    }

    void read(SnapshotSource from) {
        wanted = new BigInteger(from.bytes());
        shared = new BigInteger(from.bytes());
        for (long participant : from.longs()) {
            order((int) participant);
        }
    }
}
