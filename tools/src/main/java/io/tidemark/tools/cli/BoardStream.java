package io.tidemark.tools.cli;

import io.tidemark.gateway.live.LiveMirror;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Follows a stream of a server's events: a connection that breaks or falls silent is made anew and resumes where it was.
 * One thread, and one that notices silence.
 */
final class BoardStream {
    /** Servers break the silence every quarter of a minute. */
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(60);

    private static final long FIRST_WAIT_MS = 500;
    private static final long LONGEST_WAIT_MS = 10_000;

    private final String server;
    private final String token;
    private final String path;
    private final BoardScreen screen;
    private final Console console;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final LiveMirror mirror = new LiveMirror();
    private volatile long heardNs;
    private volatile InputStream reading;
    private boolean wasConnected;
    private boolean gotSomething;

    /** @param path and query of the stream */
    BoardStream(String server, String token, String path, BoardScreen screen, Console console) {
        this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
        this.token = token;
        this.path = path;
        this.screen = screen;
        this.console = console;
    }

    /**
     * Follows until nobody reads what is shown any more.
     *
     * @throws Failure where the server does not answer at all, or says that this cannot be watched
     */
    void follow() throws Failure {
        ScheduledExecutorService silence = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "silence");
            thread.setDaemon(true);
            return thread;
        });
        silence.scheduleAtFixedRate(this::endSilence, 5, 5, TimeUnit.SECONDS);
        try {
            long waitMs = FIRST_WAIT_MS;
            while (!console.out().checkError()) {
                gotSomething = false;
                String why = connect();
                if (!wasConnected) {
                    throw new Failure(Exit.ENVIRONMENT, "no answer from " + server + ": " + why + " — is it running?");
                }
                screen.say("the connection was lost; trying again");
                waitMs = gotSomething ? FIRST_WAIT_MS : Math.min(LONGEST_WAIT_MS, 2 * waitMs);
                Thread.sleep(waitMs);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            silence.shutdownNow();
        }
    }

    private void endSilence() {
        InputStream open = reading;
        if (open != null && System.nanoTime() - heardNs > SILENCE_NS) {
            try {
                open.close();
            } catch (IOException gone) {
                // it is what was wanted
            }
        }
    }

    /** One connection until its end; answers why it ended. */
    private String connect() throws Failure, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!mirror.id().isEmpty()) {
            request.header("Last-Event-ID", mirror.id());
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                refuse(response.statusCode(), in);
                wasConnected = true;
                heardNs = System.nanoTime();
                reading = in;
                read(in);
                return "the server ended the connection";
            } finally {
                reading = null;
            }
        } catch (IOException broken) {
            return broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
        }
    }

    private void refuse(int status, InputStream in) throws IOException, Failure {
        if (status == 200) {
            return;
        }
        String detail = WatchCommand.detail(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        if (status == 429 || status >= 500) {
            throw new IOException(detail);
        }
        throw new Failure(
                Exit.USAGE,
                detail
                        + (status == 401 || status == 403
                                ? " (--token, TIDEMARK_TOKEN, or --data DIR on the same machine)"
                                : ""));
    }

    private void read(InputStream in) throws IOException, Failure {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        String event = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            heardNs = System.nanoTime();
            if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                received(event, line.substring("data: ".length()));
            }
            if (console.out().checkError()) {
                return;
            }
        }
    }

    private void received(String event, String data) throws Failure {
        if (event.equals("problem")) {
            throw new Failure(Exit.INPUT, WatchCommand.detail(data));
        }
        gotSomething = true;
        if (mirror.take(data) || event.equals("resumed")) {
            screen.show(mirror);
        }
    }
}
