package io.tidemark.tools.cli;

import io.tidemark.gateway.access.AdminToken;
import io.tidemark.gateway.answer.JsonText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Talks to a server. What gets no answer, or one that says to try later, is sent again: nothing counts twice. One thread.
 */
public final class ServerClient {
    private static final int MOST_TRIES = 8;
    private static final int MOST_CONNECTS = 2;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final String server;
    private final String token;
    /** A server that was there is waited for, as it may be starting again. */
    private boolean hasAnswered;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** @param token empty where there is none */
    public ServerClient(String server, String token) throws Failure {
        this.server = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
        this.token = token;
        if (!this.server.startsWith("http://") && !this.server.startsWith("https://")) {
            throw new Failure(Exit.USAGE, server + " is no address of a server — http://127.0.0.1:8080, for example");
        }
    }

    /** The token to use: as given, else of the environment, else of a data folder on this machine. */
    public static String token(String given, Path data) throws Failure {
        if (given != null) {
            return given;
        }
        String environment = System.getenv("TIDEMARK_TOKEN");
        if (environment != null && !environment.isEmpty()) {
            return environment;
        }
        Path folder = data == null ? Path.of("tidemark-data") : data;
        try {
            String token = AdminToken.read(folder.resolve(AdminToken.FILE));
            if (token.isEmpty() && data != null) {
                throw new Failure(
                        Exit.INPUT, folder + " holds no " + AdminToken.FILE + " — is it the server's data folder?");
            }
            return token;
        } catch (IOException unreadable) {
            throw new Failure(
                    Exit.INPUT, folder.resolve(AdminToken.FILE) + " cannot be read: " + unreadable.getMessage());
        }
    }

    /** What the server answered: its status and the JSON object in it. */
    public record Answer(int status, Map<String, Object> body, String location) {
        /** What the server says is the matter. */
        public String detail() {
            return JsonText.text(body, "detail");
        }
    }

    /** One part of a query, encoded. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public Answer get(String path) throws Failure {
        return send(path, () -> HttpRequest.newBuilder().GET());
    }

    /** @param body made anew for every try */
    public Answer send(String method, String path, String type, Supplier<HttpRequest.BodyPublisher> body)
            throws Failure {
        return send(
                path, () -> HttpRequest.newBuilder().method(method, body.get()).header("Content-Type", type));
    }

    /** What is asked, made anew for every try; what fails while it is made ends it. */
    interface Asked {
        HttpRequest.Builder make() throws IOException, Failure;
    }

    private Answer send(String path, Supplier<HttpRequest.Builder> request) throws Failure {
        return ask(path, request::get);
    }

    Answer ask(String path, Asked request) throws Failure {
        IOException broken = null;
        Answer busy = null;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            pause(tries);
            try {
                Answer answer = once(path, request.make());
                if (answer.status() != 429 && answer.status() != 503 && answer.status() != 423) {
                    return checked(answer);
                }
                busy = answer;
            } catch (IOException failed) {
                broken = failed;
                busy = null;
                if (failed instanceof ConnectException && tries >= MOST_CONNECTS && !hasAnswered
                        || !trust(failed).isEmpty()) {
                    break;
                }
            }
        }
        throw new Failure(
                Exit.ENVIRONMENT,
                busy != null
                        ? server + " is busy: " + busy.detail()
                        : "no answer from " + server + ": " + reason(broken) + whatHelps(broken));
    }

    private static String whatHelps(IOException broken) {
        String trust = trust(broken);
        return trust.isEmpty() ? " — is it running? what was sent can be sent again, nothing counts twice" : trust;
    }

    /** What to do where a certificate is not trusted; empty where something else is the matter. */
    public static String trust(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
                return " — the server's certificate is not trusted here, or is another host's: name the host as the certificate"
                        + " does, and what to trust with TIDEMARK_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE";
            }
        }
        return "";
    }

    private static String reason(IOException failed) {
        return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    }

    private static void pause(int tries) throws Failure {
        if (tries > 0) {
            try {
                Thread.sleep(Math.min(5_000, 100L << tries));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new Failure(Exit.ENVIRONMENT, "interrupted");
            }
        }
    }

    private Answer once(String path, HttpRequest.Builder request) throws IOException, Failure {
        request.uri(URI.create(server + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            hasAnswered = true;
            String type = response.headers().firstValue("content-type").orElse("");
            Map<String, Object> body = type.contains("json") ? JsonText.object(response.body()) : Map.of();
            return new Answer(
                    response.statusCode(),
                    body,
                    response.headers().firstValue("location").orElse(""));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Failure(Exit.ENVIRONMENT, "interrupted");
        }
    }

    private Answer checked(Answer answer) throws Failure {
        if (answer.status() == 401 || answer.status() == 403) {
            throw new Failure(
                    Exit.USAGE,
                    server + ": " + answer.detail() + " (--token, TIDEMARK_TOKEN, or --data DIR on the same machine)");
        }
        if (answer.status() >= 500) {
            throw new Failure(Exit.ENVIRONMENT, server + ": " + answer.detail());
        }
        return answer;
    }

    /** The refusals in an answer, one line each. */
    static List<String> problems(Answer answer, String file) {
        if (answer.body().get("problems") instanceof List<?> list && !list.isEmpty()) {
            return list.stream()
                    .map(problem -> problem instanceof Map<?, ?> map
                            ? file + ":" + map.get("line") + ":" + map.get("column") + ": " + map.get("what") + " — "
                                    + map.get("right")
                            : String.valueOf(problem))
                    .toList();
        }
        return List.of(file + ": " + answer.detail());
    }
}
