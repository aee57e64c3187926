package io.tidemark.engine.credit;

import io.tidemark.engine.activity.Versions;
import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.LongHeap;
import io.tidemark.engine.store.Words;

/**
 * What activities have done to the standings of one track: records chained per standing, newest first. The common one, an
 * activity rated as it arrived, is two words; one that replaces, removes or is a matched return says more. Core
 * thread only.
 */
public final class Effects {
    /** What made an effect happen. */
    public enum Cause {
        ACTIVITY("activity"),
        REFERENCE("reference"),
        PUBLISH("publish"),
        TIME("time"),
        REPORT("report");

        private static final Cause[] ALL = values();
        private final String text;

        Cause(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Acting version (high), previous effect of the standing (low). */
    private static final int VERSION_PREVIOUS = 0;
    /** Flags and standing (high), edition (low). */
    private static final int STANDING_EDITION = 1;

    private static final int LEVELS = 2;

    private static final int EXTENDED = 1 << 31;
    private static final int REMOVES = 1 << 30;
    private static final int STANDING_MASK = REMOVES - 1;

    /** Identity (high), replaced effect (low). */
    private static final int X_IDENTITY_REPLACES = 0;

    private static final int X_QUANTITY = 1;
    private static final int X_AMOUNT = 2;
    private static final int X_BEFORE = 3;
    private static final int X_SEQUENCE_CAUSE = 4;
    private static final int X_LENGTH = 5;

    /** Only of an effect that says {@link #IN_UNITS}. */
    private static final int X_UNITS = 5;

    private static final int MATCHED = 1 << 8;
    private static final int IN_UNITS = 1 << 9;

    private final LongHeap heap = new LongHeap();
    private final Versions versions;
    private final int extension;

    /** @param levels levels whose measures an effect is part of, each remembered by its standing */
    public Effects(Versions versions, int levels) {
        this.versions = versions;
        this.extension = LEVELS + (levels + 1) / 2;
    }

    /** An activity rated in the command that brought it. */
    public int addPlain(int standing, int previous, Credit credit) {
        int effect = heap.allocate(extension);
        long[] page = heap.newestPage();
        int at = heap.offset(effect);
        page[at + VERSION_PREVIOUS] = Words.pack(credit.version, previous);
        page[at + STANDING_EDITION] = Words.pack(standing, credit.edition);
        return effect;
    }

    /**
     * Anything else.
     *
     * @param replaces the effect that this one takes the place of in the same standing, or removes from it; or 0
     */
    public int addExtended(
            int standing,
            int previous,
            Credit credit,
            int identity,
            int replaces,
            boolean removes,
            long sequence,
            Cause cause) {
        boolean inUnits = credit.unitsPer != 1;
        int effect = heap.allocate(extension + X_LENGTH + (inUnits ? 1 : 0));
        heap.set(effect, VERSION_PREVIOUS, Words.pack(credit.version, previous));
        int standingFlags = EXTENDED | (removes ? REMOVES : 0);
        heap.set(effect, STANDING_EDITION, Words.pack(standing | standingFlags, credit.edition));
        heap.set(effect, extension + X_IDENTITY_REPLACES, Words.pack(identity, replaces));
        heap.set(effect, extension + X_QUANTITY, credit.quantity);
        heap.set(effect, extension + X_AMOUNT, credit.amount);
        heap.set(effect, extension + X_BEFORE, credit.before);
        int flags = (credit.matchedReturn ? MATCHED : 0) | (inUnits ? IN_UNITS : 0);
        heap.set(effect, extension + X_SEQUENCE_CAUSE, sequence << 16 | flags | cause.ordinal());
        if (inUnits) {
            heap.set(effect, extension + X_UNITS, credit.unitsPer);
        }
        return effect;
    }

    private boolean isExtended(int effect) {
        return heap.high(effect, STANDING_EDITION) < 0;
    }

    /** Whether the effect takes {@link #replaces} away and puts nothing in its place. */
    public boolean removes(int effect) {
        int word = heap.high(effect, STANDING_EDITION);
        return word < 0 && (word & REMOVES) != 0;
    }

    public int previous(int effect) {
        return heap.low(effect, VERSION_PREVIOUS);
    }

    public int standing(int effect) {
        return heap.high(effect, STANDING_EDITION) & STANDING_MASK;
    }

    public int identity(int effect) {
        return isExtended(effect)
                ? heap.high(effect, extension + X_IDENTITY_REPLACES)
                : versions.identity(heap.high(effect, VERSION_PREVIOUS));
    }

    public int replaces(int effect) {
        return isExtended(effect) ? heap.low(effect, extension + X_IDENTITY_REPLACES) : 0;
    }

    public long sequence(int effect) {
        return isExtended(effect)
                ? heap.get(effect, extension + X_SEQUENCE_CAUSE) >>> 16
                : versions.sequence(heap.high(effect, VERSION_PREVIOUS));
    }

    public Cause cause(int effect) {
        return isExtended(effect)
                ? Cause.ALL[(int) heap.get(effect, extension + X_SEQUENCE_CAUSE) & 0xFF]
                : Cause.ACTIVITY;
    }

    /** Reads back the credit that an effect put in place; the participant is its standing's. */
    public void load(int effect, Credit credit) {
        versions.load(heap.high(effect, VERSION_PREVIOUS), credit);
        credit.reason = Reason.NONE;
        credit.participant = Participants.NONE;
        credit.edition = heap.low(effect, STANDING_EDITION);
        credit.matchedReturn = false;
        credit.unitsPer = 1;
        credit.before = 0;
        if (isExtended(effect)) {
            credit.quantity = heap.get(effect, extension + X_QUANTITY);
            credit.amount = heap.get(effect, extension + X_AMOUNT);
            credit.before = heap.get(effect, extension + X_BEFORE);
            long word = heap.get(effect, extension + X_SEQUENCE_CAUSE);
            credit.matchedReturn = (word & MATCHED) != 0;
            credit.unitsPer = (word & IN_UNITS) != 0 ? (int) heap.get(effect, extension + X_UNITS) : 1;
        }
    }

    /** Row + 1 of the k-th level's standing that took part, 0 for none. */
    public int level(int effect, int k) {
        return k % 2 == 0 ? heap.low(effect, LEVELS + k / 2) : heap.high(effect, LEVELS + k / 2);
    }

    public void setLevel(int effect, int k, int row) {
        long word = heap.get(effect, LEVELS + k / 2);
        heap.set(
                effect,
                LEVELS + k / 2,
                k % 2 == 0 ? Words.pack(Words.high(word), row) : Words.pack(row, Words.low(word)));
    }

    public void list(Sections sections) {
        sections.add("effects", 1, heap);
    }

    public long stateHash(long seed) {
        return heap.hash(seed);
    }
}
