package io.tidemark.engine.standings;

import io.tidemark.engine.measure.Contributions;
import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.ExactCells;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.IntColumn;
import io.tidemark.engine.store.RowList;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;

/**
 * Standings of one track, or of one level of ancestors above it: a row per (participant, period) with the exact sums of
 * its measures, its points, its tier and the head of its chain of effects. Core thread only.
 */
public final class StandingTable {
    /** Participant (high), period's ordinal (low). */
    private static final int PARTICIPANT_PERIOD = 0;
    /** Newest effect (high), activities standing (low). Levels: activities by date (high), by points' ancestor (low). */
    private static final int CHAIN_ACTIVE = 1;
    /** Row + 1 of another standing of the participant (high), tier and flags (low). */
    private static final int NEXT_STATE = 2;

    private static final int POINTS = 3;
    private static final int LEVELS = 4;

    private static final int TIER_MASK = 0xFFFF;

    private final int levels;
    private final int measures;
    private final int firstMeasure;
    /** Measures that are contributed to, and the cell behind their sums. */
    private final int own;

    private final int firstDerived;
    private final RowTable rows;
    private final ExactCells exact;
    /** Where sums are kept apart per share, or null. */
    private final SharedSums shared;

    private final StandingMarks marks;
    private final IntColumn newest = new IntColumn();
    private final HashIndex index = new HashIndex();

    /**
     * @param measures that are contributed to
     * @param derived what follows from other standings, behind the measures
     * @param shares of the sums that are kept apart, units; measure m of sum k is contributed as m + measures × k, where
     *     {@code scaled}
     */
    public StandingTable(int levels, int measures, int derived, long[] shares, boolean scaled) {
        this.levels = levels;
        this.own = measures;
        this.measures = measures + derived;
        this.firstMeasure = LEVELS + levels;
        this.firstDerived = firstMeasure + measures * shares.length;
        this.rows = new RowTable(firstDerived + derived);
        this.exact = new ExactCells(rows);
        this.shared = scaled ? new SharedSums(rows, exact, firstMeasure, measures, shares) : null;
        this.marks = new StandingMarks(rows, NEXT_STATE);
    }

    public int count() {
        return rows.rows();
    }

    /** The standing of a participant in a period, or -1. */
    public int find(int participant, int period) {
        int row = newest.get(participant) - 1;
        long key = Words.pack(participant, period);
        return row < 0 || rows.get(row, PARTICIPANT_PERIOD) == key ? row : findOlder(key);
    }

    private int findOlder(long key) {
        int row = index.first(Words.mix(key, 0));
        while (row != HashIndex.NONE && rows.get(row, PARTICIPANT_PERIOD) != key) {
            row = index.next();
        }
        return row;
    }

    /** Brings the newest standings of participants into the cache. The result means nothing. */
    public long touch(int[] participants, int count) {
        if (count > touched.length) {
            touched = new int[count];
        }
        for (int k = 0; k < count; k++) {
            touched[k] = newest.get(Math.max(participants[k], 0)) - 1;
        }
        return rows.touch(touched, count, rows.stride() - 1);
    }

    private int[] touched = new int[1024];

    /** The standing, added where there is none; a new one is dirty and to be refreshed. */
    public int resolve(int participant, int period) {
        int row = find(participant, period);
        return row >= 0 ? row : add(participant, period);
    }

    private int add(int participant, int period) {
        int row = rows.add();
        long key = Words.pack(participant, period);
        rows.set(row, PARTICIPANT_PERIOD, key);
        rows.set(row, NEXT_STATE, Words.pack(newest.get(participant), StandingMarks.REFRESH));
        markMoved(row);
        newest.set(participant, row + 1);
        index.put(Words.mix(key, 0), row);
        return row;
    }

    /** The newest standing of a participant, or -1; {@link #nextOfParticipant} goes on. */
    public int firstOfParticipant(int participant) {
        return newest.get(participant) - 1;
    }

    public int nextOfParticipant(int row) {
        return rows.high(row, NEXT_STATE) - 1;
    }

    public int participant(int row) {
        return rows.high(row, PARTICIPANT_PERIOD);
    }

    public int period(int row) {
        return rows.low(row, PARTICIPANT_PERIOD);
    }

    /** Address of the newest effect, 0 for none. */
    public int chain(int row) {
        return rows.high(row, CHAIN_ACTIVE);
    }

    public void setChain(int row, int effect) {
        rows.setHigh(row, CHAIN_ACTIVE, effect);
    }

    /** Standing creditable activities. */
    public int active(int row) {
        return rows.low(row, CHAIN_ACTIVE);
    }

    public void addActive(int row, int delta) {
        rows.setLow(row, CHAIN_ACTIVE, active(row) + delta);
    }

    /** Of a level: activities of those below it on the activities' dates. */
    public int activeByDate(int row) {
        return rows.high(row, CHAIN_ACTIVE);
    }

    public int tier(int row) {
        return rows.low(row, NEXT_STATE) & TIER_MASK;
    }

    public void setTier(int row, int tier) {
        int state = rows.low(row, NEXT_STATE);
        rows.setLow(
                row,
                NEXT_STATE,
                state & ~TIER_MASK | tier | ((state & TIER_MASK) == tier ? 0 : StandingMarks.TIER_CHANGED));
    }

    /** Whether the tier changed since the row was settled last. */
    public boolean hasTierChanged(int row) {
        return marks.has(row, StandingMarks.TIER_CHANGED);
    }

    /** Row + 1 of the level's standing that this one's points are part of, 0 for none. */
    public int level(int row, int level) {
        return rows.low(row, LEVELS + level);
    }

    /** Activities that this standing has added to its level's count. */
    public int levelActive(int row, int level) {
        return rows.high(row, LEVELS + level);
    }

    public void setLevel(int row, int level, int levelRow, int active) {
        rows.set(row, LEVELS + level, Words.pack(active, levelRow));
    }

    public int measures() {
        return measures;
    }

    /** Points in units, or {@link ExactCells#WIDE}. */
    public long points(int row) {
        return rows.get(row, POINTS);
    }

    public BigInteger exactPoints(int row) {
        return exact.exact(row, POINTS);
    }

    public void setPoints(int row, long points) {
        if (rows.get(row, POINTS) == ExactCells.WIDE) {
            exact.set(row, POINTS, BigInteger.valueOf(points));
        } else {
            rows.set(row, POINTS, points);
        }
    }

    public void setPoints(int row, BigInteger points) {
        exact.set(row, POINTS, points);
    }

    public void addPoints(int row, long delta) {
        exact.add(row, POINTS, delta);
    }

    public void addPoints(int row, BigInteger delta) {
        exact.add(row, POINTS, delta);
    }

    private int cell(int measure) {
        return measure < own ? firstMeasure + measure : firstDerived + measure - own;
    }

    /** A measure's sum in units, or {@link ExactCells#WIDE}. */
    public long measure(int row, int measure) {
        return shared != null && measure < own ? shared.sum(row, measure) : rows.get(row, cell(measure));
    }

    public BigInteger exactMeasure(int row, int measure) {
        return shared != null && measure < own ? shared.exact(row, measure) : exact.exact(row, cell(measure));
    }

    /** Sets what follows from other standings. */
    public void setMeasure(int row, int measure, BigInteger value) {
        exact.set(row, cell(measure), value);
    }

    /**
     * One activity more or less: adds to the measures, counts it, makes its effect the newest, and puts the row on the list
     * of those to settle.
     *
     * @param activities 1 or −1
     */
    public void add(int row, Contributions contributions, int activities, int effect) {
        long[] page = rows.pageForWrite(row);
        int at = rows.offset(row);
        page[at + CHAIN_ACTIVE] = Words.pack(effect, Words.low(page[at + CHAIN_ACTIVE]) + activities);
        marks.dirty(row, page, at);
        addMeasures(row, page, at, contributions);
    }

    /** The same for a level, where activities are counted by date. */
    public void addByDate(int row, Contributions contributions, int activities) {
        long[] page = rows.pageForWrite(row);
        int at = rows.offset(row);
        page[at + CHAIN_ACTIVE] += (long) activities << 32;
        marks.dirty(row, page, at);
        addMeasures(row, page, at, contributions);
    }

    private void addMeasures(int row, long[] page, int at, Contributions contributions) {
        int first = at + firstMeasure;
        for (int k = 0; k < contributions.count(); k++) {
            int measure = contributions.measure(k);
            long delta = contributions.delta(k);
            long old = page[first + measure];
            long sum = old + delta;
            if (old != ExactCells.WIDE && sum != ExactCells.WIDE && ((old ^ sum) & (delta ^ sum)) >= 0) {
                page[first + measure] = sum;
            } else {
                exact.add(row, firstMeasure + measure, delta);
            }
        }
    }

    /** A member's points and activities change: what its level has of both changes alike. */
    public void addFromBelow(int row, long points, int activities) {
        long[] page = rows.pageForWrite(row);
        int at = rows.offset(row);
        long active = page[at + CHAIN_ACTIVE];
        page[at + CHAIN_ACTIVE] = Words.pack(Words.high(active), Words.low(active) + activities);
        marks.dirty(row, page, at);
        long old = page[at + POINTS];
        long sum = old + points;
        if (old != ExactCells.WIDE && sum != ExactCells.WIDE && ((old ^ sum) & (points ^ sum)) >= 0) {
            page[at + POINTS] = sum;
        } else {
            exact.add(row, POINTS, points);
        }
    }

    /**
     * Takes in what settling found: points that fit a long, and the tier. From now on the standing owes its levels what
     * changed.
     *
     * @return whether it owed them something before
     */
    public boolean setSettled(int row, long points, int tier) {
        long[] page = rows.pageForWrite(row);
        int at = rows.offset(row);
        page[at + POINTS] = points;
        long state = page[at + NEXT_STATE];
        int change = (int) state & TIER_MASK ^ tier;
        page[at + NEXT_STATE] = state ^ change | StandingMarks.OWES | (change == 0 ? 0 : StandingMarks.TIER_CHANGED);
        return (state & StandingMarks.OWES) != 0;
    }

    /** Whether the levels of a standing do not have yet what it changed by. */
    public boolean owesLevels(int row) {
        return marks.has(row, StandingMarks.OWES);
    }

    /** Hands on to the levels that a standing is part of what its points and activities changed by. */
    public void addToLevels(int row, long points, StandingTable[] above) {
        long[] page = rows.pageForWrite(row);
        int at = rows.offset(row);
        page[at + NEXT_STATE] &= ~(long) StandingMarks.OWES;
        int active = Words.low(page[at + CHAIN_ACTIVE]);
        for (int k = 0; k < levels; k++) {
            long word = page[at + LEVELS + k];
            int levelRow = Words.low(word) - 1;
            int more = active - Words.high(word);
            if (levelRow >= 0 && (more != 0 || points != 0)) {
                page[at + LEVELS + k] = Words.pack(active, levelRow + 1);
                above[k].addFromBelow(levelRow, points, more);
            }
        }
    }

    /** Copies the measures; answers false where one is wider than a long. */
    public boolean loadMeasures(int row, long[] into) {
        boolean narrow = true;
        if (shared != null) {
            for (int k = 0; k < measures; k++) {
                into[k] = measure(row, k);
                narrow &= into[k] != ExactCells.WIDE;
            }
            return narrow;
        }
        long[] page = rows.page(row);
        int at = rows.offset(row) + firstMeasure;
        for (int k = 0; k < measures; k++) {
            into[k] = page[at + k];
            narrow &= into[k] != ExactCells.WIDE;
        }
        return narrow;
    }

    public BigInteger[] exactMeasures(int row) {
        BigInteger[] sums = new BigInteger[measures];
        for (int k = 0; k < measures; k++) {
            sums[k] = exactMeasure(row, k);
        }
        return sums;
    }

    /** Puts a row on the list of those to settle, once. */
    public void markDirty(int row) {
        marks.dirty(row, rows.pageForWrite(row), rows.offset(row));
    }

    /** As {@link #markDirty}, and whatever follows from reference data is looked up anew. */
    public void markRefresh(int row) {
        marks.refresh(row);
        markMoved(row);
        markDirty(row);
    }

    private void markMoved(int row) {
        if (levels > 0) {
            marks.moved(row);
        }
    }

    /** Rows that have levels to join, in the order in which they became so. */
    public RowList moved() {
        return marks.moved();
    }

    /** Every one of {@link #moved} has joined its levels. */
    public void allJoined() {
        marks.allJoined();
    }

    /** Whether what a board shows of a row may have changed since it was settled last. */
    public boolean needsRefresh(int row) {
        return marks.has(row, StandingMarks.REFRESH);
    }

    /** Rows to settle, in the order in which they became dirty. */
    public RowList dirty() {
        return marks.dirty();
    }

    /** Every row to settle is settled. */
    public void allClean() {
        marks.allClean();
    }

    /** Only of a table that is settled: what waits is not stored. */
    public void list(Sections sections) {
        sections.add("standings", 1, rows).add("wide", 1, exact).derive(this::rebuild);
    }

    private void rebuild() {
        for (int row = 0; row < rows.rows(); row++) {
            newest.set(participant(row), row + 1);
            index.put(Words.mix(rows.get(row, PARTICIPANT_PERIOD), 0), row);
        }
    }

    public long stateHash(long seed) {
        return exact.hash(rows.hash(seed));
    }
}
