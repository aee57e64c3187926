package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.answer.JsonText;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests as people get them wrong: the answer says what is wrong and, behind a dash, what would be right. */
class OddRequestsTest {
    private static final String PROGRAM = """
            program: first
            measures: { volume: { sum: amount } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules: { base: { rate: { by: volume, points: 1 } } }
                ladder: { tiers: { low: {} } }
            boards: { reps: { track: reps, rank: points } }
            """;
    private static final String ONE = "{\"id\":\"1\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"amount\":\"100\"}";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
        server.publish(PROGRAM);
        post("/v1/activities?feed=pos", "application/json", ONE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> post(String path, String type, String body) {
        return server.send(server.request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /** What was asked, the status, and what the answer has to name. */
    static Stream<Object[]> reads() {
        return Stream.of(
                row("/v1/program", 404, "there is nothing under /v1/program", "/openapi.yaml"),
                row("/v1/live/x", 404, "there is nothing under /v1/live/x", "/openapi.yaml"),
                row("/nothing.html", 404, "there is no file nothing.html", "/openapi.yaml"),
                row("/v1/programs/nope", 404, "no program nope", "published: first"),
                row("/v1/programs/first/boards/nope", 404, "no board nope", "declared: reps"),
                row("/v1/programs/first/boards/reps?period=2026", 400, "2026 is no period", "-Q"),
                row("/v1/programs/first/boards/reps?limit=x", 400, "limit is x", "0 to 10000"),
                row("/v1/programs/first/boards/reps?limit=5&limit=6", 400, "limit stands 2 times", "at most once"),
                row("/v1/programs/first/boards/reps?top=5", 400, "no parameter top", "known are as-of, limit"),
                row("/v1/programs/first/participants/zzz/standing", 404, "nobody called zzz", "kind:id"),
                row("/v1/programs/first/participants/ann/standing?track=x", 404, "no track x", "declared: reps"),
                row("/v1/programs/first/participants/ann/postings?cursor=1", 400, "cursor", "the page before"),
                row("/v1/programs/first/participants?q=", 400, "q is empty", "characters"),
                row("/v1/activities/pos/zzz", 404, "no activity zzz of pos", "/v1/exceptions"),
                row("/v1/ingests/nope", 404, "no ingest nope", "/v1/ingests"),
                row("/v1/profiles/nope", 404, "no profile nope", "/v1/profiles"),
                row("/v1/exceptions?program=nope", 404, "no program nope", "/v1/programs"),
                row("/v1/participants/ann", 400, "kind:id", "distributor-rep:291"));
    }

    private static Object[] row(String path, int status, String wrong, String right) {
        return new Object[] {path, status, wrong, right};
    }

    @ParameterizedTest
    @MethodSource("reads")
    void shouldSayWhatIsWrongAndWhatWouldBeRight(String path, int status, String wrong, String right) {
        assertSaid(server.get(path), status, wrong, right);
    }

    private static void assertSaid(HttpResponse<String> answer, int status, String wrong, String right) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        String detail = JsonText.text(JsonText.object(answer.body()), "detail");
        assertThat(detail).contains(wrong, " — ", right);
        assertThat(detail.indexOf(wrong)).isLessThan(detail.lastIndexOf(right));
    }

    @Test
    void shouldSayItOfWhatIsSent() {
        String json = "application/json";
        String activities = "/v1/activities?feed=pos";
        assertSaid(post(activities, json, ONE.replace("100", "1,5")), 422, "amount: 1,5 is not", "e.g. 1234.5");
        assertSaid(post(activities, json, ONE.replace("2026-01-05", "5.1.26")), 422, "date: 5.1.26", "2026-03-31");
        assertSaid(post("/v1/activities", json, ONE), 422, "has no source", "?feed=NAME");
        assertSaid(post(activities, "text/plain", ONE), 415, "activities are sent as", "application/x-ndjson");
        assertSaid(post("/v1/files", "text/csv", "id\n1"), 400, "feed is not named", "?feed=NAME");
        assertSaid(post("/v1/files?feed=x", "text/csv", ""), 400, "the file is empty", "header row");
        assertSaid(post("/v1/files?feed=x", "text/xml", "<a/>"), 415, "text/xml is not read", "text/csv");
        assertSaid(post("/v1/files?feed=x", "text/csv", "%PDF-1.7"), 415, "this is a PDF document", "XLSX or CSV");
        assertSaid(
                post("/v1/files?feed=x&function=no", "text/csv", "id"), 422, "function is no", "one of original, add");
        assertSaid(post("/v1/tokens", json, "{\"scopes\":[\"all\"]}"), 400, "no scope all", "admin, read, feed");
        assertSaid(put("/v1/products", "text/xml", "<a/>"), 415, "text/xml is not read", "CSV or JSON");
        assertSaid(put("/v1/programs/second", "application/yaml", PROGRAM), 422, "is called first", "programs/first");
        assertSaid(put("/v1/programs/first?dry-run=yes", "application/yaml", PROGRAM), 400, "dry-run is yes", "true");
    }

    private static HttpResponse<String> put(String path, String type, String body) {
        return server.send(server.request(path).header("Content-Type", type).PUT(BodyPublishers.ofString(body)));
    }

    @Test
    void shouldSayItOfHeadersAndMethods() {
        HttpRequest.Builder packed = server.request("/v1/activities?feed=pos")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("x"));
        assertSaid(server.send(packed), 415, "packed with gzip", "send it unpacked");
        HttpRequest.Builder basic = server.request("/v1/programs")
                .setHeader("Authorization", "Basic abc")
                .GET();
        assertSaid(server.send(basic), 401, "this way of signing in", "Authorization: Bearer");
        HttpRequest.Builder delete = server.request("/v1/programs/first").DELETE();
        assertSaid(server.send(delete), 405, "DELETE is not possible", "GET, PUT");
    }
}
