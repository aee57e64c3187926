package io.tidemark.bench;

import io.tidemark.bench.designs.Ranking;
import io.tidemark.engine.standings.Board;
import io.tidemark.engine.standings.BoardKey;
import io.tidemark.engine.standings.Members;
import io.tidemark.engine.store.TextPool;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** The engine's own board, as the other designs are asked. */
final class BoardRanking implements Ranking {
    private final Board board;
    private final TextPool pool = new TextPool();
    private final BoardKey key = new BoardKey(0);
    private final int[] ids;

    BoardRanking(int members) {
        board = new Board(0, new Members(0), pool);
        ids = new int[members];
        for (int k = 0; k < members; k++) {
            byte[] id = ("rep-" + (10_000_000 + k)).getBytes(StandardCharsets.UTF_8);
            ids[k] = pool.add(new UnsafeBuffer(id), 0, id.length);
        }
    }

    @Override
    public void set(int member, long value) {
        key.value = value;
        key.name = 0;
        key.id = ids[member];
        if (member < board.size()) {
            board.update(member, key);
        } else {
            board.add(member, key);
        }
    }

    @Override
    public int rank(int member) {
        return board.rank(member);
    }
}
