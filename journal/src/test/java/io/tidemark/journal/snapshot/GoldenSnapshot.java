package io.tidemark.journal.snapshot;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.FrameClock;
import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The core whose snapshot stays among the tests' files, so that every later version reads what an earlier one wrote; {@code
 * GoldenSnapshot FILE} writes that of today, compressed.
 */
final class GoldenSnapshot {
    private GoldenSnapshot() {}

    static ScoringCore empty() {
        return new ScoringCore(new EngineLimits(512, 1_000_000, 1_000_000, 100));
    }

    static ScoringCore shop() {
        ScoringCore core = empty();
        FrameClock clock = new FrameClock(0);
        clock.advance(Shop.TODAY * 86_400_000L);
        for (byte[] frame : List.of(Shop.publish(), Shop.sales(1, 5), Shop.sales(2, 3))) {
            UnsafeBuffer buffer = new UnsafeBuffer(frame);
            clock.stamp(buffer, 0);
            core.apply(buffer, 0, frame.length);
        }
        return core;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("golden");
        Path file = new Snapshots(folder).aside(shop().freeze(), () -> {}).name();
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            Files.copy(file, out);
        }
    }
}
