package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.tools.cli.Cli;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files come to without a service is what the service pays for them. */
class StatementFileTest {
    private static final String PROGRAM = """
            program: small
            periods: { every: month }
            measures: { volume: { sum: amount } }
            tracks: { reps: { kind: distributor-rep, credit: rep, rules: { base: { rate: { by: volume, points: 1.5 } } } } }
            boards: { reps: { track: reps, rank: points, prizes: [ { at: 1, points: 10 } ] } }
            """;

    private static final String SALES =
            "id,date,rep,amount\nA,2026-01-05,7,100.5\nB,2026-01-06,8,50\nC,2026-02-01,7,1\n";

    @TempDir
    Path folder;

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void put(Serving serving, String method, String path, String type, String body) throws Exception {
        BodyPublisher text = BodyPublishers.ofString(body);
        assertThat(serving.send(method, path, type, text).statusCode()).isBetween(200, 299);
    }

    /** Closes January in a service, and answers its statements. */
    private Map<String, Object> served() throws Exception {
        try (Serving serving = new Serving(folder.resolve("data"))) {
            put(serving, "PUT", "/v1/programs/small", "application/yaml", PROGRAM);
            put(
                    serving,
                    "POST",
                    "/v1/activities",
                    "application/json",
                    "[{\"source\":\"pos\",\"id\":\"B\",\"date\":\"2026-01-06\",\"rep\":\"8\",\"amount\":\"50\"},"
                            + "{\"source\":\"pos\",\"id\":\"C\",\"date\":\"2026-02-01\",\"rep\":\"7\",\"amount\":\"1\"},"
                            + "{\"source\":\"pos\",\"id\":\"A\",\"date\":\"2026-01-05\",\"rep\":\"7\",\"amount\":\"100.5\"}]");
            put(serving, "POST", "/v1/programs/small/periods/2026-01/close", "text/plain", "");
            String path = "/v1/programs/small/periods/2026-01/statements";
            for (Map<String, Object> all = serving.get(path); ; all = serving.get(path)) {
                if (all.containsKey("digest")) {
                    return all;
                }
                Thread.sleep(1);
            }
        }
    }

    @Test
    void shouldWriteWhatTheServicePays() throws Exception {
        Path statements = folder.resolve("statements.csv");
        Cli.Result result = Cli.run(
                "score",
                "--program",
                file("p.yaml", PROGRAM),
                "--as-of",
                "2026-02-10",
                "--statements",
                statements,
                file("sales.csv", SALES));
        assertThat(result.status()).as(result.err()).isZero();
        Map<String, Object> served = served();
        assertThat(result.err()).contains("digest " + served.get("digest"), "paid " + served.get("paid"));
        assertThat(Files.readString(statements).lines().skip(1))
                .containsExactlyInAnyOrder(
                        "small,2026-01,1,distributor-rep:7,,,150.75,0,0,10,0.25,0,0,161",
                        "small,2026-01,1,distributor-rep:8,,,75,0,0,0,0,0,0,75");
    }
}
