package io.tidemark.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.tidemark.engine.activity.Activity;
import io.tidemark.gateway.ingest.ActivityEncoder;
import io.tidemark.gateway.ingest.ActivityJson;
import io.tidemark.gateway.ingest.PlainLine;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a line of JSON to a row of a frame, both ways that the server knows: the quick reader of plain lines, and the thorough one
 * over Jackson. The time is per line; the frames are compared before.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"})
public class ActivityLineBenchmark {
    private static final int TRANSACTIONS = 20_000;
    private static final int TODAY = 20_543;
    private static final byte[] NO_FEED = ActivityEncoder.led("");

    private final JsonFactory json = new JsonFactory();
    private final PlainLine plain = new PlainLine();
    private final ActivityJson thorough = new ActivityJson();
    private final ActivityEncoder encoder = new ActivityEncoder();
    private List<byte[]> lines;
    private long bytes;
    private boolean comparing = true;

    @Setup
    public void generate() throws IOException {
        R1Lines of = new R1Lines(1);
        new R1(TRANSACTIONS, of::add);
        lines = of.bodies().stream().map(ActivityLineBenchmark::around).toList();
        long quick = plain();
        if (quick != jackson() || quick == 0) {
            throw new IllegalStateException("the two ways make different frames");
        }
        comparing = false;
    }

    private static byte[] around(byte[] line) {
        byte[] bytes = new byte[line.length + 2 * PlainLine.AROUND];
        System.arraycopy(line, 0, bytes, PlainLine.AROUND, line.length);
        return bytes;
    }

    private static int length(byte[] line) {
        return line.length - 2 * PlainLine.AROUND - 1;
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public long plain() {
        bytes = 0;
        for (byte[] line : lines) {
            if (!plain.read(line, PlainLine.AROUND, length(line), false, TODAY)) {
                throw new IllegalStateException("a line that is not plain");
            }
            if (!encoder.hasRoomFor(plain, NO_FEED)) {
                finish();
            }
            encoder.add(plain, NO_FEED);
        }
        finish();
        return bytes;
    }

    @Benchmark
    @OperationsPerInvocation(TRANSACTIONS)
    public long jackson() throws IOException {
        bytes = 0;
        for (byte[] line : lines) {
            try (JsonParser parser = json.createParser(line, PlainLine.AROUND, length(line))) {
                parser.nextToken();
                Activity activity = thorough.read(parser, "", TODAY);
                if (!encoder.hasRoomFor(activity)) {
                    finish();
                }
                encoder.add(activity);
            }
        }
        finish();
        return bytes;
    }

    private void finish() {
        byte[] frame = encoder.frame();
        bytes = comparing ? 31 * bytes + Arrays.hashCode(frame) : bytes + frame.length;
    }
}
