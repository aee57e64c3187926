package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.answer.JsonText;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What came in behind a period's closing and is kept out of it: listed, corrected into another period, or dismissed. */
class LateRowsTest {
    private static final String PROGRAM = """
            program: first
            periods: { every: quarter, close: manual, late: set-aside }
            measures: { volume: { sum: amount } }
            tracks:
              reps: { kind: distributor-rep, credit: rep, rules: { base: { rate: { by: volume, points: 1 } } } }
            """;

    private final TestServer server = new TestServer();

    @BeforeEach
    void closeTheFirstQuarter() {
        assertThat(send("PUT", "/v1/programs/first", "application/yaml", PROGRAM)
                        .statusCode())
                .isEqualTo(200);
        sale("1", "2025-01-05", "100");
        assertThat(send("POST", "/v1/programs/first/periods/2025-Q1/close", "application/json", "")
                        .statusCode())
                .isLessThan(300);
        sale("2", "2025-02-05", "40");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String type, String body) {
        return server.send(
                server.request(path).header("Content-Type", type).method(method, BodyPublishers.ofString(body)));
    }

    private void sale(String id, String date, String amount) {
        String text = "{\"source\":\"pos\",\"id\":\"" + id + "\",\"date\":\"" + date
                + "\",\"rep\":\"ann\",\"amount\":\"" + amount + "\"}";
        assertThat(send("POST", "/v1/activities", "application/json", text).body())
                .contains("accepted");
    }

    private List<Map<String, Object>> late() {
        String body = server.get("/v1/exceptions?program=first&reason=late").body();
        return ((List<?>) JsonText.object(body).get("exceptions"))
                .stream().map(one -> JsonText.cast((Map<?, ?>) one)).toList();
    }

    private String path() {
        return "/v1/exceptions/" + JsonText.text(late().get(0), "exception").replace("/", "%2F");
    }

    private String points(String period) {
        return server.get("/v1/programs/first/participants/distributor-rep:ann/standing?period=" + period)
                .body();
    }

    @Test
    void shouldListWhatIsLateAndKeepItOutOfThePeriod() {
        assertThat(late()).hasSize(1);
        assertThat(late().get(0)).containsEntry("activity", "2").containsEntry("track", "reps");
        assertThat(server.get("/v1/exceptions/summary?program=first").body())
                .contains("\"reason\":\"late\"")
                .contains("\"amount\":\"40\"");
        assertThat(server.get("/v1/exceptions?program=first&reason=late&format=csv")
                        .body())
                .contains("pos,2,reps,2025-02-05");
        assertThat(points("2025-Q1")).contains("\"points\":\"100\"");
    }

    @Test
    void shouldCountInAnOpenPeriodOnceItIsCorrected() {
        String path = path();
        assertThat(send("POST", path, "application/json", "{}").body()).contains("send what is right under activity");
        String corrected =
                "{\"activity\":{\"id\":\"2\",\"function\":\"correct\",\"date\":\"2025-04-05\",\"rep\":\"ann\",\"amount\":\"40\"}}";
        HttpResponse<String> repaired = send("POST", path, "application/json", corrected);
        assertThat(repaired.statusCode()).as(repaired.body()).isEqualTo(200);
        assertThat(repaired.body()).contains("\"verdict\":\"accepted\"");
        assertThat(points("2025-Q2")).contains("\"points\":\"40\"");
        assertThat(points("2025-Q1")).contains("\"points\":\"100\"");
        assertThat(late()).isEmpty();
        assertThat(send("POST", "/v1/exceptions/aside%2Ffirst%2Freps%2Fpos%2F9", "application/json", corrected)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldLeaveTheListOnceItIsDismissed() {
        String path = path();
        assertThat(server.send(server.request(path).DELETE()).statusCode()).isEqualTo(400);
        assertThat(server.send(server.request(path + "?because=paid%20by%20hand")
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
        assertThat(late()).isEmpty();
        assertThat(server.get(path).body()).contains("paid by hand");
        assertThat(points("2025-Q1")).contains("\"points\":\"100\"");
    }
}
