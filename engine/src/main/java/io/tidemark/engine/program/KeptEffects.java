package io.tidemark.engine.program;

import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.Effects;
import io.tidemark.engine.credit.Reason;

/**
 * What closed periods keep on one track of a program that sets late facts aside: of every identity, by every role, what was
 * counted at the closing. It neither changes nor goes, nothing joins it, and what it would have become is {@link Reason#LATE}. Core thread only.
 */
final class KeptEffects {
    private final TrackInstance track;
    private final LateFacts late;
    private final Credit kept = new Credit();
    /** The track whose place this one is about to take, or null. */
    private TrackInstance former;

    /** Of each role the same one there, or -1. */
    private int[] formerSlots;

    KeptEffects(TrackInstance track, LateFacts late) {
        this.track = track;
        this.late = late;
    }

    /** While this track is filled, it takes from another what closed periods keep; null for no longer. */
    void takeFrom(TrackInstance another) {
        former = another;
        formerSlots = new int[track.roleCount()];
        for (int slot = 0; slot < formerSlots.length && another != null; slot++) {
            formerSlots[slot] = slotOf(another, track.credits().role(slot));
        }
    }

    private static int slotOf(TrackInstance another, int role) {
        for (int slot = 0; slot < another.roleCount(); slot++) {
            if (another.credits().role(slot) == role) {
                return slot;
            }
        }
        return -1;
    }

    /** Whether nothing more is counted in a period. */
    boolean isShut(int period) {
        return late.isShut(period);
    }

    boolean isShutOn(int day) {
        return late.isShutOn(day);
    }

    /** As {@link TrackInstance#apply}, as far as closed periods allow. */
    Reason apply(
            int slot,
            int identity,
            Reason reason,
            Credit judged,
            boolean arriving,
            long sequence,
            Effects.Cause cause) {
        if (load(slot, identity)) {
            Reason told = isAsKept(reason, judged) ? Reason.NONE : Reason.LATE;
            track.applyNow(slot, identity, Reason.NONE, kept, false, sequence, cause);
            return told;
        }
        return track.applyNow(slot, identity, unlessLate(reason, judged), judged, arriving, sequence, cause);
    }

    /** What holds for a judged identity: whether it is kept out. */
    Reason reason(int slot, int identity, Reason reason, Credit judged) {
        boolean keeps = load(slot, identity);
        if (keeps && isAsKept(reason, judged)) {
            return Reason.NONE;
        }
        Reason told = keeps ? Reason.LATE : unlessLate(reason, judged);
        if (told == Reason.LATE) {
            judged.heldBy = Identities.NONE;
        }
        return told;
    }

    private Reason unlessLate(Reason reason, Credit judged) {
        return reason == Reason.NONE && late.isShutOn(judged.date) ? Reason.LATE : reason;
    }

    private boolean isAsKept(Reason reason, Credit judged) {
        return reason == Reason.NONE && judged.participant == kept.participant && judged.sameContribution(kept);
    }

    /** Loads what a closed period keeps of an identity, if anything. */
    private boolean load(int slot, int identity) {
        int effect = track.effectOf(slot, identity);
        if (effect != 0) {
            return load(track, effect, slot);
        }
        int there = former == null || formerSlots[slot] < 0 ? 0 : former.effectOf(formerSlots[slot], identity);
        return there != 0 && load(former, there, slot);
    }

    private boolean load(TrackInstance from, int effect, int slot) {
        from.load(effect, kept);
        kept.slot = slot;
        kept.participant = from.standings.participant(from.effects.standing(effect));
        return late.isShutOn(kept.date);
    }
}
