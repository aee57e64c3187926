package io.tidemark.tools.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.engine.ActivityFrameWriter;
import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.Fixed;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.activity.Activity;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.outcome.Outcome;
import io.tidemark.gateway.answer.Figures;
import io.tidemark.journal.JournalSettings;
import io.tidemark.tools.cli.Cli;
import io.tidemark.tools.service.Service;
import io.tidemark.tools.service.ServiceSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Collections;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real service's folder, looked at from the command line. */
class JournalCommandTest {
    private static final JournalSettings SMALL = new JournalSettings(JournalSettings.Store.CHRONICLE, 1 << 20, 0);

    @TempDir
    private Path temp;

    private Path data() {
        return temp.resolve("data");
    }

    private Service open() {
        return Service.open(ServiceSettings.in(data()).with(SMALL), sequence -> {});
    }

    private static void send(Service service, int from, int count) throws Exception {
        ActivityFrameWriter writer = new ActivityFrameWriter();
        for (int k = from; k < from + count; k++) {
            TreeMap<String, String> roles = new TreeMap<>();
            roles.put("rep", "rep-" + k % 7);
            writer.add(new Activity(
                    "pos",
                    "S" + k,
                    "",
                    Activity.Function.ORIGINAL,
                    Activity.NO_REVISION,
                    Activity.SALE,
                    (int) LocalDate.of(2026, 1, 5).toEpochDay(),
                    roles,
                    "PUMP",
                    Fixed.ONE,
                    100 * Fixed.ONE,
                    "USD",
                    "",
                    Collections.emptySortedMap()));
        }
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EngineLimits.MAX_FRAME]);
        int length = writer.encode(buffer, 0);
        CompletableFuture<Integer> applied = new CompletableFuture<>();
        boolean taken = service.frames().offer(buffer, 0, length, new FrameSink.Applied() {
            @Override
            public void applied(Outcome outcome) {
                applied.complete(outcome.count());
            }

            @Override
            public void halted() {
                applied.completeExceptionally(new IllegalStateException("halted"));
            }
        });
        assertThat(taken).isTrue();
        assertThat(applied.get(20, TimeUnit.SECONDS)).isEqualTo(count);
    }

    private static long read(Service service, Function<ScoringCore, Long> question) throws Exception {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        service.reads().offer(new CoreReads.Read() {
            @Override
            public void read(ScoringCore core) {
                answer.complete(question.apply(core));
            }

            @Override
            public void halted() {
                answer.completeExceptionally(new IllegalStateException("halted"));
            }
        });
        return answer.get(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldShowWhatTheServiceKept() throws Exception {
        long hash;
        try (Service service = open()) {
            send(service, 0, 100);
            send(service, 100, 50);
        }
        try (Service service = open()) {
            assertThat(service.recovered().report().sequence()).isEqualTo(150);
            send(service, 150, 10);
            hash = read(service, ScoringCore::stateHash);
            Cli.Result busy = Cli.run("journal", "verify", "--data", data());
            assertThat(busy.status()).isEqualTo(3);
            assertThat(busy.err()).contains("in use by process");
        }
        Cli.Result hashes = Cli.run("journal", "hash", "--data", data());
        assertThat(hashes.status()).isZero();
        assertThat(hashes.out()).contains("sequence 160\n").contains("state-hash " + Figures.hash(hash));
        Path ledger = temp.resolve("ledger");
        Cli.Result postings = Cli.run("journal", "export", "--ledger", ledger, "--data", data());
        assertThat(postings.out())
                .as(postings.err())
                .matches("entries \\d+, new \\d+, checked again 0, up to sequence 160\n");
        assertThat(Cli.run("journal", "export", "--ledger", ledger, "--data", data())
                        .out())
                .contains("new 0, checked again 0, up to sequence 160");
        Cli.Result verified = Cli.run("journal", "verify", "--data", data());
        assertThat(verified.out()).isEqualTo("runs 2, records 7, up to sequence 160: whole\n");
        Cli.Result listed = Cli.run("journal", "ls", "--data", data());
        assertThat(listed.out().lines().toList())
                .hasSize(3)
                .element(2)
                .asString()
                .matches("run-000002 +1 +3 +1 +151 +160  in order");
        assertThat(Cli.run("journal", "replay", "--data", data()).out()).contains("runs 2, records 7, frames 3");
    }

    @Test
    void shouldNameADamagedRecord() throws Exception {
        try (Service service = open()) {
            send(service, 0, 100);
            send(service, 100, 50);
        }
        Path file;
        try (var files = Files.list(data().resolve("journal").resolve("run-000001"))) {
            file = files.filter(name -> name.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
        }
        spoil(file, 66_500);
        Cli.Result verified = Cli.run("journal", "verify", "--data", data());
        assertThat(verified.status()).isEqualTo(1);
        assertThat(verified.err()).contains(file + ", byte ").contains("damaged from sequence 1 on");
        assertThat(Cli.run("journal", "hash", "--data", data()).status()).isEqualTo(1);
    }

    private static void spoil(Path file, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), position);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithTheCommand() {
        assertThat(Cli.run("journal", "--data", data()).status()).isEqualTo(2);
        assertThat(Cli.run("journal", "dance", "--data", data()).status()).isEqualTo(2);
        Cli.Result missing = Cli.run("journal", "ls", "--data", data());
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.err()).contains("is not a data folder");
    }
}
