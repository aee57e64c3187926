package io.tidemark.tools.cli;

import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.ingest.Profile;
import io.tidemark.tools.load.BinarySender;
import io.tidemark.tools.load.FeedAddress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark send}: files to a server, and what became of them. */
@Command(
        name = "send",
        description = {
            "Sends POS files to a server and says what became of them.",
            "",
            "Sending a file again changes nothing: what counted before counts once."
        })
final class SendCommand implements Callable<Integer> {
    private static final long POLL_MS = 100;
    private static final long LOOK_MS = 1_000;
    private static final int SHOWN = 1_000;
    /** From so many bytes on, what breaks off is not sent from its beginning. */
    private static final long RESUMABLE_BYTES = 1 << 20;

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "files of sales and returns: CSV, XLSX, JSON, X12, EDIFACT;"
                    + " .ndjson without a profile holds activities, one a line")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--watch",
            paramLabel = "DIR",
            description =
                    "sends every file of a folder once it has stopped growing, and again when it was changed, until"
                            + " it is interrupted")
    private Path watch;

    @Mixin
    private ServerOptions at;

    @Option(names = "--feed", required = true, paramLabel = "NAME", description = "the feed: the name space of the ids")
    private String feed;

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description =
                    "how the files are laid out; put on the server under its name. Not needed where headers name the fields")
    private Path profile;

    @Option(
            names = "--function",
            paramLabel = "FUNCTION",
            description =
                    "what the file is for: original, add, replace or cancel (default: what it says itself, else original)")
    private String function;

    @Option(
            names = "--report",
            paramLabel = "N",
            description = "its number: the feed's reports are ordered by it, else by receipt")
    private Integer report;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "first day that it speaks for, with --until (default: its rows' days, per location)")
    private LocalDate from;

    @Option(names = "--until", paramLabel = "DATE", description = "the first day behind those that it speaks for")
    private LocalDate until;

    @Option(names = "--binary", description = "reads the files here and sends their lines over the binary feed")
    private boolean binary;

    @Option(
            names = "--feed-port",
            paramLabel = "N",
            description = "the binary feed's port, where it is not the one behind the server's own")
    private Integer feedPort;

    SendCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        if (feed.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--feed is blank — name the feed, e.g. pos");
        }
        checkReport();
        check();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                throw new Failure(Exit.INPUT, file + ": there is no such file — check the name and the folder");
            }
        }
        if (binary) {
            BinarySender sender = new BinarySender(console, InputFiles.profile(profile, Profile.plain()), feed);
            boolean sent = sender.send(files, FeedAddress.of(at.server(), feedPort), at.token());
            return (sent ? Exit.DONE : Exit.INPUT).status();
        }
        ServerClient client = new ServerClient(at.server(), at.token());
        String name = profile == null ? "" : putProfile(client);
        boolean fine = true;
        for (Path file : files) {
            fine &= sendOne(client, file, name);
        }
        if (watch != null) {
            watch(client, name);
        }
        return (fine ? Exit.DONE : Exit.INPUT).status();
    }

    /** Whether the file has to be read as a report, and not line by line. */
    private boolean isReport() {
        return report != null || from != null || "replace".equals(function) || "cancel".equals(function);
    }

    private void checkReport() {
        if (function != null && !List.of("original", "add", "replace", "cancel").contains(function)) {
            throw new ParameterException(
                    spec.commandLine(), "--function is " + function + " — one of original, add, replace, cancel");
        }
        if ((from == null) != (until == null)) {
            throw new ParameterException(spec.commandLine(), "--from and --until declare the span together");
        }
        if (binary && isReport()) {
            throw new ParameterException(
                    spec.commandLine(), "--binary sends single lines — send a report that restates without it");
        }
    }

    /** What is said about the file beside its name. */
    private String reportParameters() {
        return (function == null ? "" : "&function=" + function)
                + (report == null ? "" : "&report=" + report)
                + (from == null ? "" : "&from=" + from + "&until=" + until);
    }

    private void check() throws Failure {
        if (files.isEmpty() && watch == null) {
            throw new ParameterException(spec.commandLine(), "there is nothing to send — name FILE, or --watch DIR");
        }
        if (watch != null && binary) {
            throw new ParameterException(
                    spec.commandLine(), "--watch sends whole files — leave out --binary, which sends lines");
        }
        if (watch != null && !Files.isDirectory(watch)) {
            throw new Failure(Exit.INPUT, watch + ": there is no such folder — check the name");
        }
    }

    private boolean sendOne(ServerClient client, Path file, String name) throws Failure {
        return profile == null && !isReport() && LineSender.takes(file)
                ? new LineSender(console, client, feed).send(file)
                : send(client, file, name);
    }

    private void watch(ServerClient client, String name) throws Failure {
        FolderWatch folder = new FolderWatch(watch);
        console.say("watching " + watch + " — Ctrl-C ends it");
        while (pause()) {
            for (Path file : look(folder)) {
                try {
                    sendOne(client, file, name);
                } catch (Failure failed) {
                    if (failed.exit() != Exit.ENVIRONMENT) {
                        throw failed;
                    }
                    folder.notSent(file);
                    console.say(file + ": " + failed.getMessage() + " — it is tried again");
                }
            }
        }
    }

    private List<Path> look(FolderWatch folder) throws Failure {
        try {
            return folder.look();
        } catch (IOException unreadable) {
            throw new Failure(Exit.ENVIRONMENT, watch + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** Whether to go on. */
    private static boolean pause() {
        try {
            Thread.sleep(LOOK_MS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String putProfile(ServerClient client) throws Failure {
        String name = InputFiles.profile(profile, Profile.plain()).name();
        String text = InputFiles.text(profile);
        String type = profile.toString().endsWith(".json") ? "application/json" : "application/yaml";
        ServerClient.Answer answer = client.send(
                "PUT", "/v1/profiles/" + ServerClient.encode(name), type, () -> BodyPublishers.ofString(text));
        if (answer.status() != 200) {
            throw new Failure(Exit.INPUT, ServerClient.problems(answer, profile.toString()));
        }
        return name;
    }

    private boolean send(ServerClient client, Path file, String profileName) throws Failure {
        String query = "feed=" + ServerClient.encode(feed) + reportParameters() + "&name="
                + ServerClient.encode(shortened(file.getFileName().toString()))
                + (profileName.isEmpty() ? "" : "&profile=" + ServerClient.encode(profileName));
        ProgressBar bar = new ProgressBar(console, file.toString());
        try {
            ServerClient.Answer answer = size(file) >= RESUMABLE_BYTES
                    ? new ResumableUpload(client, file, bar).send(query)
                    : client.send("POST", "/v1/files?" + query, "text/csv", () -> publisher(file, bar));
            if (answer.status() / 100 != 2) {
                bar.clear();
                console.say(file + ": " + answer.detail());
                return false;
            }
            Map<String, Object> report = await(client, answer.location(), bar);
            bar.clear();
            return said(client, file, report);
        } finally {
            bar.clear();
        }
    }

    private static long size(Path file) throws Failure {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new Failure(Exit.INPUT, file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static String shortened(String name) {
        return name.length() <= 80 ? name : name.substring(name.length() - 80);
    }

    private java.net.http.HttpRequest.BodyPublisher publisher(Path file, ProgressBar bar) {
        try {
            return bar.watch(BodyPublishers.ofFile(file), Files.size(file));
        } catch (FileNotFoundException gone) {
            throw new IllegalStateException(file + " is gone", gone);
        } catch (IOException unreadable) {
            throw new IllegalStateException(file + " cannot be read", unreadable);
        }
    }

    private static Map<String, Object> await(ServerClient client, String location, ProgressBar bar) throws Failure {
        while (true) {
            Map<String, Object> report = client.get(location).body();
            String state = JsonText.text(report, "state");
            if (state.equals("done") || state.equals("failed")) {
                return report;
            }
            bar.rows(JsonText.number(report, "rows"));
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new Failure(Exit.ENVIRONMENT, "interrupted — the server reads the file to its end");
            }
        }
    }

    private boolean said(ServerClient client, Path file, Map<String, Object> report) throws Failure {
        List<String> problems = JsonText.texts(report, "problems");
        if (!problems.isEmpty()) {
            problems.forEach(console::say);
            return false;
        }
        long others = JsonText.number(report, "refused") + JsonText.number(report, "conflict");
        if (others > 0) {
            exceptions(client, file, JsonText.text(report, "ingest"));
        }
        summary(file, report).forEach(console.out()::println);
        console.out().flush();
        return others == 0;
    }

    private void exceptions(ServerClient client, Path file, String ingest) throws Failure {
        Map<String, Object> body = client.get(
                        "/v1/exceptions?ingest=" + ServerClient.encode(ingest) + "&limit=" + SHOWN)
                .body();
        if (body.get("exceptions") instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> raw) {
                    Map<String, Object> exception = JsonText.cast(raw);
                    String place = file + ":" + JsonText.text(exception, "line") + ": "
                            + JsonText.text(exception, "reason") + ": ";
                    JsonText.texts(exception, "details").forEach(detail -> console.say(place + detail));
                }
            }
        }
    }

    private static List<String> summary(Path file, Map<String, Object> report) {
        List<String> lines = new ArrayList<>();
        lines.add(file + ": " + Numbers.rows(JsonText.number(report, "rows")) + " (" + JsonText.text(report, "layout")
                + ")");
        lines.add(
                "accepted " + number(report, "accepted") + ", duplicate " + number(report, "duplicate") + ", conflict "
                        + number(report, "conflict") + ", refused " + number(report, "refused") + ", skipped "
                        + number(report, "skipped"));
        if (report.get("setAside") instanceof List<?> list && !list.isEmpty()) {
            lines.add("of the accepted, set aside: "
                    + list.stream().map(SendCommand::setAside).collect(Collectors.joining(", ")));
        }
        return lines;
    }

    private static String setAside(Object item) {
        Map<String, Object> one = JsonText.cast((Map<?, ?>) item);
        return number(one, "activities") + " " + JsonText.text(one, "reason") + " on " + JsonText.text(one, "program")
                + "/" + JsonText.text(one, "track");
    }

    private static String number(Map<String, Object> report, String name) {
        return Numbers.grouped(JsonText.number(report, name));
    }
}
