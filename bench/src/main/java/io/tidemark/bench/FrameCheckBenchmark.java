package io.tidemark.bench;

import io.tidemark.engine.ActivityFrameCheck;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to check a stranger's frame of R1; the time is per activity. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"})
public class FrameCheckBenchmark {
    private static final int TRANSACTIONS = 20_000;

    /** Whether frames lie outside the heap, where they are copied before. */
    @Param({"false", "true"})
    private boolean outside;

    private final ActivityFrameCheck check = new ActivityFrameCheck();
    private List<UnsafeBuffer> frames;

    @Setup
    public void generate() {
        frames = new R1(TRANSACTIONS)
                .frames().stream()
                        .map(frame -> outside ? outside(frame) : new UnsafeBuffer(frame))
                        .toList();
    }

    private static UnsafeBuffer outside(byte[] frame) {
        ByteBuffer direct = ByteBuffer.allocateDirect(frame.length);
        return new UnsafeBuffer(direct.put(frame).flip());
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public int check() {
        for (UnsafeBuffer frame : frames) {
            String problem = check.problem(frame, 0, frame.capacity());
            if (problem != null) {
                throw new IllegalStateException(problem);
            }
        }
        return frames.size();
    }
}
