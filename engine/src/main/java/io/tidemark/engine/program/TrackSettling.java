package io.tidemark.engine.program;

import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.rule.RuleFunction;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.engine.standings.StandingTable;
import io.tidemark.engine.store.ExactCells;
import java.math.BigInteger;
import org.agrona.collections.IntArrayList;

/**
 * Points, tiers, levels and boards of one track, for the standings that changed and no others. They are brought in line
 * when somebody reads them, or once many standings changed: standings that change in many frames are then settled once.
 * What a settled track holds is the same whenever it is settled; only new and refreshed standings, which may add rows to
 * levels, are settled with their frame. Core thread only.
 */
final class TrackSettling {
    private final TrackInstance track;
    private final Facts facts;
    private final long[] sums;
    private final long[] counted;
    /** Per board: the attribute that makes its segments, {@link #NO_SEGMENTS} or {@link #BY_TIER}. */
    private final int[] segmentBy;

    private final int[] tierSegments;
    private final BoardLabels[] labels;

    /** Standings that wait for a reader at most, beside those of one frame. */
    private static final int MOST_WAITING = 2_048;

    private static final int NO_SEGMENTS = -1;
    private static final int BY_TIER = -2;

    TrackSettling(TrackInstance track) {
        this.track = track;
        this.facts = track.facts;
        this.sums = new long[track.measures.count()];
        this.counted = new long[track.rules.count()];
        this.segmentBy = new int[track.boards.length];
        for (int k = 0; k < segmentBy.length; k++) {
            String per = track.boards[k].board().per();
            segmentBy[k] = per == null ? NO_SEGMENTS : per.equals("tier") ? BY_TIER : facts.names.names.intern(per);
        }
        this.labels = new BoardLabels[track.boards.length];
        for (int k = 0; k < labels.length; k++) {
            labels[k] = new BoardLabels(track.boards[k].table(), segmentBy[k]);
        }
        this.tierSegments = new int[track.ladder.count()];
        for (int k = 0; k < tierSegments.length; k++) {
            tierSegments[k] = facts.names.values.intern(track.ladder.tier(k).name());
        }
    }

    /** After a frame: settles what must not wait. Bounds what a read has to do. */
    void afterFrame() {
        if (track.standings.hasRefresh() || track.standings.dirty().size() >= MOST_WAITING) {
            settle(track.standings, true);
        }
        for (StandingTable level : track.levels) {
            if (level.dirty().size() >= MOST_WAITING) {
                settle(level, false);
            }
        }
    }

    /** Settles the standings of participants, and with them the points of levels. */
    void settleOwn() {
        settle(track.standings, true);
    }

    /** Settles a table of the track, as its boards need. */
    void settle(StandingTable table) {
        settleOwn();
        if (table != track.standings) {
            settle(table, false);
        }
    }

    void settleAll() {
        settleOwn();
        for (StandingTable level : track.levels) {
            settle(level, false);
        }
    }

    private void settle(StandingTable table, boolean own) {
        IntArrayList dirty = table.dirty();
        if (dirty.isEmpty()) {
            return;
        }
        for (BoardFamily family : track.boards) {
            if (family.table() == table) {
                touch(family, dirty);
            }
        }
        if (own) {
            touchLevels(dirty);
        }
        for (int k = 0; k < dirty.size(); k++) {
            int row = dirty.getInt(k);
            int tier = table.tier(row);
            if (own) {
                settleOwn(row);
            }
            settleBoards(table, row, table.tier(row) != tier);
            table.clean(row);
        }
        table.allClean();
    }

    /** Asks for the memory of all members first, so that the misses overlap instead of queueing. */
    private void touch(BoardFamily family, IntArrayList rows) {
        long sum = 0;
        for (int k = 0; k < rows.size(); k++) {
            sum += family.touch(rows.getInt(k));
        }
        touched = sum;
    }

    private void touchLevels(IntArrayList rows) {
        long sum = 0;
        for (int level = 0; level < track.levels.length; level++) {
            for (int k = 0; k < rows.size(); k++) {
                int above = track.standings.level(rows.getInt(k), level) - 1;
                sum += above < 0 ? 0 : track.levels[level].touchRow(above);
            }
        }
        touched = sum;
    }

    private long touched;

    /** Keeps {@link #touch} from being optimised away. */
    long touched() {
        return touched;
    }

    private void settleOwn(int row) {
        StandingTable table = track.standings;
        if (table.needsRefresh(row)) {
            leaveLevels(row);
        }
        long before = table.points(row);
        boolean narrow = table.loadMeasures(row, sums);
        long points = narrow ? track.rules.evaluate(sums, counted, false) : RuleFunction.NEEDS_EXACT;
        boolean differenceFits = ((points ^ before) & (points ^ points - before)) >= 0;
        if (points == RuleFunction.NEEDS_EXACT || before == ExactCells.WIDE || !differenceFits) {
            settleExact(row);
        } else {
            table.setSettled(row, points, track.ladder.held(sums));
            addToLevels(row, points - before);
        }
    }

    private void settleExact(int row) {
        StandingTable table = track.standings;
        BigInteger before = table.exactPoints(row);
        BigInteger[] exact = table.exactMeasures(row);
        BigInteger[] values = new BigInteger[track.rules.count()];
        BigInteger points = track.rules.evaluate(exact, values, false);
        table.setPoints(row, points);
        table.setTier(row, track.ladder.held(exact));
        for (int k = 0; k < track.levels.length; k++) {
            int levelRow = joinLevel(row, k);
            if (levelRow >= 0) {
                track.levels[k].addPoints(levelRow, points.subtract(before));
                countInLevel(row, k, levelRow);
            }
        }
    }

    private void addToLevels(int row, long delta) {
        if (track.levels.length == 0) {
            return;
        }
        StandingTable table = track.standings;
        int active = table.active(row);
        for (int k = 0; k < track.levels.length; k++) {
            int levelRow = joinLevel(row, k);
            if (levelRow >= 0) {
                int more = active - table.levelActive(row, k);
                if (more != 0) {
                    table.setLevel(row, k, levelRow + 1, active);
                }
                if (more != 0 || delta != 0) {
                    track.levels[k].addFromBelow(levelRow, delta, more);
                }
            }
        }
    }

    /**
     * The row of a level to which a standing's points belong: that of the ancestor in force on the last day of the
     * period that has come. A standing that is not yet part of it brings its points of before along.
     */
    private int joinLevel(int row, int k) {
        StandingTable table = track.standings;
        int joined = table.level(row, k) - 1;
        if (joined >= 0 || !table.needsRefresh(row)) {
            return joined;
        }
        int period = table.period(row);
        int day = track.calendar.lastDayCome(period, facts.today);
        int ancestor = facts.participants.ancestor(table.participant(row), track.levelKinds[k], day);
        if (ancestor == Participants.NONE) {
            return -1;
        }
        StandingTable level = track.levels[k];
        int levelRow = level.resolve(ancestor, period);
        table.setLevel(row, k, levelRow + 1, 0);
        if (carried.signum() != 0) {
            level.addPoints(levelRow, carried);
        }
        level.markDirty(levelRow);
        return levelRow;
    }

    /** Points that a standing takes from its former level to its next. */
    private BigInteger carried = BigInteger.ZERO;

    private void leaveLevels(int row) {
        StandingTable table = track.standings;
        carried = table.exactPoints(row);
        for (int k = 0; k < track.levels.length; k++) {
            int joined = table.level(row, k) - 1;
            if (joined >= 0) {
                StandingTable level = track.levels[k];
                level.addPoints(joined, carried.negate());
                level.addActive(joined, -table.levelActive(row, k));
                level.markDirty(joined);
                table.setLevel(row, k, 0, 0);
            }
        }
    }

    private void countInLevel(int row, int k, int levelRow) {
        StandingTable table = track.standings;
        StandingTable level = track.levels[k];
        int active = table.active(row);
        level.addActive(levelRow, active - table.levelActive(row, k));
        table.setLevel(row, k, levelRow + 1, active);
        level.markDirty(levelRow);
    }

    private void settleBoards(StandingTable table, int row, boolean tierChanged) {
        boolean refresh = table.needsRefresh(row);
        for (int k = 0; k < track.boards.length; k++) {
            if (track.boards[k].table() == table) {
                track.boards[k].settle(row, refresh || tierChanged && segmentBy[k] == BY_TIER, labels[k]);
            }
        }
    }

    /** Names and segments of one board, as in force on the last day of the standing's period that has come. */
    private final class BoardLabels implements BoardFamily.Labels {
        private final StandingTable table;
        private final int by;

        BoardLabels(StandingTable table, int by) {
            this.table = table;
            this.by = by;
        }

        private int record(int row) {
            int day = track.calendar.lastDayCome(table.period(row), facts.today);
            return facts.participants.recordOn(table.participant(row), day);
        }

        @Override
        public int name(int row) {
            return facts.names.values.reference(facts.participants.name(record(row)));
        }

        @Override
        public int id(int row) {
            return facts.participants.idReference(table.participant(row));
        }

        @Override
        public int segment(int row) {
            if (by == NO_SEGMENTS) {
                return 0;
            }
            if (by == BY_TIER) {
                return table == track.standings && tierSegments.length > 0 ? tierSegments[table.tier(row)] : 0;
            }
            return Math.max(facts.participants.attribute(record(row), by), 0);
        }
    }
}
