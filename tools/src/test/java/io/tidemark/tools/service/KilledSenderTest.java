package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.answer.JsonText;
import io.tidemark.tools.cli.Cli;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that sends a file is killed half-way; the file sent again comes to what it had come to at once. */
class KilledSenderTest {
    private static final int ROWS = 80_000;
    private static final String PROGRAM = """
            program: first
            measures: { volume: { sum: amount } }
            tracks:
              reps: { kind: distributor-rep, credit: rep, rules: { base: { rate: { by: volume, points: 1, per: 100 } } } }
            boards: { reps: { track: reps, rank: points } }
            """;

    @TempDir
    private Path folder;

    private Path sales;
    private String whole;

    /** Hands on what is sent up to a limit, then nothing more, so that a sender stands still half-way. */
    private static final class Relay implements AutoCloseable {
        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final CountDownLatch full = new CountDownLatch(1);
        private final int port;
        private long left;

        Relay(int port, long limit) throws IOException {
            this.port = port;
            this.left = limit;
            thread(this::accept);
        }

        private interface Work {
            void run() throws IOException;
        }

        private static void thread(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException over) {
                    // one of the two ends is gone
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() throws IOException {
            while (true) {
                Socket near = listening.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port);
                thread(() -> {
                    try (near;
                            far) {
                        handOn(near.getInputStream(), far.getOutputStream());
                    }
                });
                thread(() -> far.getInputStream().transferTo(near.getOutputStream()));
            }
        }

        private void handOn(InputStream from, OutputStream to) throws IOException {
            byte[] buffer = new byte[8_192];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.write(buffer, 0, read);
                if (take(read)) {
                    full.countDown();
                    while (from.read(buffer) >= 0) {
                        // until the sender is dead
                    }
                }
            }
        }

        private synchronized boolean take(long bytes) {
            left -= bytes;
            return left <= 0;
        }

        void await() throws InterruptedException {
            assertThat(full.await(60, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }

    @BeforeEach
    void writeAndSendAtOnce() throws Exception {
        StringBuilder text = new StringBuilder("id,date,rep,quantity,amount\n");
        for (int k = 0; k < ROWS; k++) {
            text.append("invoice-%d,2026-01-05,rep-%d,1,%d.25%n".formatted(k, k % 97, k % 1000));
        }
        sales = Files.writeString(folder.resolve("sales.csv"), text);
        try (Serving serving = serving("whole")) {
            assertThat(send(serving).out()).contains("accepted 80,000, duplicate 0");
            whole = hash(serving);
        }
    }

    private Serving serving(String name) throws Exception {
        Serving serving = new Serving(folder.resolve(name));
        assertThat(serving.send("PUT", "/v1/programs/first", "application/yaml", BodyPublishers.ofString(PROGRAM))
                        .statusCode())
                .isLessThan(300);
        return serving;
    }

    private Cli.Result send(Serving serving) throws IOException {
        return Cli.run("send", "--server", serving.url(), "--token", serving.token(), "--feed", "pos", sales);
    }

    private static String hash(Serving serving) throws Exception {
        return JsonText.text(serving.get("/v1/hash"), "standings-hash");
    }

    private void killHalfWay(Relay relay, Serving serving, String... more) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tidemark.tools.cli.Tidemark", "send"));
        command.addAll(List.of("--token", serving.token(), "--feed", "pos"));
        command.addAll(List.of(more));
        command.add(sales.toString());
        Process sender = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try {
            relay.await();
            assertThat(sender.isAlive())
                    .as(Files.readString(folder.resolve("log")))
                    .isTrue();
        } finally {
            sender.toHandle().destroyForcibly();
            sender.waitFor();
        }
    }

    private static int port(String url) {
        return Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
    }

    @Test
    void shouldComeToTheSameOverHttp() throws Exception {
        try (Serving serving = serving("http");
                Relay relay = new Relay(port(serving.url()), Files.size(sales) / 2)) {
            killHalfWay(relay, serving, "--server", "http://127.0.0.1:" + relay.listening.getLocalPort());
            assertThat(send(serving).out()).contains("80,000");
            assertThat(hash(serving)).isEqualTo(whole);
        }
    }

    @Test
    void shouldComeToTheSameOverTheBinaryFeed() throws Exception {
        try (Serving serving = serving("feed");
                Relay relay = new Relay(serving.server.feedAddress().getPort(), 1 << 20)) {
            String port = Integer.toString(relay.listening.getLocalPort());
            killHalfWay(relay, serving, "--server", serving.url(), "--binary", "--feed-port", port);
            assertThat(hash(serving)).as("half of it is there").isNotEqualTo(whole);
            assertThat(send(serving).out()).contains("80,000");
            assertThat(hash(serving)).isEqualTo(whole);
        }
    }
}
