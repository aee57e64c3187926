package io.tidemark.bench;

import io.tidemark.engine.CommandFrames;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.program.Program;
import io.tidemark.engine.standings.BoardFamily;
import io.tidemark.gateway.language.Problems;
import io.tidemark.gateway.language.ProgramReader;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one more rule of each kind costs: the transactions of R1 under a program of two measures, one board and one rate, and
 * under the same with eight rules of a kind beside it. A kind's own time is an eighth of its difference to {@code none}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 12)
@Measurement(iterations = 10)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "-Xms2g",
            "-Xmx2g",
            "-XX:+UseParallelGC",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED"
        })
public class RuleKindBenchmark {
    static final int RULES = 8;
    static final List<String> KINDS = List.of(
            "none",
            "rate",
            "rate-clamped",
            "bands-points",
            "bands-times",
            "retro",
            "milestone",
            "bonus",
            "capped",
            "gated");
    static final int TRANSACTIONS = 200_000;
    private static final String FRAME = "program: kinds\n"
            + "measures: { volume: { sum: amount }, units: { sum: quantity } }\n"
            + "tracks: { reps: { kind: distributor-rep, credit: rep, rules: {\n"
            + "  base: { rate: { by: volume, points: 1 } }%s } } }\n"
            + "boards: { reps: { track: reps, rank: points } }\n";

    @Param({
        "none",
        "rate",
        "rate-clamped",
        "bands-points",
        "bands-times",
        "retro",
        "milestone",
        "bonus",
        "capped",
        "gated"
    })
    private String kind;

    private R1 workload;
    private UnsafeBuffer[] frames;
    private ScoringCore core;

    static RuleKindBenchmark of(String kind) {
        RuleKindBenchmark benchmark = new RuleKindBenchmark();
        benchmark.kind = kind;
        benchmark.generate();
        return benchmark;
    }

    @Setup(Level.Trial)
    public void generate() {
        workload = new R1(TRANSACTIONS);
        frames = workload.frames().stream().map(UnsafeBuffer::new).toArray(UnsafeBuffer[]::new);
    }

    @Setup(Level.Iteration)
    public void fresh() {
        core = core(program(kind));
    }

    /** The reference data of R1 under another program. */
    static ScoringCore core(Program program) {
        ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME * 2]);
        FrameClock clock = new FrameClock(0);
        clock.advance(R1.NOW_MS);
        R1.references(
                program,
                new CommandFrames(buffer, length -> {
                    clock.stamp(buffer, 0);
                    core.apply(buffer, 0, length);
                }),
                R1.REPS);
        return core;
    }

    static Program program(String kind) {
        StringBuilder rules = new StringBuilder();
        for (int k = 0; k < RULES && !kind.equals("none"); k++) {
            rules.append(",\n  rule-").append(k).append(": ").append(rule(kind));
        }
        Problems problems = new Problems();
        Program program = ProgramReader.read("kinds.yaml", String.format(FRAME, rules), problems);
        if (program == null) {
            throw new IllegalStateException(problems.toString());
        }
        return program;
    }

    private static String rule(String kind) {
        switch (kind) {
            case "rate":
                return "{ rate: { by: units, points: 25 } }";
            case "rate-clamped":
                return "{ rate: { by: units, points: 25, above: 10, up-to: 4000 } }";
            case "bands-points":
                return "{ bands: { by: volume, steps: [ { at: 0, points: 0.01 }, { at: 5000, points: 0.02 },"
                        + " { at: 50000, points: 0.03 } ] } }";
            case "bands-times":
                return "{ bands: { by: volume, base: [base], steps: [ { at: 5000, times: 1.25 }, { at: 20000, times:"
                        + " 1.5 }, { at: 50000, times: 2 } ] } }";
            case "retro":
                return "{ retro: { by: volume, steps: [ { at: 0, points: 0.01 }, { at: 5000, points: 0.02 },"
                        + " { at: 50000, points: 0.03 } ] } }";
            case "milestone":
                return "{ milestone: { by: units, steps: [ { at: 100, points: 500 }, { at: 1000, points: 2000 } ] } }";
            case "bonus":
                return "{ bonus: { points: 300, when: { measure: volume, at-least: 5000 } } }";
            case "capped":
                return "{ rate: { by: units, points: 25 }, cap: 10000 }";
            case "gated":
                return "{ rate: { by: units, points: 25 }, needs: { measure: volume, at-least: 5000 } }";
            default:
                throw new IllegalArgumentException(kind);
        }
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public long transactions() {
        BoardFamily reps = core.programs().get(0).tracks()[0].boards()[0];
        long sum = 0;
        for (UnsafeBuffer frame : frames) {
            core.apply(frame, 0, frame.capacity());
            sum += reps.rank((int) (sum % reps.table().count()));
        }
        return sum;
    }

    /** Under {@code none} points are volume, which is known; under the others the base rule's. */
    @TearDown(Level.Iteration)
    public void check() {
        workload.expected().checkVolume(core);
    }
}
