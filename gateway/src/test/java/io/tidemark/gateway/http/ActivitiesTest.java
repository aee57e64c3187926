package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ActivitiesTest {
    static final String PROGRAM = """
            program: first
            measures: { volume: { sum: amount } }
            participants: { unknown: wait }
            tracks:
              reps: { kind: distributor-rep, credit: rep, rules: { base: { rate: { by: volume, points: 1 } } } }
            boards: { reps: { track: reps, rank: points } }
            """;
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> post(String type, String body) {
        return server.send(server.request("/v1/activities?feed=pos")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void shouldTakeAnObject() {
        server.publish(PROGRAM.replace("participants: { unknown: wait }", "name: First"));
        HttpResponse<String> answer = post(
                "application/json",
                "{\"id\":\"1\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"quantity\":2,\"amount\":\"100.50\"}");
        assertThat(answer.body()).contains("\"accepted\":1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/programs/first/participants/ann/standing?period=2026-Q1")
                        .body())
                .contains("\"points\":\"100.5\"");
    }

    @Test
    void shouldKeepWhatBecameNoFactAmongTheExceptions() {
        String good = "{\"id\":\"1\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"amount\":1}";
        String lines = good + "\n" + good.replace("\"amount\":1", "\"amount\":2") + "\n"
                + good.replace("\"1\"", "\"2\"").replace("2026-01-05", "5.1.26") + "\nhello\n";
        for (int times = 0; times < 3; times++) {
            post("application/x-ndjson", lines);
        }
        assertThat(server.get("/v1/exceptions?feed=pos&reason=conflict").body())
                .containsOnlyOnce("\"feed\":\"pos\",\"source\":\"pos\",\"activity\":\"1\","
                        + "\"reason\":\"conflict\",\"details\":[]");
        assertThat(server.get("/v1/exceptions?feed=pos&reason=date").body())
                .containsOnlyOnce("\"activity\":\"2\"")
                .contains("5.1.26 is not a date — write it as 2026-03-31");
        assertThat(server.get("/v1/exceptions?feed=pos&reason=field").body().split("the line is no JSON"))
                .as("what has no identity is kept every time")
                .hasSize(4);
    }

    @Test
    void shouldKeepNoMoreOfARequestThanIsSet() {
        try (TestServer few = new TestServer("kept-refusals", "3")) {
            few.send(few.request("/v1/activities?feed=pos")
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString("hello\n".repeat(50))));
            assertThat(few.get("/v1/exceptions").body().split("the line is no JSON"))
                    .hasSize(4);
        }
    }

    @Test
    void shouldSayWhatBecameOfEachOfAnArray() {
        server.publish(PROGRAM);
        HttpResponse<String> answer = post(
                "application/json",
                "[{\"id\":\"1\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"amount\":1},"
                        + "{\"id\":\"1\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"amount\":1},"
                        + "{\"id\":\"1\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"amount\":2},"
                        + "{\"date\":\"2026-02-31\",\"ammount\":-1}]");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"accepted\":1")
                .contains("\"duplicate\":1")
                .contains("\"conflict\":1")
                .contains("\"refused\":1")
                .contains(
                        "{\"program\":\"first\",\"track\":\"reps\",\"reason\":\"unknown-participant\",\"activities\":1}")
                .contains("2026-02-31 is not a date")
                .contains("there is no field ammount");
    }

    @Test
    void shouldTakeLinesAndLetABadOneCostOne() {
        server.publish(PROGRAM);
        StringBuilder lines = new StringBuilder();
        for (int k = 0; k < 5_000; k++) {
            lines.append("{\"id\":\"").append(k).append("\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"amount\":1}\n");
        }
        lines.append("\r\n{\"id\":\n{\"id\":\"last\",\"date\":\"2026-01-05\"}");
        HttpResponse<String> answer = post("application/x-ndjson", lines.toString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"received\":5002")
                .contains("\"accepted\":5001")
                .contains("\"refused\":1")
                .contains(
                        "{\"index\":5001,\"source\":\"pos\",\"activity\":\"\",\"verdict\":\"refused\",\"reason\":\"field\"");
    }

    @Test
    void shouldTakeNothingOfADamagedDocument() {
        long before = server.sequence();
        HttpResponse<String> answer =
                post("application/json", "[{\"id\":\"1\",\"date\":\"2026-01-05\",\"amount\":1},{\"id\":");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("no JSON in line 1").contains("nothing of it was taken");
        assertThat(server.sequence()).isEqualTo(before);
    }

    @Test
    void shouldAnswerALoneActivityWithAStatus() {
        assertThat(post("application/json", "{\"id\":\"1\"}").statusCode()).isEqualTo(422);
        assertThat(post("application/json", "{\"id\":\"1\",\"date\":\"2026-01-05\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("application/json", "{\"id\":\"1\",\"date\":\"2026-01-06\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post("text/plain", "{}").statusCode()).isEqualTo(415);
    }
}
