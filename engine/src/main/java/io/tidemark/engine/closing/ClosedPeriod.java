package io.tidemark.engine.closing;

import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.store.SnapshotSink;
import io.tidemark.engine.store.SnapshotSource;
import java.math.BigInteger;

/** A period that was closed, and what was decided for it. Core thread only. */
final class ClosedPeriod {
    final Program program;
    final int ordinal;
    final String id;
    final int from;
    final int until;
    final Payout payout;
    /** What the budget left for the rules' points, or null where everybody gets theirs; and what they came to. */
    BigInteger available;

    BigInteger wanted = BigInteger.ZERO;
    /** Paid for the period so far, to everybody. */
    BigInteger paid = BigInteger.ZERO;

    ClosedPeriod(Program program, int ordinal) {
        Calendar calendar = new Calendar(program.periods());
        this.program = program;
        this.ordinal = ordinal;
        this.id = calendar.id(ordinal);
        this.from = calendar.firstDay(ordinal);
        this.until = calendar.until(ordinal);
        this.payout = new Payout(program.points());
    }

    /** The same period by the calendar of a version that shows it: which number it has there. */
    int ordinalIn(ProgramInstance version) {
        return version.calendar().ordinal(from);
    }

    int year() {
        return new Calendar(program.periods()).year(ordinal);
    }

    /** What the rules' points are worth under the budget as it was shared out. */
    BigInteger share(BigInteger points, boolean extraUnit) {
        if (available == null || points.signum() <= 0) {
            return points;
        }
        BigInteger share = payout.down(points, available, wanted);
        return extraUnit ? share.add(payout.unit()) : share;
    }

    /** What is to be paid for the period in all. */
    BigInteger due(BigInteger points, boolean extraUnit, BigInteger prizes) {
        return payout.round(share(points, extraUnit).add(prizes));
    }

    /** @param model number of the program's text among those that are written once */
    void write(SnapshotSink to, int model) {
        to.put(model);
        to.put(ordinal);
        to.putBytes(available == null ? new byte[0] : available.toByteArray());
        to.putBytes(wanted.toByteArray());
        to.putBytes(paid.toByteArray());
    }

    void read(SnapshotSource from) {
        byte[] left = from.bytes();
        available = left.length == 0 ? null : new BigInteger(left);
        wanted = new BigInteger(from.bytes());
        paid = new BigInteger(from.bytes());
    }

    /** The same, as it is now. */
    ClosedPeriod copy() {
        ClosedPeriod copy = new ClosedPeriod(program, ordinal);
        copy.available = available;
        copy.wanted = wanted;
        copy.paid = paid;
        return copy;
    }
}
