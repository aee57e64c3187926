package io.tidemark.journal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.host.FrameSink.Applied;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.journal.ChildJvm;
import io.tidemark.journal.Journal;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.Shop;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.Placement;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the kernel saw: a run under strace, whose blocks are small and whose days are short, says on one descriptor what it
 * appended and what it acknowledged. No acknowledgement may come before a sync that began behind the append, of the very file
 * that holds it, and behind one of the folder once the file is new.
 */
class SyncOrderTest {
    private static final Path STRACE = Path.of("/usr/bin/strace");

    @TempDir
    private Path temp;

    /** The run that is watched: {@code data folder, policy, file of what is said}. */
    public static final class Watched {
        public static void main(String... arguments) throws Exception {
            Path data = Path.of(arguments[0]);
            SyncPolicy policy = SyncPolicy.valueOf(arguments[1]);
            PipelineSettings settings = new PipelineSettings(policy, 64, 64, false, 20, 0, 20_000);
            JournalSettings small = new JournalSettings(JournalSettings.Store.CHRONICLE, 512 * 1024, 0);
            try (FileOutputStream said = new FileOutputStream(arguments[2]);
                    Running running = new Running(data, small, settings, real -> new Saying(real, said))) {
                Running.Answer last = new Running.Answer();
                for (int k = 0; k < 120; k++) {
                    running.now(Running.NOW + k / 40 * 86_400_000L);
                    Applied answer = k == 119 ? last : new SayingApplied(said);
                    while (!running.offer(Shop.sales(k, 150), answer)) {
                        Thread.sleep(1);
                    }
                }
                last.await();
            }
        }
    }

    private static void say(FileOutputStream out, String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Says, between append and whatever follows it, up to which sequence was appended. */
    private static final class Saying extends Between {
        private final FileOutputStream out;

        Saying(Journal real, FileOutputStream out) {
            super(real);
            this.out = out;
        }

        @Override
        public void append(ByteBuffer batch, long timestampMs) {
            super.append(batch, timestampMs);
            say(out, "appended " + batch.getLong(24));
        }
    }

    private record SayingApplied(FileOutputStream out) implements Applied {
        @Override
        public void applied(Outcome outcome) {
            say(out, "acknowledged " + (outcome.sequence() + outcome.count() - 1));
        }

        @Override
        public void halted() {
            say(out, "halted");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SyncPolicy.class,
            names = {"GROUP", "ALWAYS"})
    void shouldAcknowledgeNothingBeforeWhatItNeedsWasSynced(SyncPolicy policy) throws Exception {
        SyncTrace trace = run(policy);
        assertThat(trace.acknowledgements()).isGreaterThan(100);
        assertThat(trace.files()).as("rolls").hasSizeGreaterThanOrEqualTo(3);
        assertThat(trace.largestFile()).as("block changes").isGreaterThan(2 * 512 * 1024);
        assertThat(trace.problems()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = SyncPolicy.class, names = "PROCESS")
    void shouldSeeAcknowledgementsThatComeBeforeTheSync(SyncPolicy policy) throws Exception {
        assertThat(run(policy).problems())
                .as("what the test above looks for is there to be found")
                .isNotEmpty();
    }

    private SyncTrace run(SyncPolicy policy) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(STRACE), "strace is not installed: what the kernel saw is NOT checked by this run");
        Path data = temp.resolve("data");
        Path log = temp.resolve("strace.log");
        Path said = temp.resolve("said");
        List<String> command = ChildJvm.command(Watched.class, data.toString(), policy.name(), said.toString());
        command.addAll(0, List.of(STRACE.toString(), "-f", "-y", "-s", "64", "-o", log.toString()));
        command.addAll(5, List.of("-e", "trace=fsync,fdatasync,write"));
        Process traced = new ProcessBuilder(command).inheritIO().start();
        if (!traced.waitFor(90, TimeUnit.SECONDS)) {
            traced.destroyForcibly();
            throw new IllegalStateException("the watched run does not end");
        }
        boolean traceable = traced.exitValue() == 0 || Files.size(log) > 0;
        Assumptions.assumeTrue(traceable, "strace may not trace here: what the kernel saw is NOT checked by this run");
        assertThat(traced.exitValue()).isZero();
        try (DataFolder folder = DataFolder.open(data)) {
            return new SyncTrace(Files.readAllLines(log), said, Placement.of(folder.runs()));
        }
    }
}
