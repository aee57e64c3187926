package io.tidemark.bench;

import io.tidemark.engine.ActivityFrameCheck;
import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.activity.Activity;
import java.util.ArrayList;
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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to encode activities of R1 as frames of 256; the time is per activity. Reading is {@link FrameCheckBenchmark}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"})
public class FrameWriteBenchmark {
    private static final int TRANSACTIONS = 20_480;

    private final List<Activity> activities = new ArrayList<>();
    private final ActivityFrameWriter writer = new ActivityFrameWriter();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
    private int length;

    @Setup
    public void generate() {
        new R1(TRANSACTIONS, activities::add);
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public long encode() {
        long bytes = 0;
        for (Activity activity : activities) {
            writer.add(activity);
            if (writer.count() == EngineLimits.MAX_COMMANDS) {
                length = writer.encode(buffer, 0);
                bytes += length;
            }
        }
        return bytes;
    }

    /** The last frame is one that a stranger's could be. */
    @TearDown
    public void check() {
        String problem = new ActivityFrameCheck().problem(buffer, 0, length);
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
    }
}
