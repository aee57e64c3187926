package io.tidemark.tools.demo;

import io.tidemark.engine.period.Calendar;
import io.tidemark.engine.program.Program;
import io.tidemark.gateway.access.AdminToken;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.SettingException;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.journal.JournalException;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import io.tidemark.tools.cli.InputFiles;
import io.tidemark.tools.cli.Numbers;
import io.tidemark.tools.cli.ServerClient;
import io.tidemark.tools.service.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The demonstration live: the whole service over a data folder of its own, the program published and the files sent through
 * HTTP, what was sold in the running period day by day at a pace that can be watched. One thread; {@link #close} from any.
 */
public final class LiveDemo implements AutoCloseable {
    private static final long POLL_MS = 50;
    private static final String BLOCK = "64M";
    private static final String AHEAD = "16M";

    private final Console console;
    private final DemoData data;
    private final Path folder;
    private final Server server;
    private ServerClient client;
    private List<Delivery> deliveries;
    private volatile boolean isClosed;

    /** Rows sent, and what became of them. */
    private final Map<String, Long> counts = new LinkedHashMap<>();

    /**
     * Writes the demonstration's files where they are not there yet, and starts the service.
     *
     * @param files where the demonstration's files are
     * @param port the port to listen on; where it is taken, another
     */
    public LiveDemo(Console console, Path files, int port) throws Failure {
        this.console = console;
        this.data = new DemoData(files, console);
        data.prepare(LocalDate.now(ZoneOffset.UTC));
        try {
            this.folder = Files.createTempDirectory("tidemark-demo");
        } catch (IOException failed) {
            throw new Failure(Exit.ENVIRONMENT, "no folder for the service's data: " + failed.getMessage());
        }
        this.server = listening(port);
        try {
            server.recover(sequence -> {});
            this.client = new ServerClient(server.url(), AdminToken.read(folder.resolve(AdminToken.FILE)));
        } catch (IOException | JournalException failed) {
            close();
            throw new Failure(Exit.ENVIRONMENT, failed.getMessage());
        } catch (InterruptedException interrupted) {
            close();
            throw new Failure(Exit.ENVIRONMENT, "interrupted");
        }
    }

    private Server listening(int port) throws Failure {
        Server first = server(port);
        try {
            first.listen();
            return first;
        } catch (IOException taken) {
            first.close();
        }
        Server other = server(0);
        try {
            other.listen();
            console.say("port " + port + " is taken: another is used");
            return other;
        } catch (IOException failed) {
            other.close();
            throw new Failure(Exit.ENVIRONMENT, "cannot listen: " + failed.getMessage());
        }
    }

    private Server server(int port) throws Failure {
        try {
            return new Server(Settings.presets()
                    .option(Setting.DATA, folder)
                    .option(Setting.PORT, port)
                    .option(Setting.JOURNAL_BLOCK_BYTES, BLOCK)
                    .option(Setting.JOURNAL_AHEAD_BYTES, AHEAD)
                    .option(Setting.MIN_FREE_BYTES, BLOCK)
                    .option(Setting.LINK_TIME, "12h")
                    .option(Setting.STOP_TIME, "2s"));
        } catch (SettingException wrong) {
            throw new Failure(Exit.USAGE, wrong.getMessage());
        }
    }

    public String url() {
        return server.url();
    }

    /** A fresh link that signs one browser in, once. */
    public String link() {
        return server.url() + server.gateway().signInLink("demo", EnumSet.of(Scope.READ, Scope.FEED));
    }

    /** The folder with the administrator's token. */
    public Path folder() {
        return folder;
    }

    /** Publishes the program and sends names, products, profiles and what was sold before the running period. */
    public void begin() throws Failure {
        Path file = data.file("program.yaml");
        Program program = InputFiles.programs(List.of(file), console).get(0);
        put("/v1/programs/" + program.id(), "application/yaml", file);
        put("/v1/participants", "text/csv", data.file("participants.csv"));
        put("/v1/products", "text/csv", data.file("products.csv"));
        LocalDate from = beginning(program);
        deliveries = new ArrayList<>();
        for (Layout layout : Layout.values()) {
            Profile profile = Profile.plain();
            if (layout.profile() != null) {
                profile = InputFiles.profile(data.file(layout.profile()), profile);
                put("/v1/profiles/" + profile.name(), "application/yaml", data.file(layout.profile()));
            }
            deliveries.addAll(Delivery.of(data.file(layout.file()), layout, profile, from));
        }
        deliveries.sort(Comparator.comparing(Delivery::day));
        List<String> sent = new ArrayList<>();
        while (!deliveries.isEmpty() && deliveries.get(0).day().isBefore(from)) {
            sent.add(send(deliveries.remove(0)));
        }
        for (String location : sent) {
            await(location);
        }
    }

    /** First day of the running period. */
    private static LocalDate beginning(Program program) {
        Calendar calendar = new Calendar(program.periods());
        int today = (int) LocalDate.now(ZoneOffset.UTC).toEpochDay();
        return LocalDate.ofEpochDay(calendar.firstDay(calendar.nearest(today)));
    }

    private void put(String path, String type, Path file) throws Failure {
        ServerClient.Answer answer = client.send("PUT", path, type, body(file));
        if (answer.status() >= 300) {
            throw new Failure(Exit.INPUT, file + ": " + answer.detail());
        }
    }

    private static Supplier<BodyPublisher> body(Path file) {
        return () -> {
            try {
                return BodyPublishers.ofByteArray(Files.readAllBytes(file));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        };
    }

    /** Sends a file; answers where to ask what becomes of it. */
    private String send(Delivery delivery) throws Failure {
        String path = "/v1/files?feed=" + delivery.layout().feed() + "&name=" + delivery.name()
                + (delivery.layout().profile() == null
                        ? ""
                        : "&profile=" + delivery.layout().feed());
        ServerClient.Answer answer =
                client.send("POST", path, "text/csv", () -> BodyPublishers.ofByteArray(delivery.content()));
        if (answer.status() != 202) {
            throw new Failure(Exit.INPUT, delivery.name() + ": " + answer.detail());
        }
        return answer.location();
    }

    private void await(String location) throws Failure {
        Map<String, Object> report = client.get(location).body();
        while (!List.of("done", "failed").contains(JsonText.text(report, "state"))) {
            sleep(POLL_MS);
            report = client.get(location).body();
        }
        JsonText.texts(report, "problems").forEach(console::say);
        for (String name : List.of("rows", "accepted", "duplicate", "conflict", "refused", "skipped")) {
            counts.merge(name, JsonText.number(report, name), Long::sum);
        }
    }

    private static void sleep(long ms) throws Failure {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.ENVIRONMENT, "interrupted");
        }
    }

    /** Told of every day that is sent. */
    public interface Progress {
        void day(LocalDate day, int sent, int all);
    }

    /**
     * Sends what was sold in the running period, a distributor's day at a time.
     *
     * @param seconds how long it takes; 0 for as fast as it goes
     */
    public void feed(long seconds, Progress progress) throws Failure {
        int all = deliveries.size();
        long begunNs = System.nanoTime();
        for (int k = 0; k < all && !isClosed; k++) {
            String location = send(deliveries.get(k));
            await(location);
            progress.day(deliveries.get(k).day(), k + 1, all);
            long dueMs = seconds * 1_000 * (k + 1) / all;
            sleep(Math.max(0, dueMs - (System.nanoTime() - begunNs) / 1_000_000));
        }
    }

    /** {@code rows 89,912: accepted 89,912, …}, of all that was sent. */
    public String summary() {
        StringBuilder text = new StringBuilder("rows " + Numbers.grouped(counts.getOrDefault("rows", 0L)) + ":");
        String comma = " ";
        for (String name : List.of("accepted", "duplicate", "conflict", "refused", "skipped")) {
            text.append(comma).append(name).append(' ').append(Numbers.grouped(counts.getOrDefault(name, 0L)));
            comma = ", ";
        }
        return text.toString();
    }

    /** Waits until the service halts by itself, which it should not. */
    public Throwable await() throws InterruptedException {
        try {
            return server.halted().get();
        } catch (java.util.concurrent.ExecutionException failed) {
            return failed;
        }
    }

    /** Stops the service and takes its data folder away. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            console.say(folder + " could not be taken away: " + left.getMessage());
        }
    }
}
