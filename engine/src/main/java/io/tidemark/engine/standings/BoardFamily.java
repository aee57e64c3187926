package io.tidemark.engine.standings;

import io.tidemark.engine.Fixed;
import io.tidemark.engine.measure.Inputs;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.store.ExactCells;
import io.tidemark.engine.store.TextPool;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.agrona.collections.Long2LongHashMap;

/**
 * The boards of one declaration: one per period and segment. Reads a standing's numbers, and keeps it on the board
 * where it belongs. Core thread only; derived, never stored.
 */
public final class BoardFamily {
    /** The exact image of a ratio: hundred-millionths. */
    private static final BigInteger RATIO_SCALE = BigInteger.valueOf(100_000_000);

    private static final int TIE_BITS = 62;
    private static final long TIE_LOW = (1L << TIE_BITS) - 1;
    private static final BigInteger TIE_MASK = BigInteger.valueOf(TIE_LOW);

    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final Program.Board board;
    private final StandingTable table;
    private final TextPool pool;
    private final boolean byDate;
    private final int active;
    private final Runnable settled;
    private final int measure;
    private final int over;
    private final int[] ties;
    private final long min;
    private final Members members;
    private final BoardKey key;
    private final List<Board> boards = new ArrayList<>();
    private final List<Long> keys = new ArrayList<>();
    private final Long2LongHashMap numbers = new Long2LongHashMap(-1);
    private long lastKey;
    private int lastNumber = -1;

    /**
     * @param inputs where the numbers of a standing are
     * @param settled brings the table and this family in line with what was applied, before anything is read
     */
    public BoardFamily(
            Program.Board board, StandingTable table, boolean ofLevel, Inputs inputs, TextPool pool, Runnable settled) {
        this.board = board;
        this.table = table;
        this.settled = settled;
        this.pool = pool;
        this.byDate = ofLevel && !board.rank().isPoints();
        this.measure = rank(board, inputs);
        this.active = active(board, byDate, inputs);
        this.over = board.rank().isRatio() ? inputs.measure(board.rank().over(), board.window()) : -1;
        this.ties = board.ties().stream()
                .mapToInt(tie -> inputs.measure(tie, board.window()))
                .toArray();
        this.min = board.min() == null ? Long.MIN_VALUE : board.min();
        // a measure is as wide as two longs at most
        this.members = new Members(ties.length * 2);
        this.key = new BoardKey(ties.length * 2);
    }

    /** Asks for what a board over a window compares, before the places of a track's numbers are settled. */
    public static void register(Program.Board board, Inputs inputs) {
        rank(board, inputs);
        active(board, board.level() != null && !board.rank().isPoints(), inputs);
        if (board.rank().isRatio()) {
            inputs.measure(board.rank().over(), board.window());
        }
        board.ties().forEach(tie -> inputs.measure(tie, board.window()));
    }

    /** Place of what is compared, or -1 for the points of the period. */
    private static int rank(Program.Board board, Inputs inputs) {
        if (!board.rank().isPoints()) {
            return inputs.measure(board.rank().measure(), board.window());
        }
        Program.Window window = inputs.window(board.window());
        return window.isPeriod() ? -1 : inputs.of(Inputs.Kind.POINTS, 0, window);
    }

    /** Place of the activities in the window, or -1 where those of the period count. */
    private static int active(Program.Board board, boolean byDate, Inputs inputs) {
        Program.Window window = inputs.window(board.window());
        return window.isPeriod() ? -1 : inputs.of(Inputs.Kind.ACTIVE, byDate ? 1 : 0, window);
    }

    public Program.Board board() {
        return board;
    }

    /** The value compared, and the denominator of a ratio or null. */
    public BigInteger value(int row) {
        return measure < 0 ? table.exactPoints(row) : table.exactMeasure(row, measure);
    }

    public BigInteger denominator(int row) {
        return over < 0 ? null : table.exactMeasure(row, over);
    }

    public StandingTable table() {
        return table;
    }

    /** Looks up what a standing is called and which segment it belongs to; asked only where that may have changed. */
    public interface Labels {
        /** Reference of the participant's name. */
        int name(int row);

        /** Reference of its id. */
        int id(int row);

        /** Number of the segment it belongs to on the family's boards. */
        int segment(int row);
    }

    /**
     * Brings the places of some standings in line with their numbers.
     *
     * @param byTier whether a standing's tier is its segment
     */
    public void settle(int[] rows, int count, boolean byTier, Labels labels) {
        for (int k = 0; k < count; k++) {
            int row = rows[k];
            boolean refresh = table.needsRefresh(row) || byTier && table.hasTierChanged(row);
            settle(row, refresh, labels);
        }
    }

    /** @param refresh whether name and segment may have changed since the last time */
    private void settle(int row, boolean refresh, Labels labels) {
        int old = members.board(row);
        if (!isListed(row) || !loadKey(row)) {
            if (old >= 0) {
                boards.get(old).remove(row);
            }
            return;
        }
        if (old >= 0 && !refresh) {
            key.name = BoardKey.AS_RECORDED;
            boards.get(old).update(row, key);
            return;
        }
        key.name = labels.name(row);
        key.id = labels.id(row);
        int wanted = number(table.period(row), labels.segment(row));
        if (old == wanted) {
            boards.get(old).update(row, key);
            return;
        }
        if (old >= 0) {
            boards.get(old).remove(row);
        }
        boards.get(wanted).add(row, key);
    }

    /** Brings what settling some rows reads into the cache. The result means nothing. */
    public long touch(int[] rows, int count) {
        long sum = 0;
        for (int k = 0; k < count; k++) {
            int old = members.board(rows[k]);
            sum += old < 0 ? 0 : boards.get(old).touch(rows[k]);
        }
        return sum;
    }

    private boolean isListed(int row) {
        if (active >= 0) {
            return table.measure(row, active) > 0;
        }
        return (byDate ? table.activeByDate(row) : table.active(row)) > 0;
    }

    /** Fills the key; answers false where the value keeps the standing off the board. */
    private boolean loadKey(int row) {
        key.numerator = null;
        key.denominator = null;
        boolean listed;
        if (over >= 0) {
            listed = loadRatio(row);
        } else {
            long value = measure < 0 ? table.points(row) : table.measure(row, measure);
            if (value == ExactCells.WIDE || Math.abs(value) > Fixed.MAX_SHOWN) {
                listed = loadWide(measure < 0 ? table.exactPoints(row) : table.exactMeasure(row, measure));
            } else {
                key.value = value;
                listed = value >= min;
            }
        }
        for (int k = 0; k < ties.length; k++) {
            loadTie(row, k);
        }
        return listed;
    }

    private void loadTie(int row, int k) {
        long tie = table.measure(row, ties[k]);
        if (tie != ExactCells.WIDE) {
            key.ties[2 * k] = tie >> TIE_BITS;
            key.ties[2 * k + 1] = tie & TIE_LOW;
            return;
        }
        BigInteger exact = table.exactMeasure(row, ties[k]);
        key.ties[2 * k] = clamp(exact.shiftRight(TIE_BITS));
        key.ties[2 * k + 1] = exact.and(TIE_MASK).longValue();
    }

    private boolean loadWide(BigInteger value) {
        key.numerator = value;
        key.denominator = BigInteger.ONE;
        key.value = clamp(value);
        return board.min() == null || value.compareTo(BigInteger.valueOf(min)) >= 0;
    }

    /** A ratio is exact as a fraction; its image in hundred-millionths finds the band. */
    private boolean loadRatio(int row) {
        BigInteger numerator = table.exactMeasure(row, measure);
        BigInteger denominator = table.exactMeasure(row, over);
        if (denominator.signum() <= 0) {
            return false;
        }
        key.numerator = numerator;
        key.denominator = denominator;
        BigInteger[] image = numerator.multiply(RATIO_SCALE).divideAndRemainder(denominator);
        BigInteger floor = image[1].signum() < 0 ? image[0].subtract(BigInteger.ONE) : image[0];
        key.value = clamp(floor);
        BigInteger scaled = numerator.multiply(BigInteger.valueOf(Fixed.ONE));
        return board.min() == null || scaled.compareTo(denominator.multiply(BigInteger.valueOf(min))) >= 0;
    }

    private static long clamp(BigInteger value) {
        return value.abs().compareTo(MOST) <= 0 ? value.longValue() : value.signum() * Long.MAX_VALUE;
    }

    private int number(int period, int segment) {
        long wanted = Words.pack(period, segment);
        if (lastNumber >= 0 && lastKey == wanted) {
            return lastNumber;
        }
        int number = (int) numbers.get(wanted);
        if (number < 0) {
            number = boards.size();
            boards.add(new Board(number, members, pool));
            keys.add(wanted);
            numbers.put(wanted, number);
        }
        lastKey = wanted;
        lastNumber = number;
        return number;
    }

    /** The board of a period and segment, or null where nobody was ever listed. */
    public Board find(int period, int segment) {
        settled.run();
        int number = (int) numbers.get(Words.pack(period, segment));
        return number < 0 ? null : boards.get(number);
    }

    /** Segments of a period that have members. */
    public List<Integer> segments(int period) {
        settled.run();
        List<Integer> segments = new ArrayList<>();
        for (int k = 0; k < boards.size(); k++) {
            if (Words.high(keys.get(k)) == period && boards.get(k).size() > 0) {
                segments.add(Words.low(keys.get(k)));
            }
        }
        return segments;
    }

    /** Ordinals of the periods in which somebody is listed, in order. */
    public List<Integer> periods() {
        settled.run();
        TreeSet<Integer> periods = new TreeSet<>();
        for (int k = 0; k < boards.size(); k++) {
            if (boards.get(k).size() > 0) {
                periods.add(Words.high(keys.get(k)));
            }
        }
        return List.copyOf(periods);
    }

    /** Rank of a standing on its board, or 0 where it is not listed. */
    public int rank(int row) {
        settled.run();
        int number = members.board(row);
        return number < 0 ? 0 : boards.get(number).rank(row);
    }

    /** The segment of the board a standing is on; only for listed ones. */
    public int segmentOf(int row) {
        return Words.low(keys.get(members.board(row)));
    }
}
