package io.tidemark.bench;

import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.pipeline.PipelineSettings;
import io.tidemark.tools.service.Service;
import io.tidemark.tools.service.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/** What the runs through a whole service have in common. */
public final class EndToEnd {
    private EndToEnd() {}

    public static ServiceSettings settings(Path folder, SyncPolicy policy, JournalSettings.Store store) {
        return ServiceSettings.in(folder)
                .with(pipeline(policy, !Boolean.getBoolean("tidemark.append.shared")))
                .with(new JournalSettings(store, 1L << 30, 64L << 20));
    }

    private static PipelineSettings pipeline(SyncPolicy policy, boolean appendApart) {
        PipelineSettings preset = PipelineSettings.DEFAULT;
        return new PipelineSettings(
                policy,
                preset.slots(),
                preset.reads(),
                appendApart,
                preset.spinMicros(),
                preset.minFreeBytes(),
                preset.closeMillis());
    }

    /** Offers frames one after the other, each when the one before is applied. */
    public static void offer(Service service, List<byte[]> frames) throws Exception {
        for (byte[] frame : frames) {
            offer(service, new UnsafeBuffer(frame));
        }
    }

    private static void offer(Service service, UnsafeBuffer frame) throws Exception {
        CompletableFuture<Void> applied = new CompletableFuture<>();
        FrameSink.Applied answer = new FrameSink.Applied() {
            @Override
            public void applied(Outcome outcome) {
                applied.complete(null);
            }

            @Override
            public void halted() {
                applied.completeExceptionally(new IllegalStateException("halted"));
            }
        };
        if (!service.frames().offer(frame, 0, frame.capacity(), answer)) {
            throw new IllegalStateException("no room");
        }
        applied.get();
    }

    /** Fails where what people would see is not what was computed beside the generator. Answers the hash of the standings. */
    public static long check(Service service, R1Expected expected) throws Exception {
        CompletableFuture<Long> checked = new CompletableFuture<>();
        service.reads().offer(new CoreReads.Read() {
            @Override
            public void read(ScoringCore core) {
                try {
                    expected.check(core);
                    checked.complete(core.standingsHash());
                } catch (RuntimeException wrong) {
                    checked.completeExceptionally(wrong);
                }
            }

            @Override
            public void halted() {
                checked.completeExceptionally(new IllegalStateException("halted"));
            }
        });
        return checked.get();
    }

    public static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
