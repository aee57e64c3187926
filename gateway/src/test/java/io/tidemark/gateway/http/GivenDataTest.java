package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets and statuses over HTTP, and what follows from them. */
class GivenDataTest {
    private static final String PROGRAM = """
            program: first
            measures: { volume: { sum: amount }, quota: { given: quota } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules:
                  base: { rate: { by: volume, points: 1 }, needs: { status: map, is: ok, whose: distributor } }
                ladder: { tiers: { low: {}, high: { when: [ { ratio: volume, to: quota, at-least: 1 }, { tier: gold, whose: distributor } ] } } }
              distributors:
                kind: distributor
                credit: distributor
                ladder: { tiers: { plain: {}, gold: { when: { measure: volume, at-least: 500 } } } }
            """;

    private TestServer server;

    @BeforeEach
    void open() {
        server = new TestServer();
        assertThat(put("/v1/programs/first", "application/yaml", PROGRAM).statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> put(String path, String type, String body) {
        return server.send(server.request(path).header("Content-Type", type).PUT(BodyPublishers.ofString(body)));
    }

    private String standing() {
        return server.get("/v1/programs/first/participants/distributor-rep:ann/standing?period=2026-Q1")
                .body();
    }

    @Test
    void shouldScoreByTargetsStatusesAndTheTierAbove() throws InterruptedException {
        put("/v1/participants", "text/csv", "kind,id,parent\nrep,ann,distributor:d1\n");
        server.send(
                server.request("/v1/activities")
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"source\":\"s\",\"id\":\"1\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"distributor\":\"d1\",\"amount\":\"600\"}")));
        assertThat(standing()).contains("\"points\":\"0\"").contains("\"held\":\"600\"");
        assertThat(put(
                                "/v1/statuses",
                                "application/json",
                                "[{\"kind\":\"distributor\",\"participant\":\"d1\",\"status\":\"map\",\"value\":\"ok\",\"date\":\"2026-01-01\"}]")
                        .body())
                .contains("\"accepted\":1");
        settled("\"points\":\"600\"");
        assertThat(standing()).contains("\"tier\":\"low\"").contains("\"quota\":\"0\"");
        HttpResponse<String> targets = put(
                "/v1/targets",
                "text/csv",
                "kind,participant,name,period,value\nrep,ann,quota,2026-Q1,500.5\nrep,ann,quota,,3\nrep,ann,quota,2026-Q2,many\n");
        assertThat(targets.body())
                .contains("\"accepted\":1")
                .contains("the row has no period")
                .contains("many is not a number");
        settled("\"tier\":\"high\"");
        assertThat(standing()).contains("\"quota\":\"500.5\"");
    }

    /** What hangs on an ancestor follows in slices. */
    private void settled(String expected) throws InterruptedException {
        for (int k = 0; k < 2_000 && !standing().contains(expected); k++) {
            Thread.sleep(5);
        }
        assertThat(standing()).contains(expected);
    }
}
