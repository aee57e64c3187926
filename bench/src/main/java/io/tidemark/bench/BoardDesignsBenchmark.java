package io.tidemark.bench;

import io.tidemark.bench.designs.CountedTreeRanking;
import io.tidemark.bench.designs.FenwickRanking;
import io.tidemark.bench.designs.Ranking;
import io.tidemark.bench.designs.TreeRanking;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
 * The engine's board beside designs that were not taken: members whose values grow as sales do (Zipf 0.9), one set and one rank
 * at a time. After every iteration ranks of a sample are compared with a count over all members.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xms2g",
            "-Xmx2g",
            "-XX:+UseParallelGC",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
public class BoardDesignsBenchmark {
    static final List<String> DESIGNS =
            List.of("bands", "counted-b+-tree", "fenwick", "fenwick-too-wide", "tree-map", "skip-list-map");

    private static final int DRAWS = 1 << 20;
    private static final long MOST = 4_000_000_000_000L;

    @Param({"20000", "1000000"})
    private int members;

    @Param({"bands", "counted-b+-tree", "fenwick", "fenwick-too-wide", "tree-map", "skip-list-map"})
    private String design;

    private Ranking ranking;
    private long[] values;
    private int[] draws;
    private long[] gains;
    private int at;

    static BoardDesignsBenchmark of(String design, int members) {
        BoardDesignsBenchmark benchmark = new BoardDesignsBenchmark();
        benchmark.design = design;
        benchmark.members = members;
        benchmark.fill();
        return benchmark;
    }

    @Setup(Level.Trial)
    public void fill() {
        ranking = ranking(design, members);
        values = new long[members];
        SplittableRandom random = new SplittableRandom(7);
        for (int k = 0; k < members; k++) {
            values[k] = random.nextLong(1_000_000_000_000L);
            ranking.set(k, values[k]);
        }
        Zipf zipf = new Zipf(members, 0.9);
        int[] shuffled = R1.shuffled(members, random);
        draws = new int[DRAWS];
        gains = new long[DRAWS];
        for (int k = 0; k < DRAWS; k++) {
            draws[k] = shuffled[zipf.draw(random)];
            gains[k] = random.nextLong(200_000_000L);
        }
    }

    static Ranking ranking(String design, int members) {
        switch (design) {
            case "bands":
                return new BoardRanking(members);
            case "counted-b+-tree":
                return new CountedTreeRanking(members);
            case "fenwick":
                return new FenwickRanking(members, Math.max(1_024, members / 8), MOST);
            case "fenwick-too-wide":
                return new FenwickRanking(members, Math.max(1_024, members / 8), MOST * 1_000);
            case "tree-map":
                return TreeRanking.red();
            case "skip-list-map":
                return TreeRanking.skipping();
            default:
                throw new IllegalArgumentException(design);
        }
    }

    private int next() {
        at = at + 1 & DRAWS - 1;
        return draws[at];
    }

    @Benchmark
    public void set() {
        int member = next();
        values[member] += gains[at];
        ranking.set(member, values[member]);
    }

    @Benchmark
    public int rank() {
        return ranking.rank(next());
    }

    /** A board that ranks wrongly has no speed. */
    @TearDown(Level.Iteration)
    public void check() {
        for (int k = 0; k < 10; k++) {
            int member = next();
            int rank = 1;
            for (long value : values) {
                rank += value > values[member] ? 1 : 0;
            }
            if (ranking.rank(member) != rank) {
                throw new IllegalStateException(design + " ranks " + member + " wrongly");
            }
        }
    }
}
