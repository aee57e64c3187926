package io.tidemark.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.access.AdminToken;
import io.tidemark.gateway.answer.Figures;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.ServerClient;
import io.tidemark.tools.cli.Tidemark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration live: the real service, the real files, real HTTP; and a terminal that watches. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveDemoTest {
    private static final Console SILENT = console(new ByteArrayOutputStream());

    @TempDir
    static Path parent;

    private static Path files;
    private static LiveDemo demo;

    private static Console console(OutputStream out) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(new PrintStream(out, false, StandardCharsets.UTF_8), nowhere, false, false);
    }

    @BeforeAll
    static void begin() throws Exception {
        files = parent.resolve("demo");
        demo = new LiveDemo(SILENT, files, 0);
        demo.begin();
    }

    @AfterAll
    static void close() {
        Path folder = demo.folder();
        demo.close();
        assertThat(folder).doesNotExist();
    }

    /** Ends a command after some lines, as a reader that has seen enough does. */
    private static final class Enough extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int most;
        private int lines;

        Enough(int most) {
            this.most = most;
        }

        @Override
        public synchronized void write(int b) throws IOException {
            if (lines >= most) {
                throw new IOException("enough");
            }
            bytes.write(b);
            lines += b == '\n' ? 1 : 0;
        }

        synchronized List<String> lines() {
            return bytes.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    @Order(1)
    void shouldShowInATerminalWhatMovesWhileFilesArrive() throws Exception {
        Enough out = new Enough(15);
        CompletableFuture<Integer> watch = CompletableFuture.supplyAsync(() -> Tidemark.run(
                console(out),
                "watch",
                "regions",
                "--server",
                demo.url(),
                "--data",
                demo.folder().toString()));
        List<LocalDate> days = new ArrayList<>();
        demo.feed(0, (day, sent, all) -> days.add(day));
        watch.get(60, TimeUnit.SECONDS);

        assertThat(days).isSorted().hasSizeGreaterThan(1);
        assertThat(out.lines()).hasSize(15).allMatch(line -> line.split("\t", -1).length == 6);
        assertThat(out.lines().stream().map(line -> line.split("\t")[0]).distinct())
                .as("sequences")
                .hasSizeGreaterThan(1);
    }

    @Test
    @Order(2)
    void shouldEndAtTheStandingsThatScoringTheFilesGives() throws Exception {
        ServerClient client =
                new ServerClient(demo.url(), AdminToken.read(demo.folder().resolve(AdminToken.FILE)));

        String hash = JsonText.text(client.get("/v1/hash").body(), "standings-hash");

        assertThat(hash)
                .isEqualTo(Figures.hash(new Demo(SILENT, files).score().core().standingsHash()));
        assertThat(demo.summary()).startsWith("rows 89,912: accepted 89,912, duplicate 0, conflict 0, refused 0");
    }

    @Test
    @Order(3)
    void shouldSayWhatCannotBeWatched() {
        assertThat(watch("nothing")).isEqualTo(Exit.USAGE.status());
        assertThat(watch("reps", "--period", "soon")).isEqualTo(Exit.USAGE.status());
        assertThat(watch("reps", "--token", "tm_wrong")).isEqualTo(Exit.USAGE.status());
        assertThat(Tidemark.run(SILENT, "watch", "reps", "--program", "x", "--server", "http://127.0.0.1:1"))
                .isEqualTo(Exit.ENVIRONMENT.status());
    }

    private static int watch(String board, String... more) {
        List<String> command = new ArrayList<>(List.of("watch", board, "--program", "season", "--server", demo.url()));
        command.addAll(List.of("--data", demo.folder().toString()));
        command.addAll(List.of(more));
        return Tidemark.run(SILENT, command.toArray(String[]::new));
    }

    @Test
    @Order(4)
    void shouldCutAFileIntoItsDaysAndLoseNothing() throws Exception {
        for (Layout layout : List.of(Layout.JAPAN, Layout.EMEA)) {
            Path file = files.resolve(layout.file());
            List<Delivery> days = Delivery.of(
                    file,
                    layout,
                    io.tidemark.tools.cli.InputFiles.profile(
                            files.resolve(layout.profile()), io.tidemark.gateway.ingest.Profile.plain()),
                    LocalDate.of(1970, 1, 1));
            List<String> whole = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            List<String> parts = new ArrayList<>();
            int head = whole.size() - days.stream().mapToInt(Delivery::rows).sum() - (layout == Layout.JAPAN ? 1 : 0);
            for (Delivery day : days) {
                List<String> lines = new String(day.content(), StandardCharsets.ISO_8859_1)
                        .lines()
                        .toList();
                assertThat(lines.subList(0, head)).isEqualTo(whole.subList(0, head));
                parts.addAll(lines.subList(head, lines.size()));
            }
            assertThat(parts).isEqualTo(whole.subList(head, head + parts.size()));
        }
    }
}
