package io.tidemark.engine.closing;

import io.tidemark.engine.program.Program;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.program.TrackInstance;
import io.tidemark.engine.query.StandingsReader;
import io.tidemark.engine.standings.Board;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.engine.store.SnapshotSink;
import io.tidemark.engine.store.SnapshotSource;
import io.tidemark.engine.store.Words;
import java.math.BigInteger;
import java.util.List;

/** Records every board of a period when it closes: a page of a segment at a time. Core thread only. */
final class ClosingBoards {
    private static final int PAGE = 256;

    private final ProgramInstance instance;
    private final int ordinal;
    private final int period;
    private final FrozenBoards into;
    /** The next board, segment and member. */
    private int nextBoard;

    private int nextSegment;
    private int nextMember;

    /** @param period number of the closed period, of {@code ordinal} */
    ClosingBoards(ProgramInstance instance, int ordinal, int period, FrozenBoards into) {
        this.instance = instance;
        this.ordinal = ordinal;
        this.period = period;
        this.into = into;
    }

    /** Records one page; answers whether there is more to do. */
    boolean step() {
        List<Program.Board> boards = instance.program().boards();
        if (nextBoard == boards.size()) {
            return false;
        }
        BoardFamily family = ClosingPrizes.family(instance, boards.get(nextBoard));
        int[] segments = ClosingPrizes.segments(family, ordinal);
        if (nextSegment == segments.length) {
            nextBoard++;
            nextSegment = 0;
            return true;
        }
        int segment = segments[nextSegment];
        Board board = family.find(ordinal, segment);
        if (nextMember == 0) {
            into.begin(period, nextBoard, segment, family.board().rank().isRatio());
        }
        record(family, board, board.page(nextMember, PAGE));
        nextMember += PAGE;
        if (nextMember >= board.size()) {
            nextSegment++;
            nextMember = 0;
        }
        return true;
    }

    private void record(BoardFamily family, Board board, int[] rows) {
        TrackInstance track = StandingsReader.track(instance, family.board().track());
        boolean tiers = family.table() == track.standings() && !track.ladder().isEmpty();
        for (int row : rows) {
            BigInteger over = family.denominator(row);
            into.add(
                    family.table().participant(row),
                    board.rank(row),
                    StandingsReader.shown(track, family, family.value(row)),
                    over == null ? null : StandingsReader.shown(track, family, over),
                    tiers ? family.table().tier(row) : -1);
        }
    }

    void write(SnapshotSink to) {
        to.put(Words.pack(nextBoard, nextSegment));
        to.put(nextMember);
    }

    void read(SnapshotSource from) {
        long next = from.get();
        nextBoard = Words.high(next);
        nextSegment = Words.low(next);
        nextMember = (int) from.get();
    }
}
