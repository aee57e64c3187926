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

    /** A running program that is followed. */
    private static final class Followed {
        final ProgramInstance instance;
        final FollowedTrack[] tracks;
        final long since;

        Followed(ScoringCore core, ProgramInstance instance, long since) {
            this.instance = instance;
            this.since = since;
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
        for (ProgramInstance instance : core.programs()) {
            Followed program = new Followed(core, instance, 0);
            for (FollowedTrack track : program.tracks) {
                track.takeAsTold();
            }
            followed.add(program);
        }
    }

    /** After every frame: where an instance took another's place, what was before is told first. */
    void afterFrame() {
        List<ProgramInstance> live = core.programs();
        for (int k = 0; k < live.size(); k++) {
            if (k == followed.size()) {
                followed.add(new Followed(core, live.get(k), core.sequence()));
            } else if (followed.get(k).instance != live.get(k)) {
                tell();
                end(k);
                followed.set(k, new Followed(core, live.get(k), core.sequence()));
            }
        }
    }

    private void end(int program) {
        FollowedTrack[] tracks = followed.get(program).tracks;
        for (int k = 0; k < tracks.length; k++) {
            int track = k;
            tracks[k].tellEnd(
                    core.sequence(),
                    (row, subject, posting) -> collect(core.sequence(), subject, posting, program, track, row));
        }
        handOn();
    }

    /** Tells what came since it was called last. */
    void tell() {
        for (int k = 0; k < followed.size(); k++) {
            Followed program = followed.get(k);
            for (int t = 0; t < program.tracks.length; t++) {
                int number = k;
                int track = t;
                program.tracks[t].tell((row, subject, posting) ->
                        collect(Math.max(posting.sequence(), program.since), subject, posting, number, track, row));
            }
        }
        handOn();
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
