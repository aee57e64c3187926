package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Periods closed over HTTP: what a closing would count, statements as JSON and CSV, and what later facts change. */
class StatementsTest {
    private static final String PROGRAM = """
            program: first
            periods: { every: month }
            measures: { volume: { sum: amount } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules: { base: { rate: { by: volume, points: 1.5 } } }
                ladder: { tiers: { low: {}, high: { when: { measure: volume, at-least: 500 } } } }
            boards:
              reps: { track: reps, rank: points, prizes: [ { at: 1, points: 100 }, { at: 2, points: 50 } ], tie-prizes: all }
            """;

    private TestServer server;

    @BeforeEach
    void open() {
        server = new TestServer();
        assertThat(put("/v1/programs/first", "application/yaml", PROGRAM).statusCode())
                .isEqualTo(200);
        put(
                "/v1/participants",
                "text/csv",
                "kind,id,name,parent\nrep,ann,Ann Lee,distributor:d1\nrep,ben,,distributor:d2\n");
        sell("1", "ann", "600.3");
        sell("2", "ben", "10");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> put(String path, String type, String body) {
        return server.send(server.request(path).header("Content-Type", type).PUT(BodyPublishers.ofString(body)));
    }

    private void sell(String id, String rep, String amount) {
        String sale = "{\"source\":\"s\",\"id\":\"%s\",\"date\":\"2025-11-05\",\"rep\":\"%s\",\"amount\":\"%s\"}";
        server.send(server.request("/v1/activities")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(sale.formatted(id, rep, amount))));
    }

    private HttpResponse<String> post(String path) {
        return server.send(server.request(path).POST(BodyPublishers.noBody()));
    }

    private String get(String path) {
        return server.get("/v1/programs/first" + path).body();
    }

    private void closed(int version) throws InterruptedException {
        HttpResponse<String> answer = post("/v1/programs/first/periods/2025-11/close");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String done = "\"version\":" + version + ",";
        for (int k = 0; k < 2_000 && !get("/periods").contains(done); k++) {
            Thread.sleep(5);
        }
        assertThat(get("/periods")).contains(done).contains("\"state\":\"final\"");
    }

    @Test
    void shouldPayAClosedPeriodAndLaterWhatChanged() throws InterruptedException {
        assertThat(get("/periods/2025-11/statements"))
                .contains("2025-11 is provisional: it has no statements until it is closed");
        assertThat(post("/v1/programs/first/periods/2025-11/close?dry-run=true").body())
                .contains("\"participants\":2")
                .contains("\"points\":\"915.45\"")
                .contains("\"over\":true");
        assertThat(get("/periods")).contains("\"state\":\"provisional\"").contains("\"until\":\"2025-12-01\"");
        closed(1);
        assertThat(get("/periods/2025-11/statements"))
                .contains("\"total\":2")
                .contains("\"paid\":\"1065\"")
                .containsPattern("\"digest\":\"[0-9a-f]{64}\"");
        assertThat(get("/participants/ann/statement?period=2025-11"))
                .contains("\"name\":\"Ann Lee\"")
                .contains("\"paid\":\"1000\"")
                .contains("{\"line\":\"tier\",\"track\":\"reps\",\"tier\":\"high\"}")
                .contains("{\"line\":\"rank\",\"board\":\"reps\",\"rank\":1}")
                .contains("{\"line\":\"rule\",\"track\":\"reps\",\"rule\":\"base\",\"points\":\"900.45\"}")
                .contains("{\"line\":\"prize\",\"board\":\"reps\",\"place\":\"1\",\"points\":\"100\"}")
                .contains("{\"line\":\"rounding\",\"points\":\"-0.45\"}");
        sell("3", "ben", "1000");
        closed(2);
        assertThat(get("/participants/ben/statement?period=2025-11&version=2"))
                .contains("\"paid\":\"1500\"")
                .contains("{\"line\":\"correction\",\"period\":\"2025-11\",\"points\":\"1500\"}");
        assertThat(get("/boards/reps?period=2025-11"))
                .contains("\"state\":\"final\"")
                .contains(
                        "{\"rank\":1,\"participant\":\"distributor-rep:ann\",\"name\":\"Ann Lee\",\"value\":\"900.45\"");
        assertThat(get("/boards/reps/around/ben?period=2025-11&by=0"))
                .contains("\"state\":\"final\"")
                .contains("\"rank\":2")
                .doesNotContain("ann");
        assertThat(get("/participants/ben/standing?period=2025-11"))
                .contains("\"state\":\"final\"")
                .contains("\"ranks\":{\"reps\":2}")
                .contains("\"points\":\"1515\"");
        assertThat(get("/boards/reps?period=2025-12")).contains("\"state\":\"provisional\"");
        assertThat(get("/participants/ann/statement?period=2025-11&version=2"))
                .contains("has no statement of 2025-11, version 2");
        assertThat(get("/participants/ann/statement?period=2025-11")).contains("\"version\":1");
    }

    @Test
    void shouldGiveStatementsAsTablesForWhoeverPays() throws InterruptedException {
        closed(1);
        HttpResponse<String> all = server.get("/v1/programs/first/periods/2025-11/statements?format=csv");
        assertThat(all.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        assertThat(all.body())
                .contains(
                        "program,period,version,participant,name,tier,rule,cap,budget,prize,rounding,correction,carried,paid")
                .contains("first,2025-11,1,distributor-rep:ann,Ann Lee,high,900.45,0,0,100,-0.45,0,0,1000");
        assertThat(get("/periods/2025-11/statements?distributor=d2&format=csv"))
                .contains("distributor-rep:ben")
                .doesNotContain("distributor-rep:ann");
        assertThat(get("/participants/ann/statement?period=2025-11&format=csv"))
                .contains("first,2025-11,1,distributor-rep:ann,Ann Lee,prize,reps,1,100,yes");
        assertThat(get("/periods/2025-11/statements?distributor=d9")).contains("there is no distributor d9");
    }

    @Test
    void shouldSayWhyAPeriodIsNotClosed() {
        assertThat(post("/v1/programs/first/periods/2025-13/close").body())
                .contains("2025-13 is no period of the program");
        assertThat(post("/v1/programs/first/periods/2999-01/close").body()).contains("2999-01 is not over yet");
        assertThat(post("/v1/programs/second/periods/2025-11/close").statusCode())
                .isEqualTo(404);
    }
}
