package io.tidemark.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Latency over rate, open loop: a server in a process of its own, {@code tidemark load} at one rate after the other in another.
 * Arguments: {@code PICTURE WARM-UP SECONDS RATE...}, run where {@code tools/tidemark} is. Writes the picture, prints the table.
 * A rate that was not reached is named, and is not in the picture.
 */
public final class CurvesRun {
    private static final String[] COLOURS = {"#1f77b4", "#2ca02c", "#ff7f0e", "#d62728"};
    private static final String[] PERCENTILES = {"p50", "p90", "p99", "p99.9"};

    /**
     * @param latency in milliseconds: p50, p90, p99, p99.9, most
     * @param hiccups the same of a thread that only sleeps
     */
    private record Point(double rate, double reached, double[] latency, double[] hiccups) {}

    private final int port;
    private final Path data;

    private CurvesRun(int port, Path data) {
        this.port = port;
        this.data = data;
    }

    public static void main(String... arguments) throws Exception {
        Path data = Files.createTempDirectory("tidemark-curves");
        CurvesRun run = new CurvesRun(FreePorts.pair(), data);
        Process server = run.serve();
        Thread atExit = new Thread(server::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            run.awaitReady(server);
            List<Point> points = new ArrayList<>();
            run.load(20_000, "3", "1");
            for (int k = 3; k < arguments.length; k++) {
                points.add(run.load(Integer.parseInt(arguments[k]), arguments[1], arguments[2]));
            }
            table(points);
            picture(points, Path.of(arguments[0]));
        } finally {
            server.destroy();
            server.waitFor(30, TimeUnit.SECONDS);
            server.destroyForcibly().waitFor();
            EndToEnd.delete(data);
        }
    }

    private Process serve() throws IOException {
        return new ProcessBuilder(
                        "tools/tidemark",
                        "serve",
                        "--data",
                        data.resolve("d").toString(),
                        "--port",
                        String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("server.log").toFile())
                .start();
    }

    private void awaitReady(Process server) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (!Files.exists(data.resolve("d/admin-token")) || !listening()) {
            if (!server.isAlive() || System.nanoTime() - began > TimeUnit.MINUTES.toNanos(3)) {
                throw new IOException("no server: " + Files.readString(data.resolve("server.log")));
            }
            Thread.sleep(200);
        }
    }

    private boolean listening() {
        try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port + 1)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private Point load(int rate, String warmUp, String seconds) throws IOException, InterruptedException {
        Process load = new ProcessBuilder(
                        "tools/tidemark",
                        "load",
                        "--server",
                        "http://127.0.0.1:" + port,
                        "--data",
                        data.resolve("d").toString(),
                        "--rate",
                        String.valueOf(rate),
                        "--warm-up",
                        warmUp,
                        "--seconds",
                        seconds,
                        "--feed",
                        "at-" + rate + "-" + seconds)
                .redirectErrorStream(true)
                .start();
        String said = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (load.waitFor() != 0 || !said.contains("duplicate 0, conflict 0, refused 0")) {
            throw new IOException(said);
        }
        return new Point(rate, reached(said), row(said, "acknowledged"), row(said, "hiccups"));
    }

    private static double reached(String said) {
        String after = said.substring(said.indexOf(" s: ") + 4);
        return Double.parseDouble(after.substring(0, after.indexOf(" per")).replace(",", ""));
    }

    private static double[] row(String said, String name) {
        String line = said.lines().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
        return Arrays.stream(line.substring(name.length()).strip().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void table(List<Point> points) {
        System.out.println("| asked a second | reached | p50 | p90 | p99 | p99.9 | max, ms | hiccups p99 | p99.9 |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Point point : points) {
            System.out.printf(Locale.ROOT, "| %,.0f | %,.0f |", point.rate(), point.reached());
            Arrays.stream(point.latency()).forEach(ms -> System.out.printf(Locale.ROOT, " %.2f |", ms));
            System.out.printf(Locale.ROOT, " %.2f | %.2f |%n", point.hiccups()[2], point.hiccups()[3]);
        }
    }

    private static void picture(List<Point> all, Path file) throws IOException {
        List<Point> points = all.stream()
                .filter(point -> point.reached() > point.rate() * 0.95)
                .toList();
        all.stream()
                .filter(point -> !points.contains(point))
                .forEach(point -> System.out.printf(Locale.ROOT, "%,.0f a second were not reached%n", point.rate()));
        if (points.size() < 2) {
            System.out.println("no picture: fewer than two rates were reached");
            return;
        }
        List<CurveChart.Line> lines = new ArrayList<>();
        for (int k = 0; k < PERCENTILES.length; k++) {
            int at = k;
            lines.add(new CurveChart.Line(
                    PERCENTILES[k],
                    COLOURS[k],
                    false,
                    points.stream().mapToDouble(p -> p.latency()[at]).toArray()));
        }
        lines.add(new CurveChart.Line(
                "hiccups p99.9",
                "#888",
                true,
                points.stream().mapToDouble(p -> p.hiccups()[3]).toArray()));
        double[] rates = points.stream().mapToDouble(Point::rate).toArray();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, CurveChart.draw("Binary feed, durable (sync group), acknowledged after", rates, lines));
        System.out.println("written to " + file);
    }
}
