package io.tidemark.bench;

import io.tidemark.engine.store.HashIndex;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.collections.Long2LongHashMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The index behind identities, rows by 64-bit hash, beside the JDK's map and Agrona's: found one at a time, found a frame at a
 * time as the core does it (all slots asked for, then read), and filled from empty. Each answer is compared.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xms3g",
            "-Xmx3g",
            "-XX:+UseParallelGC",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
public class IdentityBenchmark {
    private static final int FRAME = 256;
    private static final int FRAMES = 256;
    static final int ASKED = FRAME * FRAMES;

    @Param({"20000", "1000000"})
    private int rows;

    private long[] hashes;
    private long[] asked;
    private int[] answers;
    private final int[] found = new int[FRAME];
    private final long[] frame = new long[FRAME];
    private HashIndex index;
    private Map<Long, Integer> map;
    private Long2LongHashMap agrona;

    static IdentityBenchmark of(int rows) {
        IdentityBenchmark benchmark = new IdentityBenchmark();
        benchmark.rows = rows;
        benchmark.fill();
        return benchmark;
    }

    @Setup(Level.Trial)
    public void fill() {
        SplittableRandom random = new SplittableRandom(11);
        hashes = random.longs(rows).toArray();
        index = new HashIndex();
        map = new HashMap<>();
        agrona = new Long2LongHashMap(-1);
        for (int k = 0; k < rows; k++) {
            index.put(hashes[k], k);
            map.put(hashes[k], k);
            agrona.put(hashes[k], k);
        }
        answers = random.ints(ASKED, 0, rows).toArray();
        asked = new long[answers.length];
        for (int k = 0; k < asked.length; k++) {
            asked[k] = hashes[answers[k]];
        }
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalStateException("another row was found");
        }
    }

    @Benchmark
    @OperationsPerInvocation(ASKED)
    public void oneAtATime() {
        for (int k = 0; k < asked.length; k++) {
            int row = index.first(asked[k]);
            while (row != answers[k]) {
                require(row != HashIndex.NONE);
                row = index.next();
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(ASKED)
    public void aFrameAtATime() {
        for (int from = 0; from < asked.length; from += FRAME) {
            System.arraycopy(asked, from, frame, 0, FRAME);
            index.first(frame, FRAME, found);
            for (int k = 0; k < FRAME; k++) {
                require(found[k] == answers[from + k] || hashes[found[k]] != frame[k]);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(ASKED)
    public void jdkMap() {
        for (int k = 0; k < asked.length; k++) {
            require(map.get(asked[k]) == answers[k]);
        }
    }

    @Benchmark
    @OperationsPerInvocation(ASKED)
    public void agronaMap() {
        for (int k = 0; k < asked.length; k++) {
            require(agrona.get(asked[k]) == answers[k]);
        }
    }

    /** Of the first 20,000 hashes. */
    @Benchmark
    @OperationsPerInvocation(20_000)
    public int fillIndex() {
        HashIndex fresh = new HashIndex();
        for (int k = 0; k < 20_000; k++) {
            fresh.put(hashes[k], k);
        }
        return fresh.size();
    }

    @Benchmark
    @OperationsPerInvocation(20_000)
    public int fillJdkMap() {
        Map<Long, Integer> fresh = new HashMap<>();
        for (int k = 0; k < 20_000; k++) {
            fresh.put(hashes[k], k);
        }
        return fresh.size();
    }
}
