package io.tidemark.tools.cli;

import io.tidemark.gateway.answer.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Sends files of activities, an object of JSON a line, as {@code journal export} writes them. One thread. */
final class LineSender {
    private final Console console;
    private final ServerClient client;
    private final String feed;

    /** @param feed the source of activities that name none */
    LineSender(Console console, ServerClient client, String feed) {
        this.console = console;
        this.client = client;
        this.feed = feed;
    }

    static boolean takes(Path file) {
        return file.toString().endsWith(".ndjson");
    }

    /** Answers whether everything in the file counted. */
    boolean send(Path file) throws Failure {
        ProgressBar bar = new ProgressBar(console, file.toString());
        try {
            ServerClient.Answer answer = client.send(
                    "POST",
                    "/v1/activities?feed=" + ServerClient.encode(feed),
                    "application/x-ndjson",
                    () -> publisher(file, bar));
            bar.clear();
            if (answer.status() != 200) {
                console.say(file + ": " + answer.detail());
                return false;
            }
            return said(file, answer.body());
        } finally {
            bar.clear();
        }
    }

    private static BodyPublisher publisher(Path file, ProgressBar bar) {
        try {
            return bar.watch(BodyPublishers.ofFile(file), Files.size(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    private boolean said(Path file, Map<String, Object> answer) {
        if (answer.get("results") instanceof List<?> results) {
            for (Object result : results) {
                if (result instanceof Map<?, ?> raw) {
                    problem(file, JsonText.cast(raw));
                }
            }
        }
        console.out()
                .println(file + ": " + Numbers.rows(JsonText.number(answer, "received"))
                        + " (JSON, an activity a line)");
        console.out()
                .println("accepted " + number(answer, "accepted") + ", duplicate " + number(answer, "duplicate")
                        + ", conflict " + number(answer, "conflict") + ", refused " + number(answer, "refused"));
        console.out().flush();
        return JsonText.number(answer, "refused") + JsonText.number(answer, "conflict") == 0;
    }

    private void problem(Path file, Map<String, Object> result) {
        String verdict = JsonText.text(result, "verdict");
        if (verdict.equals("refused") || verdict.equals("conflict")) {
            String reason = JsonText.text(result, "reason");
            console.say(
                    file + ":" + (JsonText.number(result, "index") + 1) + ": " + (reason.isEmpty() ? verdict : reason)
                            + ": " + String.join("; ", JsonText.texts(result, "details")));
        }
    }

    private static String number(Map<String, Object> answer, String name) {
        return Numbers.grouped(JsonText.number(answer, name));
    }
}
