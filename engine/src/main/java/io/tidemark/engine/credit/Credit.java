package io.tidemark.engine.credit;

/**
 * What one activity does on one track: whom it credits, by which version's fields, and how much. A reused carrier;
 * {@link Reason#NONE} means it is credited.
 */
public final class Credit {
    public Reason reason;
    public int participant;
    /** The version whose date, roles, product and fields act: a matched return acts by its sale's. */
    public int version;

    public int edition;
    public boolean matchedReturn;
    public long quantity;
    public long amount;
    /** For a matched return: what earlier returns of the sale counted. */
    public long before;

    public void clear(Reason why) {
        reason = why;
        participant = -1;
        version = 0;
        edition = 0;
        matchedReturn = false;
        quantity = 0;
        amount = 0;
        before = 0;
    }

    public void copy(Credit other) {
        reason = other.reason;
        participant = other.participant;
        version = other.version;
        edition = other.edition;
        matchedReturn = other.matchedReturn;
        quantity = other.quantity;
        amount = other.amount;
        before = other.before;
    }

    /** Whether two credited activities contribute the same to every measure. */
    public boolean sameContribution(Credit other) {
        return version == other.version
                && edition == other.edition
                && matchedReturn == other.matchedReturn
                && quantity == other.quantity
                && amount == other.amount
                && before == other.before;
    }
}
