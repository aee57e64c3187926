package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tools.RealFiles;
import io.tidemark.tools.cli.Cli;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service: journal, core and HTTP, with the real command line in front. */
class ServerTest {
    private static final int TIMES = Integer.getInteger("tidemark.read-your-writes", 1_000);
    private static final Path EXAMPLES = Path.of("..", "docs", "examples", "adventureworks");
    static final String RACE = """
            program: race
            measures: { volume: { sum: amount } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules: { base: { rate: { by: volume, points: 1 } } }
                ladder: { tiers: { low: {}, high: { when: { measure: volume, at-least: 500 } } } }
            boards: { reps: { track: reps, rank: points } }
            """;

    @TempDir
    Path folder;

    private static void put(Serving serving, String path, String type, Path file)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = serving.send("PUT", path, type, BodyPublishers.ofFile(file));
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    }

    @Test
    void shouldScoreRealFilesAsScoreDoesAndAgainAfterAStart() throws Exception {
        Path sales = RealFiles.adventureWorks("Sales.csv");
        Path data = folder.resolve("data");
        Map<String, Object> hash;
        try (Serving serving = new Serving(data)) {
            put(serving, "/v1/programs/bike-makers", "application/yaml", EXAMPLES.resolve("program.yaml"));
            for (String name : List.of("products", "resellers", "salespeople")) {
                Path profile = EXAMPLES.resolve(name + "-profile.yaml");
                put(serving, "/v1/profiles/adventureworks-" + name, "application/yaml", profile);
            }
            put(
                    serving,
                    "/v1/products?profile=adventureworks-products",
                    "text/csv",
                    RealFiles.adventureWorks("Product.csv"));
            put(
                    serving,
                    "/v1/participants?profile=adventureworks-resellers",
                    "text/csv",
                    RealFiles.adventureWorks("Reseller.csv"));
            put(
                    serving,
                    "/v1/participants?profile=adventureworks-salespeople",
                    "text/csv",
                    RealFiles.adventureWorks("Salesperson.csv"));
            Cli.Result sent = send(serving, data, sales);
            assertThat(sent.err()).isEmpty();
            assertThat(sent.status()).isZero();
            assertThat(sent.out()).contains("accepted 57,851, duplicate 0, conflict 0, refused 0, skipped 0");
            assertThat(send(serving, data, sales).out()).contains("accepted 0, duplicate 57,851");
            hash = serving.get("/v1/hash");
        }
        assertThat(hash.get("standings-hash")).isEqualTo(scored(sales));
        try (Serving again = new Serving(data)) {
            assertThat(again.get("/v1/hash")).isEqualTo(hash);
            assertThat((List<?>) again.get("/v1/ingests").get("ingests")).hasSize(2);
            assertThat(again.server.hasNewToken()).isFalse();
        }
    }

    private static Cli.Result send(Serving serving, Path data, Path file) {
        return Cli.run(
                "send",
                file,
                "--server",
                serving.url(),
                "--feed",
                "pos",
                "--profile",
                EXAMPLES.resolve("sales-profile.yaml"),
                "--data",
                data);
    }

    static String scored(Path sales) {
        Cli.Result scored = Cli.run(
                "score",
                "--program",
                EXAMPLES.resolve("program.yaml"),
                "--profile",
                EXAMPLES.resolve("sales-profile.yaml"),
                "--products",
                RealFiles.adventureWorks("Product.csv"),
                "--products-profile",
                EXAMPLES.resolve("products-profile.yaml"),
                "--participants",
                RealFiles.adventureWorks("Reseller.csv"),
                "--participants-profile",
                EXAMPLES.resolve("resellers-profile.yaml"),
                "--participants",
                RealFiles.adventureWorks("Salesperson.csv"),
                "--participants-profile",
                EXAMPLES.resolve("salespeople-profile.yaml"),
                "--board",
                "reps",
                "--limit",
                "1",
                "--hash",
                sales);
        Matcher hash = Pattern.compile("standings-hash ([0-9a-f]{16})").matcher(scored.out());
        assertThat(hash.find()).isTrue();
        return hash.group(1);
    }

    @Test
    void shouldNeverReadAnythingStale() throws Exception {
        try (Serving serving = new Serving(folder.resolve("data"))) {
            serving.send("PUT", "/v1/programs/race", "application/yaml", BodyPublishers.ofString(RACE));
            int[] points = new int[7];
            for (int k = 0; k < TIMES; k++) {
                int who = k % points.length;
                int amount = 1 + k * 31 % 17;
                points[who] += amount;
                String activity =
                        "{\"id\":" + k + ",\"date\":\"2026-01-05\",\"rep\":\"r" + who + "\",\"amount\":" + amount + "}";
                assertThat(serving.send(
                                        "POST",
                                        "/v1/activities?feed=pos",
                                        "application/json",
                                        BodyPublishers.ofString(activity))
                                .body())
                        .contains("\"accepted\":1");
                int rank = 1;
                for (int other : points) {
                    rank += other > points[who] ? 1 : 0;
                }
                assertThat(serving.get("/v1/programs/race/participants/r" + who + "/standing?period=2026-Q1"))
                        .containsEntry("points", Integer.toString(points[who]))
                        .containsEntry("tier", points[who] >= 500 ? "high" : "low")
                        .containsEntry("ranks", Map.of("reps", Integer.toString(rank)));
            }
        }
    }

    @Test
    void shouldSayWhatBecameOfBadRows() throws Exception {
        Path data = folder.resolve("data");
        Path file = Files.writeString(
                folder.resolve("sales.csv"), "id,date,rep,amount\n1,2026-01-05,ann,5\n2,2026-13-05,ann,5\n");
        try (Serving serving = new Serving(data)) {
            Cli.Result sent = Cli.run("send", file, "--server", serving.url(), "--feed", "pos", "--data", data);
            assertThat(sent.status()).isEqualTo(1);
            assertThat(sent.err()).contains("sales.csv:3: date: column date: 2026-13-05 is not a date");
            assertThat(sent.out()).contains("accepted 1, duplicate 0, conflict 0, refused 1");
            Cli.Result foreign =
                    Cli.run("send", file, "--server", serving.url(), "--feed", "pos", "--token", "tm_000000000000_x");
            assertThat(foreign.status()).isEqualTo(2);
            assertThat(foreign.err()).contains("the token is not known here");
            Cli.Result locked = Cli.run("serve", "--data", data, "--port", "0");
            assertThat(locked.status()).isEqualTo(3);
            Cli.Result taken = Cli.run(
                    "serve",
                    "--data",
                    folder.resolve("other"),
                    "--port",
                    serving.server.address().getPort());
            assertThat(taken.status()).isEqualTo(3);
            assertThat(taken.err()).contains("name another port with --port");
        }
        Cli.Result nobody = Cli.run("send", file, "--server", "http://127.0.0.1:1", "--feed", "pos", "--token", "x");
        assertThat(nobody.status()).isEqualTo(3);
        assertThat(nobody.err()).contains("no answer from http://127.0.0.1:1");
    }

    @Test
    void shouldRefuseSettingsThatCannotBeUsed() throws IOException {
        Path config = Files.writeString(folder.resolve("c.yaml"), "port: eighty\nprot: 1\n");
        Cli.Result wrong = Cli.run("serve", "--config", config);
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.err()).contains("c.yaml:1").contains("port is eighty").contains("there is no setting prot");
        assertThat(Cli.run("serve", "--port", "99999").status()).isEqualTo(2);
    }

    @Test
    void shouldFinishAndEndWhenTold() throws Exception {
        Path log = folder.resolve("log");
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-Dchronicle"))
                .toList());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.tidemark.tools.cli.Tidemark",
                "serve",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                "0"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("TIDEMARK_MIN_FREE_BYTES", "0");
        builder.environment().put("TIDEMARK_LOG_FORMAT", "json");
        Process process = builder.start();
        String first = process.inputReader().readLine();
        assertThat(first).as(Files.readString(log)).startsWith("listening on http://127.0.0.1:");
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        String secret = Files.readString(folder.resolve("data/admin-token")).strip();
        assertThat(Files.readAllLines(log)).isNotEmpty().allMatch(line -> line.startsWith("{"));
        assertThat(Files.readString(log)).contains("port = 0 (--port)").doesNotContain(secret);
    }
}
