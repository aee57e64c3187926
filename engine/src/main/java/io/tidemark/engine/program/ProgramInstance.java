package io.tidemark.engine.program;

import io.tidemark.engine.activity.Identities;
import io.tidemark.engine.activity.Incoming;
import io.tidemark.engine.credit.Credit;
import io.tidemark.engine.credit.Crediting;
import io.tidemark.engine.credit.Effects;
import io.tidemark.engine.credit.Reason;
import io.tidemark.engine.measure.Measures;
import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.snapshot.Sections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import java.util.function.ToIntFunction;

/**
 * One program running over the facts. A new instance is filled by a job that rates every identity in turn, while live
 * frames rate theirs; rating is idempotent, so the two need not know of each other. Core thread only.
 */
public final class ProgramInstance {
    /** Told of every activity that earns nothing on a track. */
    public interface SetAsideSink {
        void setAside(ProgramInstance program, int track, Reason reason);
    }

    private final Program program;
    private final Calendar calendar;
    private final Measures measures;
    private final Crediting crediting;
    /** Null where late facts are carried. */
    private final LateFacts late;

    private final TrackInstance[] tracks;
    /** The same, those whose tiers are asked for before those who ask. */
    private final TrackInstance[] inOrder;

    /** Null where claims are not scored. */
    private final ProgramClaims claims;

    private final Credit judged = new Credit();
    private final int number;
    private int shownFrom = Integer.MIN_VALUE;
    private int shownUntil = Integer.MAX_VALUE;
    /** Numbers by which outcomes know the tracks. */
    private int[] trackNumbers;

    /** Where what comes in waits while a period closes; null otherwise. */
    private Deferral deferral;

    public ProgramInstance(int number, Program program, Facts facts) {
        this.number = number;
        this.program = program;
        this.calendar = new Calendar(program.periods());
        this.measures = new Measures(program, facts);
        this.crediting = new Crediting(program, facts);
        this.late = program.periods().carriesLate() ? null : new LateFacts(calendar);
        List<Program.Track> declared = program.tracks();
        this.tracks = new TrackInstance[declared.size()];
        for (int k = 0; k < tracks.length; k++) {
            tracks[k] = new TrackInstance(this, k, facts);
        }
        for (TrackInstance track : tracks) {
            track.windows.references.connect(tracks);
        }
        this.claims = program.claims() == null ? null : new ProgramClaims(this, facts);
        this.inOrder = new TrackOrder(program).tracks(tracks);
    }

    /** Position among the server's programs. */
    public int number() {
        return number;
    }

    public Program program() {
        return program;
    }

    /** Tells by which numbers outcomes know the tracks. */
    public void nameTracks(ToIntFunction<String> numbers) {
        trackNumbers = program.tracks().stream()
                .mapToInt(track -> numbers.applyAsInt(track.name()))
                .toArray();
    }

    /** The days whose periods this version shows: what it works out for others is read by none. */
    public void show(int from, int until) {
        shownFrom = from;
        shownUntil = until;
        crediting.end(until);
    }

    /** There is no version before this one. */
    public void isFirst() {
        crediting.begin(shownFrom);
    }

    /** First day that this version shows; the least int where there is none. */
    public int shownFrom() {
        return shownFrom;
    }

    /** First day that it no longer shows; the largest int where there is none. */
    public int shownUntil() {
        return shownUntil;
    }

    /** Whether this version holds for the period of a day. */
    public boolean showsOn(int day) {
        return day >= shownFrom && day < shownUntil;
    }

    /** The same of a period of its calendar. */
    public boolean shows(int ordinal) {
        return calendar.holds(ordinal) && showsOn(calendar.firstDay(ordinal));
    }

    public Calendar calendar() {
        return calendar;
    }

    LateFacts late() {
        return late;
    }

    Measures measures() {
        return measures;
    }

    public TrackInstance[] tracks() {
        return tracks;
    }

    public Crediting crediting() {
        return crediting;
    }

    /**
     * Brings the effects of an identity on every track in line with the facts.
     *
     * @param arriving whether it came in with the current command and nothing stood before
     * @param sink told what earns nothing, or null
     */
    public void rate(int identity, boolean arriving, long sequence, Effects.Cause cause, SetAsideSink sink) {
        if (deferral != null && cause == Effects.Cause.ACTIVITY) {
            crediting.judge(identity, judged);
            defer(identity, sink);
            return;
        }
        rateOne(identity, arriving, sequence, cause, sink);
        if (claims != null) {
            claims.rated(identity, sequence, cause);
        }
    }

    /** The same without claims that hang on it. */
    void rateOne(int identity, boolean arriving, long sequence, Effects.Cause cause, SetAsideSink sink) {
        crediting.judge(identity, judged);
        rateJudged(identity, arriving, sequence, cause, sink);
    }

    private void rateJudged(int identity, boolean arriving, long sequence, Effects.Cause cause, SetAsideSink sink) {
        for (int k = 0; k < tracks.length; k++) {
            TrackInstance track = tracks[k];
            if (track.contest.concerns(identity, judged, crediting)) {
                track.contest.rate(identity, judged, arriving, sequence, cause, sink);
                continue;
            }
            for (int slot = 0; slot < track.roleCount(); slot++) {
                Reason reason = track.rate(slot, identity, crediting, judged, arriving, sequence, cause);
                tell(sink, track, slot, reason);
            }
        }
    }

    /** What holds for every role is said once. */
    void tell(SetAsideSink sink, TrackInstance track, int slot, Reason reason) {
        if (sink != null && showsOn(judged.date) && reason.isSetAside() && (slot == 0 || reason != judged.reason())) {
            sink.setAside(this, trackNumbers[track.number], reason);
        }
    }

    /**
     * The same for an identity whose first version just came in, is no void and is bound to no sale.
     *
     * @param edition the product's, on the activity's date
     */
    public void arrive(int identity, int version, int edition, Incoming in, SetAsideSink sink) {
        if (crediting.mayBeHeld(in) || claims != null) {
            rate(identity, true, in.sequence, Effects.Cause.ACTIVITY, sink);
            return;
        }
        crediting.arrive(version, in, edition, judged);
        if (deferral != null) {
            defer(identity, sink);
            return;
        }
        for (int k = 0; k < tracks.length; k++) {
            TrackInstance track = tracks[k];
            for (int slot = 0; slot < track.roleCount(); slot++) {
                Reason reason = judged.reason();
                if (reason == Reason.NONE) {
                    reason = track.arrive(slot, identity, in, crediting, judged);
                }
                tell(sink, track, slot, reason);
            }
        }
    }

    /** What is judged is told, and rated when the closing is done. */
    private void defer(int identity, SetAsideSink sink) {
        deferral.identity(identity);
        for (int k = 0; sink != null && k < tracks.length; k++) {
            for (int slot = 0; slot < tracks[k].roleCount(); slot++) {
                tell(sink, tracks[k], slot, reasonOf(tracks[k], slot, identity));
            }
        }
    }

    private Reason reasonOf(TrackInstance track, int slot, int identity) {
        Reason reason = track.creditOf(slot, crediting, judged);
        if (late == null) {
            return reason;
        }
        Reason now = track.kept().reason(slot, identity, reason, judged);
        return now == Reason.NONE && late.isAnnouncedOn(judged.date) ? Reason.LATE : now;
    }

    /** A period is closed: where late facts are set aside, nothing more is counted in it. */
    public void shut(int firstDay, int until) {
        if (late != null) {
            late.shut(firstDay, until);
        }
    }

    /** A period waits for its closing. */
    public void announce(int firstDay, int until) {
        if (late != null) {
            late.announce(firstDay, until);
        }
    }

    /** While this instance is filled, its closed periods keep what they hold in the one that runs; null for no longer. */
    public void takeFrom(ProgramInstance former) {
        for (TrackInstance track : late == null ? new TrackInstance[0] : tracks) {
            track.kept()
                    .takeFrom(former == null ? null : former.track(track.track().name()));
        }
    }

    private TrackInstance track(String name) {
        for (TrackInstance track : tracks) {
            if (track.track().name().equals(name)) {
                return track;
            }
        }
        return null;
    }

    /** From now on what comes in waits there; null for no longer. */
    public void deferTo(Deferral to) {
        deferral = to;
    }

    /** Rates what waited, as if it came in now. */
    public void catchUp(int identity, long sequence) {
        rateOne(identity, true, sequence, Effects.Cause.ACTIVITY, null);
        if (claims != null) {
            claims.rated(identity, sequence, Effects.Cause.ACTIVITY);
        }
    }

    /** From now on claims of a thing that has many are left to whoever takes its number. */
    public void rateClaimsLater(LongConsumer with) {
        if (claims != null) {
            claims.rateLater(with);
        }
    }

    /** The first claim of a thing that is not before an identity, or {@link Identities#NONE}. */
    public int claimFrom(long thing, int identity) {
        return claims == null ? Identities.NONE : claims.claimFrom(thing, identity);
    }

    /** Brings a claim in line with the sales of the same thing. */
    public void rateClaim(int claim, long sequence) {
        if (claims != null) {
            claims.rateAgain(claim, sequence, Effects.Cause.ACTIVITY);
        }
    }

    /** Somebody decided about a claim. */
    public void decided(int claim, long sequence) {
        if (deferral != null) {
            deferral.identity(claim);
        } else {
            rate(claim, false, sequence, Effects.Cause.REFERENCE, null);
        }
    }

    /** A row about a participant came in. */
    public void changed(int participant) {
        if (deferral != null) {
            deferral.participant(participant);
        } else {
            refresh(participant);
        }
    }

    /** Brings the newest standings of participants into the cache; negative ones are passed over. The result means nothing. */
    public long touch(int[] participants, int count) {
        long sum = 0;
        for (TrackInstance track : tracks) {
            sum += track.standings.touch(participants, count);
        }
        return sum;
    }

    public void refresh(int participant) {
        for (TrackInstance track : tracks) {
            track.refresh(participant);
        }
    }

    /** Whether sums follow parents, so that a change of a parent re-rates activities below it. */
    public boolean hasMeasuredLevels() {
        for (TrackInstance track : tracks) {
            if (track.hasMeasuredLevels()) {
                return true;
            }
        }
        return false;
    }

    /** Whether an activity leaves a role empty that a track credits, so that somebody assigned may fill it. */
    public boolean mayBeAssigned(int version) {
        for (TrackInstance track : tracks) {
            for (int slot = 0; slot < track.roleCount(); slot++) {
                if (crediting.isEmpty(version, track.credits().role(slot))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A target or a status of a participant came in. */
    public void asked(int participant) {
        if (deferral != null) {
            deferral.participant(participant);
        } else {
            askAgain(participant);
        }
    }

    /** Something that is no activity changed about a participant, or about an ancestor that is asked. */
    public void askAgain(int participant) {
        for (TrackInstance track : tracks) {
            track.askAgain(participant);
        }
    }

    /** Whether anything hangs on what an ancestor is, beside whom it is above. */
    public boolean asksAncestors() {
        for (TrackInstance track : tracks) {
            if (track.windows.references.askAncestors()) {
                return true;
            }
        }
        return false;
    }

    /** Another day, rows or slices of work are about to change what standings read beside activities. */
    public void beforeChange() {
        for (TrackInstance track : inOrder) {
            track.beforeChange();
        }
    }

    /**
     * Settles what must not wait until somebody reads; after every frame.
     *
     * @param askersOf told of every participant whose tier changed and is asked for by those below
     */
    public void afterFrame(IntConsumer askersOf) {
        for (TrackInstance track : inOrder) {
            track.afterFrame();
            if (track.askedTiers() != null) {
                track.askedTiers().drain(askersOf);
            }
        }
    }

    /** Settles the tracks whose tiers are asked for by those below, and tells whose changed. */
    public void tellTiers(IntConsumer askersOf) {
        for (TrackInstance track : inOrder) {
            if (track.askedTiers() != null) {
                track.settle();
                track.askedTiers().drain(askersOf);
            }
        }
    }

    /** Settles everything, so that it can be frozen. */
    public void settle() {
        for (TrackInstance track : inOrder) {
            track.settle();
        }
    }

    public void list(Sections sections) {
        for (int k = 0; k < tracks.length; k++) {
            tracks[k].list(sections.of("track-" + k));
        }
        if (claims != null) {
            sections.derive(claims::rebuild);
        }
    }

    public long stateHash(long seed) {
        long hash = seed;
        for (TrackInstance track : tracks) {
            hash = track.stateHash(hash);
        }
        return hash;
    }
}
