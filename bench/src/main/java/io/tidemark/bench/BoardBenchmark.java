package io.tidemark.bench;

import io.tidemark.engine.standings.Board;
import io.tidemark.engine.standings.BoardKey;
import io.tidemark.engine.standings.Members;
import io.tidemark.engine.store.TextPool;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Exact boards: members whose values grow as sales do (Zipf 0.9 over members), ranked, paged and read around. Before and
 * after every iteration ranks of a sample are compared with a count over all members.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xms4g",
            "-Xmx4g",
            "-XX:+UseParallelGC",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "-Dagrona.disable.bounds.checks=true"
        })
public class BoardBenchmark {
    private static final int DRAWS = 1 << 20;

    @Param({"20000", "1000000"})
    private int members;

    private Board board;
    private BoardKey key;
    private long[] values;
    private int[] ids;
    private int[] draws;
    private long[] gains;
    private int at;

    @Setup(Level.Trial)
    public void fill() {
        TextPool pool = new TextPool();
        board = new Board(0, new Members(0), pool);
        key = new BoardKey(0);
        values = new long[members];
        ids = new int[members];
        SplittableRandom random = new SplittableRandom(7);
        for (int k = 0; k < members; k++) {
            byte[] id = ("rep-" + (10_000_000 + k)).getBytes(StandardCharsets.UTF_8);
            ids[k] = pool.add(new UnsafeBuffer(id), 0, id.length);
            values[k] = random.nextLong(1_000_000_000_000L);
            load(k);
            board.add(k, key);
        }
        Zipf zipf = new Zipf(members, 0.9);
        int[] shuffled = new int[members];
        Arrays.setAll(shuffled, k -> k);
        for (int k = members - 1; k > 0; k--) {
            int other = random.nextInt(k + 1);
            int moved = shuffled[k];
            shuffled[k] = shuffled[other];
            shuffled[other] = moved;
        }
        draws = new int[DRAWS];
        gains = new long[DRAWS];
        for (int k = 0; k < DRAWS; k++) {
            draws[k] = shuffled[zipf.draw(random)];
            gains[k] = random.nextLong(200_000_000L);
        }
    }

    private void load(int member) {
        key.value = values[member];
        key.name = 0;
        key.id = ids[member];
    }

    private int next() {
        at = at + 1 & DRAWS - 1;
        return draws[at];
    }

    @Benchmark
    public void update() {
        int member = next();
        values[member] += gains[at];
        load(member);
        board.update(member, key);
    }

    @Benchmark
    public int rank() {
        return board.rank(next());
    }

    @Benchmark
    public int[] around10() {
        return board.around(next(), 5);
    }

    @Benchmark
    public int[] page100() {
        return board.page(next() % Math.max(1, members - 100), 100);
    }

    /** A board that ranks wrongly has no speed. */
    @TearDown(Level.Iteration)
    public void check() {
        for (int k = 0; k < 20; k++) {
            int member = next();
            int better = 0;
            for (long value : values) {
                better += value > values[member] ? 1 : 0;
            }
            if (board.rank(member) != better + 1) {
                throw new IllegalStateException(
                        "member " + member + " is ranked " + board.rank(member) + ", not " + (better + 1));
            }
        }
    }
}
