package io.tidemark.engine.credit;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.activity.Incoming;
import io.tidemark.engine.activity.Returns;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.directory.CrossReferences;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.period.Calendar;
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
    /** First day that counts: that of the program, or of its first version. */
    private int from;
    /** First day that no longer counts: that of the program, or of the next version. */
    private int until;
    /** Where periods are listed, activities of other days are outside the program; null otherwise. */
    private final Calendar listed;

    private final boolean unknownParticipantsWait;
    private final boolean unknownProductsWait;
    private final int currency;
    private final IntHashSet declaredKinds = new IntHashSet();
    private final IntHashSet signedKinds = new IntHashSet();
    /** Of sales first, then of the kinds that the program declares so. */
    private final OncePer[] oncePer;

    private final Overlays overlays;
    /** Null where claims are not scored. */
    private final ClaimTerms claims;

    private final int serial;
    private final int distributor;

    public Crediting(Program program, Facts facts) {
        this.facts = facts;
        this.program = program;
        this.from = program.runs().from();
        this.until = program.runs().until();
        this.listed = program.periods().areListed() ? new Calendar(program.periods()) : null;
        this.unknownParticipantsWait = program.unknownParticipantsWait();
        this.unknownProductsWait = program.unknownProductsWait();
        this.currency = facts.names.names.intern(program.currency());
        this.overlays = new Overlays(facts);
        this.oncePer = OncePer.of(program, facts.names);
        this.serial = facts.names.names.intern("serial");
        this.distributor = facts.names.names.intern("distributor");
        program.otherKinds().forEach(kind -> declaredKinds.add(facts.names.names.intern(kind)));
        for (Program.Kind kind : program.kinds()) {
            if (kind.signAny()) {
                signedKinds.add(facts.names.names.intern(kind.name()));
            }
        }
        this.claims = program.claims() == null ? null : new ClaimTerms(program, facts, this);
    }

    /** There is no version before: activities ahead of a day are outside the program. */
    public void begin(int day) {
        from = Math.max(program.runs().from(), day);
    }

    /** Activities from a day on are those of another version. */
    public void end(int day) {
        until = Math.min(program.runs().until(), day);
    }

    /** When claims count, or null where they are not scored. */
    public ClaimTerms claims() {
        return claims;
    }

    /** Fills by what an identity acts where it is bound to no sale: the product is what its distributor calls so. */
    void act(int identity, Credit credit) {
        facts.versions.load(facts.identities.standing(identity), credit);
        credit.unitsPer = 1;
        if (!facts.crossReferences.isEmpty()) {
            crossRefer(credit);
        }
    }

    /** What holds for an activity on every track; fills everything but the participant. */
    public void judge(int identity, Credit credit) {
        judge(identity, facts.identities.standing(identity), credit);
    }

    /** The same where the identity's standing version is known. */
    public void judge(int identity, int version, Credit credit) {
        facts.versions.load(version, credit);
        credit.participant = Participants.NONE;
        credit.matchedReturn = false;
        credit.before = 0;
        credit.edition = 0;
        credit.reason = credit.isVoid ? Reason.VOIDED : reason(identity, version, credit);
    }

    /** The same for a version that just came in, is no void and is bound to no sale; its edition is known. */
    public void arrive(int version, Incoming in, int edition, Credit credit) {
        credit.take(version, in, edition);
        credit.reason = ownReason(credit, credit.kind, credit.currency);
    }

    /** Whether what came in is of a kind, and with the fields, of which only one may count. */
    public boolean mayBeHeld(Incoming in) {
        return in.kind == facts.names.sale ? in.hasSerial : oncePer.length > 1 && oncePer(in.kind) != null;
    }

    /** What a judged activity counts once per, or null. */
    public OncePer oncePer(Credit credit) {
        if (credit.matchedReturn || credit.isVoid) {
            return null;
        }
        if (credit.kind == facts.names.sale) {
            return facts.versions.fieldNamed(credit.version, serial) < 0 ? null : oncePer[0];
        }
        return oncePer.length > 1 ? oncePer(credit.kind) : null;
    }

    private OncePer oncePer(int kind) {
        for (int k = 1; k < oncePer.length; k++) {
            if (oncePer[k].kind() == kind) {
                return oncePer[k];
            }
        }
        return null;
    }

    private Reason reason(int identity, int version, Credit credit) {
        int kind = credit.kind;
        int currency = credit.currency;
        Returns.State state = Returns.State.UNBOUND;
        if (kind == facts.names.returned) {
            state = facts.returns.state(identity);
            if (state == Returns.State.MATCHED) {
                match(identity, credit);
            }
        }
        credit.unitsPer = 1;
        if (credit.matchedReturn && credit.isVoid) {
            return Reason.OVER_RETURN; // nothing was sold, whatever the void says that it is about
        }
        if (!facts.crossReferences.isEmpty()) {
            crossRefer(credit);
        }
        credit.edition = facts.products.editionOn(credit.product, credit.date);
        Reason own = ownReason(credit, kind, currency);
        if (own == Reason.NONE && claims != null && kind == facts.names.claim) {
            return claims.reason(identity, credit);
        }
        return own != Reason.NONE || state == Returns.State.UNBOUND ? own : returnReason(version, state, credit);
    }

    /** Reasons that lie in the fields by which an activity acts, and in the kind and currency it came with. */
    private Reason ownReason(Credit credit, int kind, int given) {
        if (credit.date < from
                || credit.date >= until
                || listed != null && listed.ordinal(credit.date) == Calendar.NONE) {
            return Reason.OUTSIDE_PROGRAM;
        }
        if (isForeign(credit.currency) || isForeign(given)) {
            return Reason.OTHER_CURRENCY;
        }
        if (kind != facts.names.sale && kind != facts.names.returned) {
            if (!declaredKinds.contains(kind)) {
                return Reason.KIND_NOT_SCORED;
            }
            if ((credit.quantity < 0 || credit.amount < 0) && !signedKinds.contains(kind)) {
                return Reason.NEGATIVE_NOT_ALLOWED;
            }
        }
        if (credit.unitsPer > 1 && Math.abs(credit.quantity) > Fixed.MAX_ACTIVITY / credit.unitsPer) {
            return Reason.QUANTITY_OUT_OF_RANGE;
        }
        boolean unknown = unknownProductsWait && credit.product != 0 && !facts.products.isKnown(credit.product);
        return unknown ? Reason.UNKNOWN_PRODUCT : Reason.NONE;
    }

    /** What the activity's distributor calls a product becomes the product. */
    private void crossRefer(Credit credit) {
        int by = facts.participant(credit.version, distributor);
        int row = by < 0 ? CrossReferences.NONE : facts.crossReferences.on(by, credit.product, credit.date);
        if (row != CrossReferences.NONE) {
            credit.product = facts.crossReferences.product(row);
            credit.unitsPer = facts.crossReferences.unitsPer(row);
        }
    }

    /** A matched return acts by its sale's fields, as much as its share. */
    private void match(int identity, Credit credit) {
        facts.versions.load(facts.identities.standing(facts.returns.sale(identity)), credit);
        credit.matchedReturn = true;
        credit.sale = facts.returns.sale(identity);
        credit.quantity = facts.returns.quantity(identity);
        credit.amount = facts.returns.amount(identity);
        credit.before = facts.returns.countedBefore(identity);
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
        boolean states = versions.quantity(version) > 0 || versions.amount(version) > 0;
        if (states && credit.quantity == 0 && credit.amount == 0) {
            return Reason.OVER_RETURN;
        }
        int within = program.returns().withinDays();
        boolean late = within >= 0 && (long) versions.date(version) - credit.date > within;
        return late ? Reason.OUTSIDE_RETURN_WINDOW : Reason.NONE;
    }

    /**
     * Whom a track credits: fills the participant.
     *
     * @param role name number of the role
     * @param kind name number of the track's kind of participant
     * @param where tests of the participant's attributes on the activity's date
     * @return why nobody is credited, or {@link Reason#NONE}
     */
    public Reason credit(Credit credit, int role, int kind, FieldCheck[] where) {
        return credit.reason != Reason.NONE ? credit.reason : creditTo(participant(credit, role), credit, kind, where);
    }

    /** Whether a track would credit somebody with a judged claim if it were approved; fills the participant. */
    public boolean wouldCredit(Credit credit, int role, int kind, FieldCheck[] where) {
        return creditTo(participant(credit, role), credit, kind, where) == Reason.NONE;
    }

    /** Whether a version names nobody in a role, or acts by another's fields. */
    public boolean isEmpty(int version, int role) {
        Versions versions = facts.versions;
        return versions.participant(version, role) < 0 || versions.kind(version) == facts.names.returned;
    }

    private int participant(Credit credit, int role) {
        int meant = facts.participant(credit.version, role);
        return meant < 0 ? overlay(credit, role) : meant;
    }

    /** Who fills a role that a judged activity leaves empty, or {@link Participants#NONE}. */
    public int overlay(Credit credit, int role) {
        return facts.assignments.isEmpty() ? Participants.NONE : overlays.participant(credit, role);
    }

    /** The same where the activity earns something at all, and who stands in the role is known. */
    public Reason creditTo(int participant, Credit credit, int kind, FieldCheck[] where) {
        credit.participant = participant;
        if (where.length == 0
                && participant >= 0
                && !unknownParticipantsWait
                && facts.participants.isUnbounded(participant, kind)) {
            return Reason.NONE;
        }
        if (participant < 0 || !facts.participants.isNamed(participant, kind)) {
            return Reason.NO_SUCH_ROLE;
        }
        if (unknownParticipantsWait && !facts.participants.isKnown(participant)) {
            return Reason.UNKNOWN_PARTICIPANT;
        }
        int record = facts.participants.recordOn(participant, credit.date);
        for (FieldCheck check : where) {
            if (!check.accepts(facts.participants.attribute(record, check.field()))) {
                return Reason.NOT_ELIGIBLE;
            }
        }
        if (credit.date < facts.participants.enrolled(record)) {
            return Reason.BEFORE_ENROLMENT;
        }
        return credit.date > facts.participants.left(record) ? Reason.AFTER_LEAVING : Reason.NONE;
    }
}
