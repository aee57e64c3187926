package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.answer.JsonText;
import io.tidemark.tools.cli.Cli;
import io.tidemark.tools.cli.ServerClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real files to a real server process that is killed (SIGKILL) at random moments, over each of the three ways in: the sender simply
 * sends again, nothing acknowledged is lost, nothing counts twice, and the standings are those of {@code score}.
 */
class KilledServerTest {
    private static final int KILLS = Integer.getInteger("tidemark.kills", 2);
    private static final int CHECKED_AGAIN = 30;
    private static final Pattern COUNTS =
            Pattern.compile("accepted ([\\d,]+), duplicate ([\\d,]+), conflict 0, refused 0, skipped 0");
    private static final Pattern RECOVERED =
            Pattern.compile("recovered: sequence (\\d+), state hash ([0-9a-f]{16}), standings hash ([0-9a-f]{16})");
    private static final Pattern REPLAYED =
            Pattern.compile("sequence (\\d+)\\s+standings-hash ([0-9a-f]{16})\\s+state-hash ([0-9a-f]{16})");

    @TempDir
    private Path folder;

    private ServerProcess server;
    private Random random;

    /** What a core is at a sequence. */
    private record State(long sequence, String standings, String state) {}

    @BeforeEach
    void start() throws Exception {
        // left out where the real files are not there, before anything is started
        BikeMakers.sales();
        server = new ServerProcess(folder, "1g", List.of(), Map.of());
        server.start();
        BikeMakers.publish(server.client());
        long seed = Long.getLong("tidemark.seed", System.nanoTime());
        System.out.println("seed " + seed);
        random = new Random(seed);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void shouldComeToTheSameThroughKillsOverTheBinaryFeed() throws Exception {
        CompletableFuture<Cli.Result> sending = CompletableFuture.supplyAsync(this::sendBinary);
        for (int kills = 0; kills < KILLS; kills++) {
            TimeUnit.MILLISECONDS.sleep(150 + random.nextInt(500));
            killAndStart();
            if (sending.isDone()) {
                assertThat(sending.get().status()).as(sending.get().err()).isZero();
                sending = CompletableFuture.supplyAsync(this::sendBinary);
            }
        }
        Cli.Result sent = sending.get(120, TimeUnit.SECONDS);
        assertThat(sent.err()).isEmpty();
        assertThat(sent.status()).isZero();
        assertThat(sent.out()).containsPattern(COUNTS);
        assertThat(sendBinary().out()).contains("accepted 0, duplicate 57,851, conflict 0");
        assertTheSameAsScored();
    }

    @Test
    void shouldComeToTheSameThroughKillsOverHttp() throws Exception {
        try (LineSender sender = new LineSender(server.url(), server.token(), BikeMakers.activities())) {
            sender.start();
            for (int kill = 0; kill < KILLS; kill++) {
                await(sender, (kill + random.nextDouble()) * sender.batches() / KILLS);
                long acknowledged;
                if (kill % 2 == 0) {
                    TimeUnit.MICROSECONDS.sleep(random.nextInt(5_000));
                    acknowledged = sender.sequence();
                    killAndStart();
                } else {
                    acknowledged = killWhereTheStateIsKnown(sender);
                }
                assertThat(lastRecovered().sequence()).isGreaterThanOrEqualTo(acknowledged);
                assertThat(sender.sendAgain(CHECKED_AGAIN))
                        .as("acknowledged and lost")
                        .isZero();
            }
            sender.finish();
            System.out.println("requests that broke: " + sender.unanswered());
            assertThat(sender.unanswered()).isPositive();
            assertThat(sender.accepted()).isLessThanOrEqualTo(BikeMakers.ROWS);
            assertThat(sender.sendAgain(sender.batches()))
                    .as("acknowledged and lost")
                    .isZero();
        }
        assertTheSameAsScored();
    }

    private static void await(LineSender sender, double batches) throws Exception {
        while (sender.acknowledged() < batches) {
            sender.check();
            TimeUnit.MICROSECONDS.sleep(200);
        }
    }

    /** Kills between two requests, so that what the process knew last can be asked before. */
    private long killWhereTheStateIsKnown(LineSender sender) throws Exception {
        sender.pause();
        try {
            State known = asked();
            assertThat(known.sequence()).isGreaterThanOrEqualTo(sender.sequence());
            killAndStart();
            assertThat(lastRecovered()).isEqualTo(known);
            return known.sequence();
        } finally {
            sender.resume();
        }
    }

    @Test
    void shouldComeToTheSameThroughKillsWhileFilesAreSent() throws Exception {
        List<Path> parts = new ArrayList<>(BikeMakers.parts(folder, KILLS + 1));
        Collections.shuffle(parts, random);
        long began = System.nanoTime();
        assertWhole(untilAnswered(sendCommand(parts.get(0))));
        int tookMs = (int) ((System.nanoTime() - began) / 1_000_000);
        for (int kill = 1; kill <= KILLS; kill++) {
            Path part = parts.get(kill);
            CompletableFuture<Cli.Result> sending =
                    CompletableFuture.supplyAsync(() -> untilAnswered(sendCommand(part)));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(tookMs + 100));
            killAndStart();
            assertWhole(sending.get(120, TimeUnit.SECONDS));
        }
        Cli.Result again = Cli.run(sendCommand(parts.toArray()));
        assertThat(again.out().lines().filter(line -> line.startsWith("accepted")))
                .hasSize(KILLS + 1)
                .allMatch(line -> line.startsWith("accepted 0, duplicate "));
        try (Stream<Path> left = Files.list(server.data().resolve("uploads"))) {
            assertThat(left).as("halves of files that a kill met").isEmpty();
        }
        assertTheSameAsScored();
    }

    private static void assertWhole(Cli.Result sent) {
        assertThat(sent.status()).as(sent.err()).isZero();
        assertThat(sent.out()).containsPattern(COUNTS);
    }

    /** As a person or a timer would: where the command says that nothing answered, it is started again. */
    private static Cli.Result untilAnswered(Object... command) {
        Cli.Result sent = Cli.run(command);
        for (int tries = 0; sent.status() == 3 && tries < 20; tries++) {
            assertThat(sent.err()).containsPattern("no answer from|no binary feed answers|could not be taken up again");
            sent = Cli.run(command);
        }
        return sent;
    }

    private Object[] sendCommand(Object... files) {
        return Stream.of(
                        Stream.of("send"),
                        Arrays.stream(files),
                        Stream.of("--server", server.url(), "--feed", "pos"),
                        Stream.of("--profile", BikeMakers.PROFILE, "--data", server.data()))
                .flatMap(part -> part)
                .toArray();
    }

    private Cli.Result sendBinary() {
        Object[] send = sendCommand(BikeMakers.sales(), "--binary", "--feed-port", server.feedPort());
        return untilAnswered(send);
    }

    /** Kills and starts again; what the start came back to is what anybody reads out of the journal. */
    private void killAndStart() throws Exception {
        server.kill();
        State replayed = replayed();
        server.start();
        assertThat(lastRecovered()).isEqualTo(replayed);
    }

    private State replayed() {
        Cli.Result hash = Cli.run("journal", "hash", "--data", server.data());
        Matcher found = REPLAYED.matcher(hash.out());
        assertThat(found.find()).as(hash.out() + hash.err()).isTrue();
        return new State(Long.parseLong(found.group(1)), found.group(2), found.group(3));
    }

    /** What the server found at its last start, by its log. */
    private State lastRecovered() throws Exception {
        List<MatchResult> all = RECOVERED
                .matcher(Files.readString(folder.resolve("log")))
                .results()
                .toList();
        MatchResult last = all.get(all.size() - 1);
        return new State(Long.parseLong(last.group(1)), last.group(3), last.group(2));
    }

    private State asked() throws Exception {
        Map<String, Object> hash = server.client().get("/v1/hash").body();
        return new State(
                JsonText.number(hash, "sequence"),
                JsonText.text(hash, "standings-hash"),
                JsonText.text(hash, "state-hash"));
    }

    private void assertTheSameAsScored() throws Exception {
        ServerClient.Answer hash = server.client().get("/v1/hash");
        assertThat(hash.body().get("standings-hash")).isEqualTo(ServerTest.scored(BikeMakers.sales()));
        State known = asked();
        server.kill();
        assertThat(replayed()).isEqualTo(known);
    }
}
