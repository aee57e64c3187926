package io.tidemark.bench;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.engine.program.ProgramInstance;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.engine.standings.StandingTable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * R1 through the core: a million transactions in frames of 256 with external ids, into a fresh core each time, with one
 * rank read per 100 transactions. The time is per transaction. After every iteration the boards are compared with sums
 * computed the slow way.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6)
@Measurement(iterations = 10)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xms6g",
            "-Xmx6g",
            "-XX:+UseParallelGC",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseTransparentHugePages",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
public class CoreBenchmark {
    private static final int TRANSACTIONS = 1_000_000;
    private static final int READ_EVERY = 100;

    private R1 workload;
    private UnsafeBuffer[] frames;
    private ScoringCore core;

    @Setup(Level.Trial)
    public void generate() {
        workload = new R1(TRANSACTIONS);
        List<byte[]> encoded = workload.frames();
        frames = encoded.stream().map(UnsafeBuffer::new).toArray(UnsafeBuffer[]::new);
    }

    @Setup(Level.Iteration)
    public void fresh() {
        core = workload.newCore();
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public long transactions() {
        BoardFamily reps = core.programs().get(0).tracks()[0].boards()[0];
        StandingTable standings = reps.table();
        long sum = 0;
        int due = 0;
        for (UnsafeBuffer frame : frames) {
            core.apply(frame, 0, frame.capacity());
            Outcome outcome = core.outcome();
            sum += outcome.count();
            for (due += outcome.count(); due >= READ_EVERY; due -= READ_EVERY) {
                sum += reps.rank((int) (sum * 31 % standings.count()));
            }
        }
        return sum;
    }

    @TearDown(Level.Iteration)
    public void check() {
        ProgramInstance program = core.programs().get(0);
        if (program.tracks()[0].standings().count() > 0) {
            workload.expected().check(core);
        }
    }
}
