package io.tidemark.engine.closing;

import io.tidemark.engine.program.Facts;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.standings.Board;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.engine.standings.StandingTable;
import io.tidemark.engine.store.SnapshotSink;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntArrayList;

/** Who won which prize when a period closes: by final rank, board by board and segment by segment. */
final class ClosingPrizes {
    /** @param board position among the program's boards */
    record Won(int board, int place, BigInteger points) {}

    private final Facts facts;
    private final ProgramInstance instance;
    private final int ordinal;
    private final Payout payout;
    private final Int2ObjectHashMap<List<Won>> won = new Int2ObjectHashMap<>();
    private final IntArrayList winners = new IntArrayList();
    private BigInteger total = BigInteger.ZERO;
    /** The next board and segment. */
    private int nextBoard;

    private int nextSegment;

    ClosingPrizes(Facts facts, ProgramInstance instance, int ordinal, Payout payout) {
        this.facts = facts;
        this.instance = instance;
        this.ordinal = ordinal;
        this.payout = payout;
    }

    /** Gives the prizes of one segment of a board; answers whether there is more to do. */
    boolean step() {
        List<Program.Board> boards = instance.program().boards();
        if (nextBoard == boards.size()) {
            return false;
        }
        BoardFamily family = family(instance, boards.get(nextBoard));
        int[] segments = boards.get(nextBoard).prizes().isEmpty() ? new int[0] : segments(family, ordinal);
        if (nextSegment < segments.length) {
            give(family, family.find(ordinal, segments[nextSegment++]));
        } else {
            nextBoard++;
            nextSegment = 0;
        }
        return true;
    }

    /** In an order that no restart changes. */
    static int[] segments(BoardFamily family, int ordinal) {
        return family.segments(ordinal).stream().mapToInt(k -> k).sorted().toArray();
    }

    static BoardFamily family(ProgramInstance instance, Program.Board board) {
        return Arrays.stream(instance.tracks())
                .map(TrackInstance::boards)
                .flatMap(Arrays::stream)
                .filter(family -> family.board().name().equals(board.name()))
                .findFirst()
                .orElseThrow();
    }

    /** Position of a board among the program's. */
    static int number(ProgramInstance instance, BoardFamily family) {
        List<Program.Board> boards = instance.program().boards();
        int number = 0;
        while (!boards.get(number).name().equals(family.board().name())) {
            number++;
        }
        return number;
    }

    private void give(BoardFamily family, Board board) {
        List<Program.Prize> prizes = family.board().prizes();
        int last = prizes.get(prizes.size() - 1).to();
        int at = 0;
        while (at < last && at < board.size()) {
            int[] tied = tied(board, at);
            if (wins(family, tied[0])) {
                give(family, tied, at + 1);
            }
            at += tied.length;
        }
    }

    /** Members of one rank, from a position on. */
    private static int[] tied(Board board, int at) {
        int[] first = board.page(at, 1);
        int rank = board.rank(first[0]);
        int length = 1;
        int[] members = first;
        boolean more = true;
        while (more) {
            members = board.page(at, length * 2);
            int same = 0;
            while (same < members.length && board.rank(members[same]) == rank) {
                same++;
            }
            more = same == members.length && at + same < board.size();
            length = more ? length * 2 : same;
        }
        return Arrays.copyOf(members, length);
    }

    /** Prizes are for a value above 0, or one that the board's own least value lets in. */
    private static boolean wins(BoardFamily family, int row) {
        return family.board().min() != null || family.value(row).signum() > 0;
    }

    private void give(BoardFamily family, int[] tied, int place) {
        Program.Board board = family.board();
        if (tied.length == 1 || board.tiesTakeAll()) {
            for (int row : tied) {
                win(family, row, place, BigInteger.valueOf(points(board, place)));
            }
            return;
        }
        BigInteger sum = BigInteger.ZERO;
        for (int k = 0; k < tied.length; k++) {
            sum = sum.add(BigInteger.valueOf(points(board, place + k)));
        }
        BigInteger each = payout.down(sum, BigInteger.ONE, BigInteger.valueOf(tied.length));
        BigInteger left = sum.subtract(each.multiply(BigInteger.valueOf(tied.length)));
        for (int row : inOrder(family.table(), tied)) {
            boolean more = left.compareTo(payout.unit()) >= 0;
            win(family, row, place, more ? each.add(payout.unit()) : each);
            left = more ? left.subtract(payout.unit()) : left;
        }
    }

    private static long points(Program.Board board, int place) {
        for (Program.Prize prize : board.prizes()) {
            if (place >= prize.at() && place <= prize.to()) {
                return prize.points();
            }
        }
        return 0;
    }

    /** By id; members of a board are of one kind. */
    private List<Integer> inOrder(StandingTable table, int[] rows) {
        List<Integer> sorted = new ArrayList<>();
        for (int row : rows) {
            sorted.add(row);
        }
        sorted.sort((a, b) -> facts.names.pool.compare(
                facts.participants.idReference(table.participant(a)),
                facts.participants.idReference(table.participant(b))));
        return sorted;
    }

    private void win(BoardFamily family, int row, int place, BigInteger points) {
        if (points.signum() > 0) {
            int board = number(instance, family);
            win(family.table().participant(row), new Won(board, place, points));
        }
    }

    private void win(int participant, Won prize) {
        if (!won.containsKey(participant)) {
            won.put(participant, new ArrayList<>());
            winners.addInt(participant);
        }
        won.get(participant).add(prize);
        total = total.add(prize.points());
    }

    List<Won> of(int participant) {
        return won.getOrDefault(participant, List.of());
    }

    /** Everybody who won something, in the order in which that was found. */
    IntArrayList winners() {
        return winners;
    }

    BigInteger total() {
        return total;
    }

    void write(SnapshotSink to) {
        to.put(Words.pack(nextBoard, nextSegment));
        to.put(winners.size());
        for (int k = 0; k < winners.size(); k++) {
            List<Won> prizes = won.get(winners.getInt(k));
            to.put(Words.pack(winners.getInt(k), prizes.size()));
            for (Won prize : prizes) {
                to.put(Words.pack(prize.board(), prize.place()));
                to.putBytes(prize.points().toByteArray());
            }
        }
    }

    void read(SnapshotSource from) {
        long next = from.get();
        nextBoard = Words.high(next);
        nextSegment = Words.low(next);
        for (int left = from.count(Long.BYTES); left > 0; left--) {
            long head = from.get();
            for (int k = Words.low(head); k > 0; k--) {
                long which = from.get();
                win(Words.high(head), new Won(Words.high(which), Words.low(which), new BigInteger(from.bytes())));
            }
        }
    }
}
