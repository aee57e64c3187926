package io.tidemark.engine;

import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.activity.Incoming;
import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.credit.Effects.Cause;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.directory.Names;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.outcome.Verdict;
import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.store.TextTable;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayList;

/**
 * Applies frames of activities. External ids are resolved once per frame: definitions become the core's numbers at
 * their first use. Per activity: refuse what is refused, record the version, then rate every identity whose effect
 * may differ now. Core thread only; allocates nothing but pages.
 */
final class ActivityCommands implements ProgramInstance.SetAsideSink {
    private static final int UNRESOLVED = -1;
    private static final int TOUCHED_AT_ONCE = 32;
    private static final int PARTICIPANT = ActivityFrameReader.PARTICIPANT;
    private static final int PRODUCT = ActivityFrameReader.PRODUCT;

    private final EngineLimits limits;
    private final Facts facts;
    private final Programs programs;
    private final Outcome outcome;
    private final ActivityFrameReader frame = new ActivityFrameReader();
    private final Incoming in = new Incoming();
    private final Identities.Arrived arrived = new Identities.Arrived();
    private final IntArrayList touched = new IntArrayList();

    private int[] names = new int[1024];
    private int[] values = new int[1024];
    private int[] entities = new int[1024];
    /** Definitions of one type. */
    private int[] list = new int[1024];

    private int nextRole;
    private int nextField;
    private long touchSum;

    ActivityCommands(EngineLimits limits, Facts facts, Programs programs, Outcome outcome) {
        this.limits = limits;
        this.facts = facts;
        this.programs = programs;
        this.outcome = outcome;
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
        prepareDefinitions();
        touchAhead();
        nextRole = 0;
        nextField = 0;
        for (int k = 0; k < frame.activities; k++) {
            if (k % TOUCHED_AT_ONCE == 0) {
                touchIdentities(k, Math.min(frame.activities, k + TOUCHED_AT_ONCE));
            }
            Verdict verdict = refusal(k);
            if (verdict == null) {
                verdict = receive(k);
            }
            nextRole += frame.roleCount(k);
            nextField += frame.fieldCount(k);
            outcome.add(verdict);
        }
        return frame.activities;
    }

    private void prepareDefinitions() {
        int count = frame.definitions;
        if (count > names.length) {
            names = new int[count];
            values = new int[count];
            entities = new int[count];
            list = new int[count];
        }
        Arrays.fill(names, 0, count, UNRESOLVED);
        Arrays.fill(values, 0, count, UNRESOLVED);
    }

    /**
     * Asks for the memory the frame will need, one kind of access at a time, so that the misses overlap instead of
     * queueing. What is found is kept; nothing is added.
     */
    private void touchAhead() {
        touchSum = findParticipants() + findProducts();
    }

    /** The same for the identities of some activities: near their use, or a busy machine has dropped them again. */
    private void touchIdentities(int from, int until) {
        long sum = 0;
        for (int k = from; k < until; k++) {
            long hash = frame.identityHash(k);
            sum += facts.identities.touch(hash) + facts.returns.touch(hash);
        }
        touchSum = sum;
    }

    /** Finds the participants that are there; those that are not are added where an activity needs them. */
    private long findParticipants() {
        long sum = 0;
        int found = 0;
        for (int k = 0; k < frame.definitions; k++) {
            if (frame.definitionType(k) == PARTICIPANT) {
                list[found++] = k;
                sum += facts.participants.touch(name(frame.definitionKind(k)), frame.definitionHash(k));
            }
        }
        for (int n = 0; n < found; n++) {
            int k = list[n];
            int candidate = facts.participants.candidate(name(frame.definitionKind(k)), frame.definitionHash(k));
            entities[k] = candidate;
            sum += candidate == UNRESOLVED ? 0 : facts.participants.touchRow(candidate);
        }
        for (int n = 0; n < found; n++) {
            int k = list[n];
            int kind = name(frame.definitionKind(k));
            boolean right = entities[k] != UNRESOLVED
                    && facts.participants.is(
                            entities[k], kind, frame.buffer, frame.definitionOffset(k), frame.definitionLength(k));
            entities[k] = right ? entities[k] : UNRESOLVED;
        }
        for (ProgramInstance program : programs.all()) {
            for (int n = 0; n < found; n++) {
                int participant = entities[list[n]];
                sum += participant == UNRESOLVED ? 0 : program.touch(participant);
            }
        }
        return sum;
    }

    /** The same for products. */
    private long findProducts() {
        long sum = 0;
        int found = 0;
        for (int k = 0; k < frame.definitions; k++) {
            if (frame.definitionType(k) == PRODUCT) {
                list[found++] = k;
                sum += facts.products.touch(frame.definitionHash(k));
            }
        }
        for (int n = 0; n < found; n++) {
            int candidate = facts.products.candidate(frame.definitionHash(list[n]));
            entities[list[n]] = candidate;
            sum += candidate == UNRESOLVED ? 0 : facts.products.touchRow(candidate);
        }
        for (int n = 0; n < found; n++) {
            int k = list[n];
            boolean right = entities[k] != UNRESOLVED
                    && facts.products.is(
                            entities[k], frame.buffer, frame.definitionOffset(k), frame.definitionLength(k));
            entities[k] = right ? entities[k] : UNRESOLVED;
        }
        return sum;
    }

    /** Keeps {@link #touchAhead} from being optimised away. */
    long touched() {
        return touchSum;
    }

    /** Why an activity is refused: reasons visible in itself and its receipt, in this order. */
    private Verdict refusal(int k) {
        if (frame.idLength(k) == 0
                || frame.definitionLength(frame.kind(k)) == 0
                || frame.function(k) > Incoming.VOID
                || frame.revision(k) < Activity.NO_REVISION) {
            return Verdict.MALFORMED;
        }
        long quantity = frame.quantity(k) == Fixed.NONE ? 0 : frame.quantity(k);
        long amount = frame.amount(k) == Fixed.NONE ? 0 : frame.amount(k);
        if (quantity > Fixed.MAX_ACTIVITY
                || quantity < -Fixed.MAX_ACTIVITY
                || amount > Fixed.MAX_ACTIVITY
                || amount < -Fixed.MAX_ACTIVITY) {
            return Verdict.OUT_OF_RANGE;
        }
        if (quantity < 0 || amount < 0) {
            int kind = name(frame.kind(k));
            if (kind == facts.names.sale) {
                return Verdict.NEGATIVE_SALE;
            }
            if (kind == facts.names.returned) {
                return Verdict.NEGATIVE_RETURN;
            }
        }
        if (frame.date(k) > frame.today + EngineLimits.MAX_DAYS_AHEAD) {
            return Verdict.DATE_AHEAD;
        }
        boolean full = facts.identities.count() >= limits.maxIdentities()
                || facts.participants.count() + Incoming.MAX_ROLES > limits.maxParticipants()
                || facts.names.names.size() + Incoming.MAX_FIELDS + 16 > Names.MAX_NAMES;
        return full ? Verdict.AT_CAPACITY : null;
    }

    private Verdict receive(int k) {
        load(k);
        Identities.Arrival arrival = facts.identities.receive(in, arrived);
        if (arrived.before == 0 && facts.returns.isPlainSale(in)) {
            rate(arrived.identity, true);
        } else if (arrived.before != arrived.after) {
            rateTouched();
        }
        return switch (arrival) {
            case ACCEPTED -> Verdict.ACCEPTED;
            case DUPLICATE -> Verdict.DUPLICATE;
            case CONFLICT -> Verdict.CONFLICT;
        };
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

    private void load(int k) {
        in.sequence = frame.sequence + k;
        in.identityHash = frame.identityHash(k);
        in.documentHash = frame.documentHash(k);
        in.contentHash = frame.contentHash(k);
        in.source = name(frame.source(k));
        in.idBuffer = frame.buffer;
        in.idOffset = frame.idOffset(k);
        in.idLength = frame.idLength(k);
        in.lineLength = frame.lineLength(k);
        in.function = frame.function(k);
        in.revision = frame.revision(k);
        in.kind = name(frame.kind(k));
        in.date = frame.date(k);
        in.product = product(frame.sku(k));
        in.currency = frame.currency(k) == ActivityFrameReader.ABSENT ? 0 : name(frame.currency(k));
        in.original = frame.original(k) == ActivityFrameReader.ABSENT ? 0 : value(frame.original(k));
        in.quantity = frame.quantity(k);
        in.hasQuantity = in.quantity != Fixed.NONE;
        in.amount = frame.amount(k);
        in.hasAmount = in.amount != Fixed.NONE;
        in.roleCount = frame.roleCount(k);
        for (int r = 0; r < in.roleCount; r++) {
            in.roles[r] = name(frame.role(nextRole + r));
            in.participants[r] = participant(frame.participant(nextRole + r));
        }
        in.fieldCount = frame.fieldCount(k);
        for (int f = 0; f < in.fieldCount; f++) {
            int text = frame.fieldText(nextField + f);
            in.fieldNames[f] = name(frame.fieldName(nextField + f));
            in.fieldTexts[f] = text == ActivityFrameReader.ABSENT ? Versions.PLAIN_NUMBER : value(text);
            in.fieldNumbers[f] = frame.fieldNumber(nextField + f);
        }
    }

    private int name(int definition) {
        int name = names[definition];
        return name != UNRESOLVED ? name : (names[definition] = intern(facts.names.names, definition));
    }

    private int value(int definition) {
        int value = values[definition];
        return value != UNRESOLVED ? value : (values[definition] = intern(facts.names.values, definition));
    }

    private int intern(TextTable table, int definition) {
        return table.intern(
                frame.definitionHash(definition),
                frame.buffer,
                frame.definitionOffset(definition),
                frame.definitionLength(definition));
    }

    private int participant(int definition) {
        int participant = entities[definition];
        if (participant == UNRESOLVED) {
            participant = facts.participants.resolve(
                    name(frame.definitionKind(definition)),
                    frame.definitionHash(definition),
                    frame.buffer,
                    frame.definitionOffset(definition),
                    frame.definitionLength(definition));
            entities[definition] = participant;
        }
        return participant;
    }

    private int product(int definition) {
        if (definition == ActivityFrameReader.ABSENT) {
            return 0;
        }
        int product = entities[definition];
        if (product == UNRESOLVED) {
            product = facts.products.resolve(
                    frame.definitionHash(definition),
                    frame.buffer,
                    frame.definitionOffset(definition),
                    frame.definitionLength(definition));
            entities[definition] = product;
        }
        return product;
    }
}
