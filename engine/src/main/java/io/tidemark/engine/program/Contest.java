package io.tidemark.engine.program;

import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.Crediting;
import io.tidemark.engine.credit.Effects;
import io.tidemark.engine.credit.Holders;
import io.tidemark.engine.credit.OncePer;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.snapshot.Sections;
import org.agrona.collections.IntArrayList;

/**
 * Rates on one track the activities of which only one may count: sales with a serial, kinds that count once per something, and
 * returns of such sales, which count where their sale does. An identity that comes or goes may displace another, or make room for
 * it; that one is rated as well, with its returns. Core thread only.
 */
final class Contest {
    private final Facts facts;
    private final ProgramInstance program;
    private final TrackInstance track;
    private final Holders holders;
    private final Credit other = new Credit();
    private final IntArrayList moved = new IntArrayList();

    private Crediting crediting;
    private long sequence;
    private Effects.Cause cause;

    Contest(Facts facts, ProgramInstance program, TrackInstance track) {
        this.facts = facts;
        this.program = program;
        this.track = track;
        this.holders = new Holders(facts, track.credits().count());
    }

    /** Whether an identity, judged as it is now, has to be rated here. */
    boolean concerns(int identity, Credit judged, Crediting by) {
        if (by.oncePer(judged) != null) {
            return true;
        }
        return holders.areUsed() && (holders.hold(identity) || judged.matchedReturn && holders.hold(judged.sale));
    }

    /**
     * Brings an identity's effects in line with the facts, and those of everybody whom that displaces or makes room for.
     *
     * @param sink told what of the identity earns nothing, or null
     */
    void rate(
            int identity,
            Credit judged,
            boolean arriving,
            long now,
            Effects.Cause why,
            ProgramInstance.SetAsideSink sink) {
        Crediting by = program.crediting();
        crediting = by;
        sequence = now;
        cause = why;
        moved.clear();
        OncePer rule = by.oncePer(judged);
        for (int slot = 0; slot < track.credits().count(); slot++) {
            Reason reason = track.creditOf(slot, by, judged);
            boolean wants = reason == Reason.NONE && rule != null && !facts.returns.isReturnedWhole(identity);
            int key = wants ? holders.key(rule, judged) : Holders.NONE;
            holders.place(slot, identity, key, judged.date, moved);
        }
        for (int slot = 0; slot < track.credits().count(); slot++) {
            Reason reason = settle(slot, identity, judged, arriving);
            program.tell(sink, track, slot, reason);
        }
        // what was rated before its sale was a candidate did not know whether that counts
        settleReturnsOf(identity);
        for (int k = 0; k < moved.size(); k++) {
            settle(moved.getInt(k));
            settleReturnsOf(moved.getInt(k));
        }
    }

    private Reason settle(int slot, int identity, Credit credit, boolean arriving) {
        return track.apply(
                slot, identity, reason(slot, identity, crediting, credit), credit, arriving, sequence, cause);
    }

    private void settle(int identity) {
        crediting.judge(identity, other);
        for (int slot = 0; slot < track.credits().count(); slot++) {
            settle(slot, identity, other, false);
        }
    }

    private void settleReturnsOf(int sale) {
        for (int of = facts.returns.firstOf(sale); of >= 0; of = facts.returns.nextOf(of)) {
            settle(of);
        }
    }

    /** Why a judged identity earns nothing by a role, or {@link Reason#NONE}; where another holds what it wants, names it. */
    Reason reason(int slot, int identity, Crediting by, Credit judged) {
        judged.heldBy = Identities.NONE;
        Reason reason = track.creditOf(slot, by, judged);
        if (reason != Reason.NONE || !holders.areUsed()) {
            return reason;
        }
        int candidate = judged.matchedReturn ? judged.sale : identity;
        int holder = holders.otherHolder(slot, candidate);
        if (holder == Holders.NONE || facts.returns.isReturnedWhole(candidate)) {
            return Reason.NONE;
        }
        judged.heldBy = holder;
        // only sales are returned, and they count once per serial
        return judged.matchedReturn ? Reason.SERIAL_HELD_BY : by.oncePer(judged).reason();
    }

    /** Others that the last identity rated here displaced, or made room for. */
    IntArrayList moved() {
        return moved;
    }

    void list(Sections sections) {
        holders.list(sections);
    }

    long stateHash(long seed) {
        return holders.stateHash(seed);
    }
}
