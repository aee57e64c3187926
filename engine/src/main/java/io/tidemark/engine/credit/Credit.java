package io.tidemark.engine.credit;

import io.tidemark.engine.activity.Acting;
import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.activity.Incoming;
import io.tidemark.engine.directory.Participants;

/**
 * What one activity does: by which version's fields, how much, and whom a track credits. A reused carrier: {@link
 * Crediting#judge} fills what holds on every track, {@link Crediting#credit} the participant of one track. A matched return acts by its sale's version.
 */
public final class Credit extends Acting {
    /** Why nobody is credited on any track, or {@link Reason#NONE}. */
    Reason reason;

    /** Whom the track credits. */
    public int participant;

    /** By which of the track's roles. */
    public int slot;

    public int edition;
    /** Units of the product that one unit of the quantity is. */
    public int unitsPer = 1;

    public boolean matchedReturn;
    /** For a matched return: its sale, else {@link Identities#NONE}. */
    public int sale;

    /** Where another holds what only one may have: that identity, else {@link Identities#NONE}. */
    public int heldBy = Identities.NONE;

    /** For a matched return: what earlier returns of the sale counted. */
    public long before;

    void take(int newVersion, Incoming in, int newEdition) {
        take(newVersion, in);
        participant = Participants.NONE;
        edition = newEdition;
        unitsPer = 1;
        matchedReturn = false;
        before = 0;
    }

    /** What keeps everybody from being credited, on every track; {@link Reason#NONE} where nothing does. */
    public Reason reason() {
        return reason;
    }

    /** Whether two credited activities contribute the same to every measure. */
    public boolean sameContribution(Credit other) {
        return version == other.version
                && edition == other.edition
                && unitsPer == other.unitsPer
                && matchedReturn == other.matchedReturn
                && quantity == other.quantity
                && amount == other.amount
                && before == other.before;
    }
}
