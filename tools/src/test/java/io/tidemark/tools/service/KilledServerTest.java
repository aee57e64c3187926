package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tools.RealFiles;
import io.tidemark.tools.cli.Cli;
import io.tidemark.tools.cli.ServerClient;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real files over the binary feed to a real server process that is killed (SIGKILL) at random moments: the sender connects
 * again by itself, and the standings are those of {@code score}.
 */
class KilledServerTest {
    private static final Path EXAMPLES = Path.of("..", "docs", "examples", "adventureworks");
    private static final int KILLS = Integer.getInteger("tidemark.kills", 2);

    @TempDir
    private Path folder;

    private Process server;
    private int port;
    private int feedPort;

    private Path data() {
        return folder.resolve("data");
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (server != null) {
            server.destroyForcibly().waitFor();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void start() throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tidemark.tools.cli.Tidemark"));
        command.addAll(List.of("serve", "--data", data().toString(), "--port", Integer.toString(port)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().put("TIDEMARK_FEED_PORT", Integer.toString(feedPort));
        builder.environment().put("TIDEMARK_MIN_FREE_BYTES", "0");
        builder.environment().put("TIDEMARK_JOURNAL_BLOCK_BYTES", "1M");
        server = builder.start();
        assertThat(server.inputReader().readLine())
                .as(Files.readString(folder.resolve("log")))
                .startsWith("listening");
    }

    @Test
    void shouldComeToTheSameThroughKills() throws Exception {
        Path sales = RealFiles.adventureWorks("Sales.csv");
        port = freePort();
        feedPort = freePort();
        start();
        ServerClient client = new ServerClient(url(), ServerClient.token(null, data()));
        publish(client);
        long seed = Long.getLong("tidemark.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        CompletableFuture<Cli.Result> sending = CompletableFuture.supplyAsync(() -> send(sales));
        int kills = 0;
        while (kills < KILLS) {
            TimeUnit.MILLISECONDS.sleep(150 + random.nextInt(500));
            server.toHandle().destroyForcibly();
            server.waitFor();
            kills++;
            start();
            if (sending.isDone()) {
                assertThat(sending.get().status()).as(sending.get().err()).isZero();
                sending = CompletableFuture.supplyAsync(() -> send(sales));
            }
        }
        Cli.Result sent = sending.get(120, TimeUnit.SECONDS);
        assertThat(sent.err()).isEmpty();
        assertThat(sent.status()).isZero();
        Matcher counts = Pattern.compile("accepted ([\\d,]+), duplicate ([\\d,]+), conflict 0, refused 0")
                .matcher(sent.out());
        assertThat(counts.find()).as(sent.out()).isTrue();
        Cli.Result again = send(sales);
        assertThat(again.out()).contains("accepted 0, duplicate 57,851, conflict 0");
        Object hash = client.get("/v1/hash").body().get("standings-hash");
        assertThat(hash).isEqualTo(ServerTest.scored(sales));
        Object state = client.get("/v1/hash").body().get("state-hash");
        server.toHandle().destroyForcibly();
        server.waitFor();
        Cli.Result replayed = Cli.run("journal", "hash", "--data", data());
        assertThat(replayed.out()).contains("standings-hash " + hash, "state-hash " + state);
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    private void publish(ServerClient client) throws Exception {
        put(client, "/v1/programs/bike-makers", "application/yaml", EXAMPLES.resolve("program.yaml"));
        for (String name : List.of("products", "resellers", "salespeople")) {
            put(
                    client,
                    "/v1/profiles/adventureworks-" + name,
                    "application/yaml",
                    EXAMPLES.resolve(name + "-profile.yaml"));
        }
        put(
                client,
                "/v1/products?profile=adventureworks-products",
                "text/csv",
                RealFiles.adventureWorks("Product.csv"));
        put(
                client,
                "/v1/participants?profile=adventureworks-resellers",
                "text/csv",
                RealFiles.adventureWorks("Reseller.csv"));
        put(
                client,
                "/v1/participants?profile=adventureworks-salespeople",
                "text/csv",
                RealFiles.adventureWorks("Salesperson.csv"));
    }

    private static void put(ServerClient client, String path, String type, Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        ServerClient.Answer answer = client.send("PUT", path, type, () -> BodyPublishers.ofByteArray(bytes));
        assertThat(answer.status()).as(path).isEqualTo(200);
    }

    private Cli.Result send(Path sales) {
        return Cli.run(
                "send",
                "--binary",
                sales,
                "--server",
                url(),
                "--feed-port",
                feedPort,
                "--feed",
                "pos",
                "--profile",
                EXAMPLES.resolve("sales-profile.yaml"),
                "--data",
                data());
    }
}
