package io.tidemark.journal.shadow;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.PostingView;
import io.tidemark.engine.query.PostingsReader;
import io.tidemark.engine.standings.StandingTable;
import io.tidemark.journal.shadow.LedgerEntry.Subject;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** How far the postings of each standing of one track were told: up to which effect. The shadow's thread. */
final class FollowedTrack {
    /** Told each posting of a standing, the oldest first. */
    interface Told {
        void posting(int row, Subject subject, PostingView posting);
    }

    private final ScoringCore core;
    private final PostingsReader reader;
    private final ProgramInstance program;
    private final TrackInstance track;
    /** Per standing the newest effect that was told, 0 for none. */
    private int[] heads = new int[1024];

    FollowedTrack(ScoringCore core, ProgramInstance program, TrackInstance track) {
        this.core = core;
        this.reader = new PostingsReader(core);
        this.program = program;
        this.track = track;
    }

    /** What is there counts as told. */
    void takeAsTold() {
        StandingTable standings = track.standings();
        for (int row = 0; row < standings.count(); row++) {
            head(row, standings.chain(row));
        }
    }

    private int head(int row) {
        return row < heads.length ? heads[row] : 0;
    }

    private void head(int row, int effect) {
        if (row >= heads.length) {
            heads = Arrays.copyOf(heads, Math.max(2 * heads.length, row + 1));
        }
        heads[row] = effect;
    }

    /** Tells what came since in periods that begin from a day on and before another; nothing of a track that looks back, where one fact moves points of several periods. */
    void tell(int from, int until, Told told) {
        StandingTable standings = track.standings();
        for (int row = 0; row < standings.count(); row++) {
            int newest = standings.chain(row);
            if (newest != head(row) && !track.looksBack() && isWithin(row, from, until)) {
                List<PostingView> postings = reader.postingsSince(program, track, row, head(row));
                Collections.reverse(postings);
                for (PostingView posting : postings) {
                    told.posting(row, subject(row), posting);
                }
                head(row, newest);
            }
        }
    }

    /**
     * Tells what the standings leave behind whose periods another version shows now.
     *
     * @param from first day of those periods
     * @param until first day that this version did not show before
     */
    void tellEnd(int from, int until, long sequence, Told told) {
        StandingTable standings = track.standings();
        for (int row = 0; row < standings.count() && !track.looksBack(); row++) {
            if (!isWithin(row, from, until)) {
                continue;
            }
            BigInteger[] values = PostingsReader.values(track, standings.exactMeasures(row));
            for (int k = 0; k < values.length; k++) {
                if (values[k].signum() != 0) {
                    told.posting(row, subject(row), left(sequence, PostingsReader.name(track, k), values[k]));
                }
            }
        }
    }

    private boolean isWithin(int row, int from, int until) {
        int day = program.calendar().firstDay(track.standings().period(row));
        return day >= from && day < until;
    }

    private PostingView left(long sequence, String rule, BigInteger value) {
        BigInteger none = BigInteger.ZERO;
        int day = core.facts().today;
        return new PostingView(sequence, "publish", "", "", "", day, rule, value.negate(), value, none, "", none, none);
    }

    private Subject subject(int row) {
        int participant = track.standings().participant(row);
        return new Subject(
                program.program().id(),
                track.track().name(),
                track.track().kind(),
                core.facts().participants.id(participant),
                program.calendar().id(track.standings().period(row)));
    }
}
