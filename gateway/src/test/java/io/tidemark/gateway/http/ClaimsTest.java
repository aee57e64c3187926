package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims over HTTP: sent as activities, decided step by step. */
class ClaimsTest {
    private static final String PROGRAM = """
            program: first
            claims: { within: 400, requires: [invoice], match: [invoice, sku], approve: [distributor, office] }
            measures: { claimed: { sum: amount, kind: claim } }
            tracks:
              contractors:
                kind: contractor
                credit: contractor
                rules: { cash: { rate: { by: claimed, points: 2 } } }
            """;

    private TestServer server;

    @BeforeEach
    void open() {
        server = new TestServer();
        assertThat(server.send(server.request("/v1/programs/first")
                                .header("Content-Type", "application/yaml")
                                .PUT(BodyPublishers.ofString(PROGRAM)))
                        .statusCode())
                .isEqualTo(200);
        send("claim", "C1", "\"contractor\":\"bob\",\"invoice\":\"i1\"");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void send(String kind, String id, String more) {
        post(
                "/v1/activities",
                "{\"source\":\"s\",\"kind\":\"" + kind + "\",\"id\":\"" + id
                        + "\",\"date\":\"2026-01-05\",\"sku\":\"P\",\"quantity\":\"2\",\"amount\":\"10\"," + more
                        + "}");
    }

    private HttpResponse<String> post(String path, String body) {
        return server.send(
                server.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> decide(String step, String decision, String reason) {
        return post(
                "/v1/programs/first/claims/s/C1",
                "{\"step\":\"" + step + "\",\"decision\":\"" + decision + "\",\"reason\":\"" + reason + "\"}");
    }

    private String standing() {
        return server.get("/v1/programs/first/participants/contractor:bob/standing?period=2026-Q1")
                .body();
    }

    @Test
    void shouldCountWhatEveryStepApproved() {
        assertThat(standing()).contains("\"points\":\"0\"").contains("\"pending\":\"20\"");
        assertThat(server.get("/v1/programs/first/claims/s/C1").body())
                .contains("\"state\":\"submitted\"")
                .contains("\"claimed\":\"2\"")
                .contains("\"sales\":[]");
        send("sale", "S1", "\"rep\":\"ann\",\"invoice\":\"i1\"");
        assertThat(decide("distributor", "approve", "").body())
                .contains("\"sales\":[\"s:S1\"]")
                .contains("\"sold\":\"2\"")
                .contains("\"state\":\"submitted\"");
        assertThat(decide("office", "reject", "").statusCode()).isEqualTo(400);
        assertThat(decide("office", "reject", "no photo").body())
                .contains("\"state\":\"rejected\"")
                .contains("no photo");
        assertThat(decide("office", "approve", "").body()).contains("\"state\":\"approved\"");
        assertThat(standing()).contains("\"points\":\"20\"").contains("\"pending\":\"0\"");
        assertThat(decide("office", "withdraw", "").body()).contains("\"state\":\"submitted\"");
    }

    @Test
    void shouldSayWhatCannotBeDecided() {
        assertThat(decide("ofice", "approve", "").body())
                .contains("the program has no step ofice — distributor, office");
        assertThat(decide("office", "maybe", "").body()).contains("approve, reject or withdraw");
        assertThat(post("/v1/programs/first/claims/s/C9", "{\"step\":\"office\",\"decision\":\"approve\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.get("/v1/programs/none/claims/s/C1").statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/activities/s/C1").body()).contains("claim-pending");
    }
}
