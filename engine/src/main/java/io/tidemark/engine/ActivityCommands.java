package io.tidemark.engine;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.activity.Incoming;
import io.tidemark.engine.activity.Reports;
import io.tidemark.engine.credit.Effects.Cause;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.directory.Names;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.ProgramInstance;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;

/**
 * Applies frames of activities. External ids are resolved once per frame: definitions become the core's numbers at
 * their first use. Per activity: refuse what is refused, record the version, then rate every identity whose effect
 * may differ now. Core thread only; allocates nothing but pages.
 */
final class ActivityCommands implements ProgramInstance.SetAsideSink {
    private static final int TOUCHED_AT_ONCE = 32;

    private final EngineLimits limits;
    private final Facts facts;
    private final Programs programs;
    private final Outcome outcome;
    private final ActivityFrameReader frame = new ActivityFrameReader();
    private final ResolvedDefinitions definitions;
    private final Incoming in = new Incoming();
    private final Identities.Arrived arrived = new Identities.Arrived();
    private final IntArrayList touched = new IntArrayList();

    /** Whether the frame might exceed a limit, so that each activity has to be looked at. */
    private boolean mayFill;

    private int nextRole;
    private int nextField;
    private long touchSum;

    ActivityCommands(EngineLimits limits, Facts facts, Programs programs, Outcome outcome) {
        this.limits = limits;
        this.facts = facts;
        this.programs = programs;
        this.outcome = outcome;
        this.definitions = new ResolvedDefinitions(facts, frame);
    }

    void wrap(DirectBuffer buffer, int offset, int length) {
        frame.wrap(buffer, offset, length);
    }

    long sequence() {
        return frame.sequence;
    }

    long timestampMs() {
        return frame.timestampMs;
    }

    int today() {
        return frame.today;
    }

    /** Applies the wrapped frame and answers how many commands it held. */
    int apply() {
        definitions.find(programs.all());
        mayFill = isFull(frame.activities);
        int report = frame.report == 0 ? Reports.NONE : facts.reports.find(frame.report);
        nextRole = 0;
        nextField = 0;
        for (int k = 0; k < frame.activities; k++) {
            if (k % TOUCHED_AT_ONCE == 0) {
                touchIdentities(k, Math.min(frame.activities, k + TOUCHED_AT_ONCE));
            }
            frame.readNumbers(k, in);
            in.report = report;
            Verdict verdict = refusal(k);
            if (verdict == null) {
                verdict = receive(k);
            }
            nextRole += in.roleCount;
            nextField += in.fieldCount;
            outcome.add(verdict);
        }
        return frame.activities;
    }

    /** The same for the identities of some activities: near their use, or a busy machine has dropped them again. */
    private void touchIdentities(int from, int until) {
        long[] hashes = frame.identityHashes;
        touchSum = facts.identities.touch(hashes, from, until) + facts.returns.touch(hashes, from, until);
    }

    /** Keeps {@link #touchIdentities} from being optimised away. */
    long touched() {
        return touchSum + definitions.touched() + frame.touched();
    }

    /** Why an activity is refused: reasons visible in itself and its receipt, in this order. */
    private Verdict refusal(int k) {
        if (in.idLength == 0
                || frame.definitionLength(frame.kind(k)) == 0
                || in.function > Incoming.VOID
                || in.revision < Activity.NO_REVISION) {
            return Verdict.MALFORMED;
        }
        if (isOutOfRange(in.quantity) || isOutOfRange(in.amount)) {
            return Verdict.OUT_OF_RANGE;
        }
        if (isNegative(in.quantity) || isNegative(in.amount)) {
            int kind = definitions.name(frame.kind(k));
            if (kind == facts.names.sale) {
                return Verdict.NEGATIVE_SALE;
            }
            if (kind == facts.names.returned) {
                return Verdict.NEGATIVE_RETURN;
            }
        }
        if (in.date > frame.today + EngineLimits.MAX_DAYS_AHEAD) {
            return Verdict.DATE_AHEAD;
        }
        return mayFill && isFull() ? Verdict.AT_CAPACITY : null;
    }

    private static boolean isOutOfRange(long units) {
        return (units > Fixed.MAX_ACTIVITY || units < -Fixed.MAX_ACTIVITY) && units != Fixed.NONE;
    }

    private static boolean isNegative(long units) {
        return units < 0 && units != Fixed.NONE;
    }

    /** Whether one more activity might exceed a limit. */
    private boolean isFull() {
        return isFull(1);
    }

    /** Whether so many more activities might. */
    private boolean isFull(int activities) {
        return facts.identities.count() + activities > limits.maxIdentities()
                || facts.participants.count() + activities * Incoming.MAX_ROLES > limits.maxParticipants()
                || facts.names.names.size() + activities * (Incoming.MAX_FIELDS + 16) > Names.MAX_NAMES;
    }

    private Verdict receive(int k) {
        in.hasQuantity = in.quantity != Fixed.NONE;
        in.hasAmount = in.amount != Fixed.NONE;
        frame.readNames(k, nextRole, nextField, definitions, in);
        if (facts.reports.concern(in.source)) {
            return receiveRestated();
        }
        in.restates = false;
        Identities.Arrival arrival = facts.identities.receive(in, arrived);
        if (in.kind == facts.names.claim) {
            facts.claims.received(arrived.identity, frame.timestampMs);
        }
        if (arrived.before == 0 && facts.crossReferences.isEmpty() && facts.returns.isPlainSale(in)) {
            arrive();
        } else if (arrived.before != arrived.after) {
            rateTouched();
        }
        return verdict(arrival);
    }

    /** Receives a version of a source whose reports have a say in what stands. */
    private Verdict receiveRestated() {
        boolean ofReport = in.report != Reports.NONE && facts.reports.source(in.report) == in.source;
        in.restates = ofReport && facts.reports.function(in.report).restates();
        Identities.Arrival arrival = facts.identities.receive(in, arrived);
        if (in.kind == facts.names.claim) {
            facts.claims.received(arrived.identity, frame.timestampMs);
        }
        if (ofReport) {
            facts.reports.addLine(in.report, arrived.identity, arrived.version, arrived.added);
        }
        arrived.after = facts.reports.restate(arrived.identity);
        if (arrived.before != arrived.after) {
            rateTouched();
        }
        if (arrival == Identities.Arrival.DUPLICATE || in.function != Incoming.ORIGINAL) {
            return verdict(arrival);
        }
        return facts.reports.isConflict(arrived.identity, arrived.version) ? Verdict.CONFLICT : Verdict.ACCEPTED;
    }

    private static Verdict verdict(Identities.Arrival arrival) {
        return switch (arrival) {
            case ACCEPTED -> Verdict.ACCEPTED;
            case DUPLICATE -> Verdict.DUPLICATE;
            case CONFLICT -> Verdict.CONFLICT;
        };
    }

    /** Rates a new identity that touches no other. */
    private void arrive() {
        int edition = facts.products.editionOn(in.product, in.date);
        for (ProgramInstance program : programs.all()) {
            program.arrive(arrived.identity, arrived.after, edition, in, this);
        }
    }

    private void rateTouched() {
        touched.clear();
        facts.returns.onChange(
                arrived.identity, in.documentHash, in.identityHash, arrived.before, arrived.after, touched);
        boolean arriving = arrived.before == 0;
        rate(arrived.identity, arriving);
        for (int t = 1; t < touched.size(); t++) {
            for (ProgramInstance program : programs.all()) {
                program.rate(touched.getInt(t), false, in.sequence, Cause.ACTIVITY, null);
            }
        }
    }

    /** Rates the identity that came in, on every program. */
    private void rate(int identity, boolean arriving) {
        for (ProgramInstance program : programs.all()) {
            program.rate(identity, arriving, in.sequence, Cause.ACTIVITY, this);
        }
    }

    @Override
    public void setAside(ProgramInstance program, int track, Reason reason) {
        outcome.setAside(program.number(), track, reason);
    }
}
