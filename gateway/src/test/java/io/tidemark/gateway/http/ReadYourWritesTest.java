package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.answer.JsonText;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was acknowledged is seen by every read that starts afterwards: points, tier, rank. */
class ReadYourWritesTest {
    private static final int TIMES = Integer.getInteger("tidemark.read-your-writes", 2_000);
    private static final String PROGRAM = """
            program: race
            measures: { volume: { sum: amount } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules: { base: { rate: { by: volume, points: 1 } } }
                ladder: { tiers: { low: {}, high: { when: { measure: volume, at-least: 500 } } } }
            boards: { reps: { track: reps, rank: points } }
            """;

    @Test
    void shouldNeverReadAnythingStale() {
        try (TestServer server = new TestServer()) {
            server.publish(PROGRAM);
            int[] points = new int[7];
            for (int k = 0; k < TIMES; k++) {
                int who = k % points.length;
                int amount = 1 + k * 31 % 17;
                points[who] += amount;
                String answer = server.send(server.request("/v1/activities?feed=pos")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"id\":" + k + ",\"date\":\"2026-01-05\",\"rep\":\"r"
                                        + who + "\",\"amount\":" + amount + "}")))
                        .body();
                assertThat(answer).contains("\"accepted\":1");
                int rank = 1;
                for (int other : points) {
                    rank += other > points[who] ? 1 : 0;
                }
                Map<String, Object> standing = JsonText.object(
                        server.get("/v1/programs/race/participants/r" + who + "/standing?period=2026-Q1")
                                .body());
                assertThat(standing)
                        .containsEntry("points", Integer.toString(points[who]))
                        .containsEntry("tier", points[who] >= 500 ? "high" : "low")
                        .containsEntry("ranks", Map.of("reps", Integer.toString(rank)));
            }
        }
    }
}
