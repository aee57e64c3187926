package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Overview, search and progress, over the real server. */
class ParticipantRoutesTest {
    private static final String PROGRAM = """
            program: spring
            name: Spring
            currency: EUR
            periods: { every: quarter }
            points: { name: stars, decimals: 1, worth: 0.5 }
            groups: { pumps: { category: Pump } }
            measures: { volume: { sum: amount }, pump-units: { sum: quantity, of: pumps } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules: { base: { rate: { by: volume, points: 1 } } }
                ladder:
                  tiers:
                    member: {}
                    star: { when: { measure: volume, at-least: 100 } }
            boards:
              reps: { track: reps, rank: points }
              regions: { track: reps, rank: points, per: region }
            """;

    private final TestServer server = new TestServer();

    @BeforeEach
    void sell() {
        server.publish(PROGRAM);
        post(
                "/v1/activities",
                "[{\"id\":\"1\",\"source\":\"s\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"distributor\":\"d1\",\"amount\":\"60\",\"quantity\":\"1\"},"
                        + "{\"id\":\"2\",\"source\":\"s\",\"date\":\"2026-02-01\",\"rep\":\"ann\",\"distributor\":\"d1\",\"amount\":\"50.5\",\"quantity\":\"1\"},"
                        + "{\"id\":\"3\",\"source\":\"s\",\"date\":\"2026-02-01\",\"rep\":\"anton\",\"distributor\":\"d1\",\"amount\":\"1\",\"quantity\":\"1\"}]");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void post(String path, String json) {
        var answer = server.send(
                server.request(path).POST(BodyPublishers.ofString(json)).header("Content-Type", "application/json"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void shouldGiveAnOverview() {
        assertThat(server.get("/v1/programs/spring/overview").body())
                .contains(
                        "\"name\":\"Spring\"",
                        "\"currency\":\"EUR\"",
                        "\"points\":{\"name\":\"stars\",\"decimals\":1,\"worth\":\"0.5\"}",
                        "\"period\":\"2026-Q1\"",
                        "{\"period\":\"2026-Q1\",\"from\":\"2026-01-01\",\"through\":\"2026-03-31\"}",
                        "{\"measure\":\"pump-units\",\"of\":\"quantity\",\"group\":\"pumps\",\"narrowed\":false}",
                        "{\"tier\":\"star\",\"when\":[{\"measure\":\"volume\",\"atLeast\":\"100\"}]}",
                        "\"kind\":\"distributor-rep\",\"segments\":[]");
    }

    @Test
    void shouldFindByIdAndKnowNobodyElse() {
        assertThat(server.get("/v1/programs/spring/participants?q=AN").body())
                .isEqualTo("{\"program\":\"spring\",\"participants\":["
                        + "{\"participant\":\"distributor-rep:ann\",\"name\":\"\"},"
                        + "{\"participant\":\"distributor-rep:anton\",\"name\":\"\"}]}");
        assertThat(server.get("/v1/programs/spring/participants?q=anton&limit=1")
                        .body())
                .contains("distributor-rep:anton")
                .doesNotContain("ann\"");
        assertThat(server.get("/v1/programs/spring/participants?q=d1").body()).contains("\"participants\":[]");
        assertThat(server.get("/v1/programs/spring/participants").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/programs/spring/participants?q=a&limit=0").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldShowHowAStandingCameAbout() {
        assertThat(server.get("/v1/programs/spring/participants/ann/progress?period=2026-Q1")
                        .body())
                .contains(
                        "\"participant\":\"distributor-rep:ann\"",
                        "\"from\":\"2026-01-01\",\"through\":\"2026-03-31\"",
                        "\"days\":[{\"date\":\"2026-01-05\",\"points\":\"60\"},{\"date\":\"2026-02-01\",\"points\":\"110.5\"}]");
        assertThat(server.get("/v1/programs/spring/participants/ann/progress?period=2025-Q1")
                        .statusCode())
                .isEqualTo(404);
    }
}
