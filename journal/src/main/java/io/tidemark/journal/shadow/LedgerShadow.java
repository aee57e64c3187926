package io.tidemark.journal.shadow;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.PostingView;
import io.tidemark.journal.shadow.LedgerEntry.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Watches a core that frames are applied to, and tells what they did as entries, in an order that only the frames decide: by the
 * command with which an entry took effect, then by program, track and standing. One thread.
 */
final class LedgerShadow {
    /** An entry and its place among those of the same command. */
    private record Placed(LedgerEntry entry, int program, int track, int row) {}

    /** A version of a program that is followed. */
    private static final class Followed {
        final ProgramInstance instance;
        final FollowedTrack[] tracks;
        final long since;
        /** First day that it does not show, as far as was told. */
        int until;

        Followed(ScoringCore core, ProgramInstance instance, long since) {
            this.instance = instance;
            this.since = since;
            this.until = instance.shownUntil();
            TrackInstance[] all = instance.tracks();
            tracks = new FollowedTrack[all.length];
            for (int k = 0; k < all.length; k++) {
                tracks[k] = new FollowedTrack(core, instance, all[k]);
            }
        }
    }

    private static final Comparator<Placed> ORDER = Comparator.<Placed>comparingLong(
                    placed -> placed.entry().at())
            .thenComparingInt(Placed::program)
            .thenComparingInt(Placed::track)
            .thenComparingInt(Placed::row);

    private final ScoringCore core;
    private final Consumer<LedgerEntry> sink;
    private final List<Followed> followed = new ArrayList<>();
    private final List<Placed> collected = new ArrayList<>();

    /** @param core what it holds counts as told */
    LedgerShadow(ScoringCore core, Consumer<LedgerEntry> sink) {
        this.core = core;
        this.sink = sink;
        for (ProgramInstance instance : core.shown()) {
            Followed program = new Followed(core, instance, 0);
            for (FollowedTrack track : program.tracks) {
                track.takeAsTold();
            }
            followed.add(program);
        }
    }

    /** After every frame: where a version shows what another showed, what was before is told first. */
    void afterFrame() {
        List<ProgramInstance> shown = core.shown();
        boolean same = shown.size() == followed.size();
        for (int k = 0; same && k < shown.size(); k++) {
            same = followed.get(k).instance == shown.get(k);
        }
        if (!same) {
            follow(shown);
        }
    }

    private void follow(List<ProgramInstance> shown) {
        List<Followed> before = new ArrayList<>(followed);
        followed.clear();
        for (ProgramInstance instance : shown) {
            followed.add(before.stream()
                    .filter(one -> one.instance == instance)
                    .findFirst()
                    .orElseGet(() -> new Followed(core, instance, core.sequence())));
        }
        for (Followed one : before) {
            tell(one);
            int from = followed.contains(one) ? one.instance.shownUntil() : one.instance.shownFrom();
            end(one, from);
        }
        handOn();
    }

    private void end(Followed program, int from) {
        for (int k = 0; k < program.tracks.length; k++) {
            int track = k;
            program.tracks[k].tellEnd(
                    from,
                    program.until,
                    core.sequence(),
                    (row, subject, posting) ->
                            collect(core.sequence(), subject, posting, program.instance.number(), track, row));
        }
        program.until = Math.min(program.until, from);
    }

    /** Tells what came since it was called last. */
    void tell() {
        followed.forEach(this::tell);
        handOn();
    }

    private void tell(Followed program) {
        for (int k = 0; k < program.tracks.length; k++) {
            int track = k;
            program.tracks[k].tell(
                    program.instance.shownFrom(),
                    program.until,
                    (row, subject, posting) -> collect(
                            Math.max(posting.sequence(), program.since),
                            subject,
                            posting,
                            program.instance.number(),
                            track,
                            row));
        }
    }

    private void collect(long at, Subject subject, PostingView posting, int program, int track, int row) {
        collected.add(new Placed(new LedgerEntry(at, subject, posting), program, track, row));
    }

    private void handOn() {
        collected.sort(ORDER);
        collected.forEach(placed -> sink.accept(placed.entry()));
        collected.clear();
    }
}
