package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SkeletonTest {
    private static final String PROGRAM = """
            program: first
            measures: { volume: { sum: amount } }
            tracks:
              reps: { kind: distributor-rep, credit: rep, rules: { base: { rate: { by: volume, points: 1 } } } }
            boards: { reps: { track: reps, rank: points } }
            """;
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldAnswerReads() {
        server.publish(PROGRAM);
        assertThat(server.get("/v1/programs").body()).contains("\"program\":\"first\"");
        assertThat(server.get("/v1/programs/first").body()).contains("\"source\"");
        assertThat(server.get("/v1/programs/first/boards").body()).contains("\"board\":\"reps\"");
        assertThat(server.get("/v1/programs/first/boards/reps").statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/programs/none").statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/programs/first/participants/x/standing").statusCode())
                .isEqualTo(404);
        assertThat(server.get("/v1/programs?x=1").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldAskForAToken() {
        HttpRequest.Builder bare =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.address.getPort() + "/v1/programs"));
        assertThat(server.send(bare.GET()).statusCode()).isEqualTo(401);
        assertThat(server.send(server.request("/v1/programs").POST(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(405);
        assertThat(server.send(server.request("/v1/nothing").POST(HttpRequest.BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
    }
}
