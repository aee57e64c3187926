package io.tidemark.engine.credit;

import io.tidemark.engine.activity.Returns;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.FieldCheck;
import io.tidemark.engine.program.Program;
import org.agrona.collections.IntHashSet;

/**
 * Judges activities for one program: first what holds for every track, then whom a track credits. Pure functions of
 * the facts as they stand. Core thread only.
 */
public final class Crediting {
    private final Facts facts;
    private final Program program;
    private final int currency;
    private final IntHashSet declaredKinds = new IntHashSet();
    private final IntHashSet signedKinds = new IntHashSet();

    public Crediting(Program program, Facts facts) {
        this.facts = facts;
        this.program = program;
        this.currency = facts.names.names.intern(program.currency());
        for (Program.Kind kind : program.kinds()) {
            int name = facts.names.names.intern(kind.name());
            declaredKinds.add(name);
            if (kind.signAny()) {
                signedKinds.add(name);
            }
        }
    }

    /** What holds for an activity on every track; fills everything but the participant. */
    public void judge(int identity, Credit credit) {
        Versions versions = facts.versions;
        int version = facts.identities.standing(identity);
        credit.clear(Reason.NONE);
        credit.version = version;
        if (versions.isVoid(version)) {
            credit.reason = Reason.VOIDED;
            return;
        }
        credit.quantity = versions.quantity(version);
        credit.amount = versions.amount(version);
        boolean isReturn = versions.kind(version) == facts.names.returned;
        Returns.State state = isReturn ? facts.returns.state(identity) : Returns.State.UNBOUND;
        if (state == Returns.State.MATCHED) {
            credit.matchedReturn = true;
            credit.version = facts.identities.standing(facts.returns.sale(identity));
            credit.quantity = facts.returns.quantity(identity);
            credit.amount = facts.returns.amount(identity);
            credit.before = facts.returns.countedBefore(identity);
        }
        int product = versions.product(credit.version);
        credit.edition = facts.products.editionOn(product, versions.date(credit.version));
        credit.reason = reason(version, state, product, credit);
    }

    private Reason reason(int version, Returns.State state, int product, Credit credit) {
        Versions versions = facts.versions;
        if (!program.runs().contains(versions.date(credit.version))) {
            return Reason.OUTSIDE_PROGRAM;
        }
        if (isForeign(versions.currency(credit.version)) || isForeign(versions.currency(version))) {
            return Reason.OTHER_CURRENCY;
        }
        int kind = versions.kind(version);
        if (kind != facts.names.sale && kind != facts.names.returned) {
            if (!declaredKinds.contains(kind)) {
                return Reason.KIND_NOT_SCORED;
            }
            if ((credit.quantity < 0 || credit.amount < 0) && !signedKinds.contains(kind)) {
                return Reason.NEGATIVE_NOT_ALLOWED;
            }
        }
        if (program.unknownProductsWait() && product != 0 && !facts.products.isKnown(product)) {
            return Reason.UNKNOWN_PRODUCT;
        }
        return state == Returns.State.UNBOUND ? Reason.NONE : returnReason(version, state, credit);
    }

    private boolean isForeign(int given) {
        return given != 0 && given != currency;
    }

    private Reason returnReason(int version, Returns.State state, Credit credit) {
        if (state == Returns.State.WAITING) {
            return program.returns().unmatchedWait() ? Reason.WAITING_FOR_ORIGINAL : Reason.NONE;
        }
        if (state == Returns.State.AMBIGUOUS) {
            return Reason.AMBIGUOUS_ORIGINAL;
        }
        Versions versions = facts.versions;
        boolean states =
                versions.quantity(version) > 0 || versions.amount(version) > 0 || versions.isVoid(credit.version);
        if (states && credit.quantity == 0 && credit.amount == 0) {
            return Reason.OVER_RETURN;
        }
        int within = program.returns().withinDays();
        boolean late = within >= 0 && (long) versions.date(version) - versions.date(credit.version) > within;
        return late ? Reason.OUTSIDE_RETURN_WINDOW : Reason.NONE;
    }

    /**
     * Whom a track credits.
     *
     * @param role name number of the role
     * @param kind name number of the track's kind of participant
     * @param where tests of the participant's attributes on the activity's date
     */
    public void credit(Credit judged, int role, int kind, FieldCheck[] where, Credit credit) {
        credit.copy(judged);
        if (credit.reason != Reason.NONE) {
            return;
        }
        int participant = facts.versions.participant(credit.version, role);
        credit.participant = participant;
        if (participant < 0
                || facts.participants.kind(participant) != kind
                || facts.participants.idReference(participant) == 0) {
            credit.reason = Reason.NO_SUCH_ROLE;
            return;
        }
        if (program.unknownParticipantsWait() && !facts.participants.isKnown(participant)) {
            credit.reason = Reason.UNKNOWN_PARTICIPANT;
            return;
        }
        if (where.length == 0 && !facts.participants.hasBounds(participant)) {
            return;
        }
        int date = facts.versions.date(credit.version);
        int record = facts.participants.recordOn(participant, date);
        for (FieldCheck check : where) {
            if (!check.accepts(facts.participants.attribute(record, check.field()))) {
                credit.reason = Reason.NOT_ELIGIBLE;
                return;
            }
        }
        if (date < facts.participants.enrolled(record)) {
            credit.reason = Reason.BEFORE_ENROLMENT;
        } else if (date > facts.participants.left(record)) {
            credit.reason = Reason.AFTER_LEAVING;
        }
    }
}
