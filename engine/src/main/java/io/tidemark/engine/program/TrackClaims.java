package io.tidemark.engine.program;

import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.Crediting;
import io.tidemark.engine.credit.Reason;
import java.util.function.Consumer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.IntHashSet;

/**
 * The claims on one track: whether a sale of the same thing credits somebody there already, and which wait for approval.
 * Derived. Core thread only.
 */
public final class TrackClaims {
    private final Facts facts;
    private final TrackInstance track;
    private final Credit sale = new Credit();
    private final Credit asked = new Credit();
    private final IntArrayList sales = new IntArrayList();
    /** Claims that wait, or once waited, by whom they would credit. */
    private final Int2ObjectHashMap<IntHashSet> waiting = new Int2ObjectHashMap<>();

    TrackClaims(Facts facts, TrackInstance track) {
        this.facts = facts;
        this.track = track;
    }

    /** Whether a sale of the same thing credits somebody here: the earliest one is named. */
    Reason recognised(Crediting crediting, Credit claim) {
        sales.clear();
        crediting.claims().salesOf(claim, sales);
        int first = Identities.NONE;
        int date = 0;
        for (int k = 0; k < sales.size(); k++) {
            int one = sales.getInt(k);
            if (credits(crediting, one) && (first == Identities.NONE || isEarlier(one, first, date))) {
                first = one;
                date = sale.date;
            }
        }
        claim.heldBy = first;
        return first == Identities.NONE ? Reason.NONE : Reason.RECOGNISED_AS;
    }

    private boolean isEarlier(int one, int other, int date) {
        return sale.date < date || sale.date == date && facts.identities.compare(one, other) < 0;
    }

    private boolean credits(Crediting crediting, int one) {
        crediting.judge(one, sale);
        for (int slot = 0; slot < track.roleCount(); slot++) {
            if (track.contest.reason(slot, one, crediting, sale) == Reason.NONE) {
                return true;
            }
        }
        return false;
    }

    /** A claim was rated. */
    void rated(int identity, Crediting crediting) {
        crediting.judge(identity, asked);
        if (asked.reason() != Reason.CLAIM_PENDING) {
            return;
        }
        for (int slot = 0; slot < track.roleCount(); slot++) {
            if (track.wouldCredit(slot, crediting, asked)) {
                waiting.computeIfAbsent(asked.participant, any -> new IntHashSet())
                        .add(identity);
            }
        }
    }

    /** The claims that wait for approval and would credit a participant, each as if it were approved. */
    public void waiting(int participant, Crediting crediting, Consumer<Credit> each) {
        IntHashSet claims = waiting.get(participant);
        if (claims == null) {
            return;
        }
        for (int identity : claims.toArray(new Integer[0])) {
            crediting.judge(identity, asked);
            boolean late = track.kept() != null && track.kept().isShutOn(asked.date);
            boolean waits = asked.reason() == Reason.CLAIM_PENDING && !late;
            for (int slot = 0; slot < track.roleCount() && waits; slot++) {
                if (track.wouldCredit(slot, crediting, asked) && asked.participant == participant) {
                    each.accept(asked);
                }
            }
        }
    }
}
