package io.tidemark.engine.closing;

import io.tidemark.engine.snapshot.Sections;
import io.tidemark.engine.store.ExactCells;
import io.tidemark.engine.store.HashIndex;
import io.tidemark.engine.store.IntColumn;
import io.tidemark.engine.store.RowTable;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Boards as they were when their period was first closed, segment by segment: members in order of rows, none of which ever
 * changes. Values are in units as they are shown. Core thread only.
 */
public final class FrozenBoards {
    /** No such segment or member. */
    public static final int NONE = -1;

    /** Of a segment: number of the closed period (high) and of the board among its program's (low). */
    private static final int OF = 0;
    /** Reference of its name (high), its first member (low). */
    private static final int FIRST = 1;
    /** Its members (high), its first denominator plus one, or 0 where it has none (low). */
    private static final int COUNT = 2;

    /** Of a member: participant (high), rank (low). */
    private static final int WHO = 0;

    private static final int VALUE = 1;

    private final RowTable segments = new RowTable(3);
    private final RowTable members = new RowTable(2);
    private final ExactCells values = new ExactCells(members);
    /** Members of ratios have one each. */
    private final RowTable overs = new RowTable(1);

    private final ExactCells exactOvers = new ExactCells(overs);
    /** By member, plus one. */
    private final IntColumn tiers = new IntColumn();

    private HashIndex index = new HashIndex();

    /** Begins the segment that the next members belong to. */
    void begin(int period, int board, int segment, boolean ofRatios) {
        int row = segments.add();
        segments.set(row, OF, Words.pack(period, board));
        segments.set(row, FIRST, Words.pack(segment, members.rows()));
        segments.set(row, COUNT, Words.pack(0, ofRatios ? overs.rows() + 1 : 0));
    }

    /**
     * Adds the next member of the newest segment.
     *
     * @param over the denominator of a ratio, else null
     * @param tier its position, or -1
     */
    void add(int participant, int rank, BigInteger value, BigInteger over, int tier) {
        int segment = segments.rows() - 1;
        int member = members.add();
        members.set(member, WHO, Words.pack(participant, rank));
        values.set(member, VALUE, value);
        if (over != null) {
            exactOvers.set(overs.add(), 0, over);
        }
        if (tier >= 0) {
            tiers.set(member, tier + 1);
        }
        segments.setHigh(segment, COUNT, segments.high(segment, COUNT) + 1);
        index.put(hash(participant, segments.get(segment, OF)), member);
    }

    private static long hash(int participant, long of) {
        return Words.mix(of, participant);
    }

    /** The segment of a board of a closed period, by the reference of its name. */
    public int segment(int period, int board, int name) {
        for (int row = 0; row < segments.rows(); row++) {
            if (segments.get(row, OF) == Words.pack(period, board) && segments.high(row, FIRST) == name) {
                return row;
            }
        }
        return NONE;
    }

    /** References of the names of a board's segments. */
    public List<Integer> segments(int period, int board) {
        List<Integer> names = new ArrayList<>();
        for (int row = 0; row < segments.rows(); row++) {
            if (segments.get(row, OF) == Words.pack(period, board)) {
                names.add(segments.high(row, FIRST));
            }
        }
        return names;
    }

    /** Reference of the name of a segment. */
    public int name(int segment) {
        return segments.high(segment, FIRST);
    }

    public int first(int segment) {
        return segments.low(segment, FIRST);
    }

    public int count(int segment) {
        return segments.high(segment, COUNT);
    }

    /** The member that a participant is on a board of a closed period. */
    public int member(int period, int board, int participant) {
        long of = Words.pack(period, board);
        int member = index.first(hash(participant, of));
        while (member != NONE && (participant(member) != participant || segments.get(segmentOf(member), OF) != of)) {
            member = index.next();
        }
        return member;
    }

    /** The segment of a member: the last one that begins at it or before. */
    public int segmentOf(int member) {
        int low = 0;
        int high = segments.rows() - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            boolean before = first(middle) <= member;
            low = before ? middle : low;
            high = before ? high : middle - 1;
        }
        return low;
    }

    public int participant(int member) {
        return members.high(member, WHO);
    }

    public int rank(int member) {
        return members.low(member, WHO);
    }

    public BigInteger value(int member) {
        return values.exact(member, VALUE);
    }

    /** The denominator of a ratio, else null. */
    public BigInteger over(int member) {
        int segment = segmentOf(member);
        int first = segments.low(segment, COUNT) - 1;
        return first < 0 ? null : exactOvers.exact(first + member - first(segment), 0);
    }

    /** The position of the tier held, or -1. */
    public int tier(int member) {
        return tiers.get(member) - 1;
    }

    void list(Sections sections) {
        sections.add("boards", 1, segments)
                .add("board-members", 1, members)
                .add("board-members-wide", 1, values)
                .add("board-denominators", 1, overs)
                .add("board-denominators-wide", 1, exactOvers)
                .add("board-tiers", 1, tiers)
                .derive(this::rebuild);
    }

    private void rebuild() {
        index = new HashIndex(members.rows());
        for (int segment = 0; segment < segments.rows(); segment++) {
            long of = segments.get(segment, OF);
            for (int member = first(segment); member < first(segment) + count(segment); member++) {
                index.put(hash(participant(member), of), member);
            }
        }
    }

    long stateHash(long seed) {
        long hash = values.hash(members.hash(segments.hash(seed)));
        return tiers.hash(exactOvers.hash(overs.hash(hash)));
    }
}
