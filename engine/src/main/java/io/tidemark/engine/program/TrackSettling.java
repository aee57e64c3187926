package io.tidemark.engine.program;

import io.tidemark.engine.directory.Participants;
import io.tidemark.engine.rule.RuleFunction;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.engine.standings.StandingTable;
import io.tidemark.engine.store.ExactCells;
import io.tidemark.engine.store.RowList;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Points, tiers, levels and boards of one track, for the standings that changed and no others. They are brought in line
 * when somebody reads them, or once many standings changed: standings that change in many frames are then settled once.
 * What a settled track holds is the same whenever it is settled; only that new and moved standings join their levels, which
 * may add rows there, is done with their frame. Core thread only.
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

    /** Standings that wait for a reader at most, beside those of one frame; while nobody reads, all may. */
    private static final int MOST_WAITING = 2_048;

    /** Standings settled together. */
    private static final int BLOCK = MOST_WAITING;

    private final int[] block = new int[BLOCK];

    private final int mostWaiting;
    /** Whether what standings read changes with the day or in slices: then they are settled before it does. */
    private final boolean hangsOnTime;

    /** Whether it changes with any activity: then they are settled with their frame. */
    private final boolean hangsOnTiers;

    /** Standings that owe their levels something at most: handing on takes a fraction of settling. */
    private static final int MOST_OWING = 16_384;

    /** Standings that owe their levels something, and the points that those have of them. */
    private int[] owing = new int[256];

    private long[] given = new long[256];
    private int owingCount;

    private static final int NO_SEGMENTS = -1;
    private static final int BY_TIER = -2;

    TrackSettling(TrackInstance track) {
        this.track = track;
        this.facts = track.facts;
        this.sums = new long[track.inputs.count()];
        this.mostWaiting = track.windows.isHistoric() ? MOST_WAITING / 8 : MOST_WAITING;
        this.hangsOnTime = track.windows.references.hangOnTime();
        this.hangsOnTiers = track.windows.references.hangOnTiers();
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
        if (track.standings.moved().count() > 0) {
            joinLevels();
        }
        // whoever is below a tier that changes is told with the frame, whether anybody reads or not
        boolean isAsked = track.askedTiers() != null || hangsOnTiers;
        if (facts.isUnread && !isAsked && !track.windows.isHistoric()) {
            return;
        }
        if (track.standings.dirty().count() >= mostWaiting || isAsked) {
            settle(track.standings, true);
        }
        if (owingCount >= MOST_OWING) {
            payLevels();
        }
        for (StandingTable level : track.levels) {
            if (level.dirty().count() >= mostWaiting) {
                settle(level, false);
            }
        }
    }

    /** Days, rows or slices are about to change what standings read: those that wait still see it as it was. */
    void beforeChange() {
        if (hangsOnTime) {
            settle(track.standings, true);
        }
    }

    /** Hands on to the levels what standings owe them. */
    private void payLevels() {
        StandingTable table = track.standings;
        for (int k = 0; k < owingCount; k++) {
            long points = table.points(owing[k]);
            long more = points - given[k];
            if (((points ^ given[k]) & (points ^ more)) >= 0) {
                table.addToLevels(owing[k], more, track.levels);
            } else {
                table.addToLevels(owing[k], 0, track.levels);
                addExact(owing[k], BigInteger.valueOf(points).subtract(BigInteger.valueOf(given[k])));
            }
        }
        owingCount = 0;
    }

    private void addExact(int row, BigInteger more) {
        for (int k = 0; k < track.levels.length; k++) {
            int levelRow = track.standings.level(row, k) - 1;
            if (levelRow >= 0) {
                track.levels[k].addPoints(levelRow, more);
                track.levels[k].markDirty(levelRow);
            }
        }
    }

    private void owe(int row, long before) {
        if (owingCount == owing.length) {
            owing = Arrays.copyOf(owing, owingCount * 2);
            given = Arrays.copyOf(given, owingCount * 2);
        }
        owing[owingCount] = row;
        given[owingCount++] = before;
    }

    /** Settles the standings of participants, and with them the points of levels. */
    void settleOwn() {
        settle(track.standings, true);
    }

    /** Settles a table of the track, as its boards need. */
    void settle(StandingTable table) {
        settleOwn();
        if (table != track.standings) {
            payLevels();
            settle(table, false);
        }
    }

    void settleAll() {
        settleOwn();
        payLevels();
        for (StandingTable level : track.levels) {
            settle(level, false);
        }
    }

    private void settle(StandingTable table, boolean own) {
        if (table.dirty().count() == 0) {
            return;
        }
        if (track.windows.isHistoric()) {
            track.windows.spread(table);
            settle(table, own, table.dirty().rows(), table.dirty().count());
        } else {
            settleBlocks(table, own, table.dirty());
        }
        table.allClean();
    }

    private void settleBlocks(StandingTable table, boolean own, RowList dirty) {
        int all = dirty.count();
        for (int from = 0; from < all; from += BLOCK) {
            int count = Math.min(BLOCK, all - from);
            System.arraycopy(dirty.rows(), from, block, 0, count);
            settle(table, own, block, count);
        }
    }

    /** One thing for all rows, then the next: what they wait for in memory overlaps, and each loop stays small. */
    private void settle(StandingTable table, boolean own, int[] rows, int count) {
        for (BoardFamily family : track.boards) {
            touched += family.table() == table ? family.touch(rows, count) : 0;
        }
        if (own) {
            for (int k = 0; k < count; k++) {
                settleOwn(rows[k]);
            }
        } else if (!track.windows.isPlain()) {
            for (int k = 0; k < count; k++) {
                track.windows.fillLevel(table, rows[k]);
            }
        }
        if (track.windows.isHistoric()) {
            for (int k = 0; k < count; k++) {
                track.windows.fillBoards(table, rows[k]);
            }
        }
        for (int k = 0; k < track.boards.length; k++) {
            if (track.boards[k].table() == table) {
                track.boards[k].settle(rows, count, segmentBy[k] == BY_TIER, labels[k]);
            }
        }
        if (own && track.askedTiers() != null) {
            track.askedTiers().settled(rows, count);
        }
    }

    /** Puts every standing on the boards where it belongs. */
    void rebuildBoards() {
        int[] rows = new int[MOST_WAITING];
        for (int k = 0; k < track.boards.length; k++) {
            StandingTable table = track.boards[k].table();
            for (int from = 0; from < table.count(); from += rows.length) {
                int count = Math.min(rows.length, table.count() - from);
                int first = from;
                Arrays.setAll(rows, at -> first + at);
                track.boards[k].settle(rows, count, segmentBy[k] == BY_TIER, labels[k]);
            }
        }
    }

    private long touched;

    /** Keeps what is asked for ahead from being optimised away. */
    long touched() {
        return touched;
    }

    private void settleOwn(int row) {
        StandingTable table = track.standings;
        if (!track.windows.isPlain()) {
            track.windows.fill(table, row);
        }
        if (track.windows.isHistoric()) {
            payIfOwing(row);
            settleExact(row);
            return;
        }
        long before = table.points(row);
        boolean narrow = table.loadMeasures(row, sums);
        long points = narrow ? track.rules.evaluate(sums, counted, false) : RuleFunction.NEEDS_EXACT;
        boolean differenceFits = ((points ^ before) & (points ^ points - before)) >= 0;
        if (points == RuleFunction.NEEDS_EXACT || before == ExactCells.WIDE || !differenceFits) {
            payIfOwing(row);
            settleExact(row);
            return;
        }
        boolean owes = table.setSettled(row, points, track.ladder.qualified(sums));
        if (!owes && track.levels.length > 0) {
            owe(row, before);
        }
    }

    /** Before a standing leaves its levels, or changes by more than a long holds. */
    private void payIfOwing(int row) {
        if (track.standings.owesLevels(row)) {
            payLevels();
        }
    }

    /** New and moved standings join their levels with their frame: levels get their rows in the order of frames, not of reads. */
    private void joinLevels() {
        RowList moved = track.standings.moved();
        for (int k = 0; k < moved.count(); k++) {
            int row = moved.rows()[k];
            payIfOwing(row);
            leaveLevels(row);
            for (int level = 0; level < track.levels.length; level++) {
                joinLevel(row, level);
            }
        }
        track.standings.allJoined();
    }

    private void settleExact(int row) {
        StandingTable table = track.standings;
        BigInteger before = table.exactPoints(row);
        BigInteger[] exact = table.exactMeasures(row);
        BigInteger[] values = new BigInteger[track.rules.count()];
        BigInteger points = track.rules.evaluate(exact, values, false);
        table.setPoints(row, points);
        table.setTier(row, track.windows.tier(exact));
        if (track.windows.isHistoric()) {
            track.windows.keep(table, row, exact);
        }
        for (int k = 0; k < track.levels.length; k++) {
            int levelRow = table.level(row, k) - 1;
            if (levelRow >= 0) {
                track.levels[k].addPoints(levelRow, points.subtract(before));
                countInLevel(row, k, levelRow);
            }
        }
    }

    /**
     * Makes a standing part of a level: of the row of the ancestor in force on the last day of the period that has come. It
     * brings its points of before along.
     */
    private void joinLevel(int row, int k) {
        StandingTable table = track.standings;
        int period = table.period(row);
        int day = track.calendar.lastDayCome(period, facts.today);
        int ancestor = facts.participants.ancestor(table.participant(row), track.levelKinds[k], day);
        if (ancestor == Participants.NONE) {
            return;
        }
        StandingTable level = track.levels[k];
        int levelRow = track.windows.resolve(level, ancestor, period);
        table.setLevel(row, k, levelRow + 1, 0);
        if (carried.signum() != 0) {
            level.addPoints(levelRow, carried);
        }
        level.markDirty(levelRow);
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
