package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions of a program over HTTP: what is asked about a period is answered by the version of that period. */
class VersionsTest {
    private static final String PROGRAM = """
            program: first%s
            periods: { every: %s }
            measures: { volume: { sum: amount } }
            tracks:
              %s:
                kind: distributor-rep
                credit: rep
                where: { %s: yes }
                rules: { %s: { rate: { by: volume, points: %d } } }
            boards:
              reps: { track: %s, rank: points }
            """;

    private TestServer server;

    @BeforeEach
    void open() {
        server = new TestServer();
        assertThat(publish("", "quarter", "reps", "old", "base", 1).statusCode())
                .isEqualTo(200);
        server.send(server.request("/v1/participants")
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofString("kind,id,old,new\nrep,ann,yes,no\nrep,ben,yes,yes\n")));
        sell("1", "ann", "2025-06-30");
        sell("2", "ann", "2025-07-01");
        sell("3", "ben", "2025-06-30");
        sell("4", "ben", "2025-07-01");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> publish(
            String effective, String every, String track, String attribute, String rule, int points) {
        String text = PROGRAM.formatted(effective, every, track, attribute, rule, points, track);
        return server.send(server.request("/v1/programs/first")
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(text)));
    }

    private String sell(String id, String rep, String date) {
        String sale = "{\"source\":\"s\",\"id\":\"%s\",\"date\":\"%s\",\"rep\":\"%s\",\"amount\":\"10\"}";
        return server.send(server.request("/v1/activities")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(sale.formatted(id, date, rep))))
                .body();
    }

    private String get(String path) {
        return server.get("/v1/programs/first" + path).body();
    }

    private String standing(String who, String period) {
        return get("/participants/" + who + "/standing?period=" + period);
    }

    @Test
    void shouldAnswerByTheVersionOfThePeriod() {
        assertThat(publish("\neffective: 2025-07-01", "month", "club", "new", "more", 3)
                        .body())
                .contains("\"published\":true");
        assertThat(standing("ann", "2025-Q2")).contains("\"points\":\"10\"").contains("\"rule\":\"base\"");
        assertThat(standing("ben", "2025-07")).contains("\"points\":\"30\"").contains("\"rule\":\"more\"");
        assertThat(standing("ann", "2025-Q3")).contains("2025-Q3 is no period of the program");
        assertThat(get("/boards/reps?period=2025-Q2")).contains("\"total\":2");
        assertThat(get("/boards/reps?period=2025-07")).contains("\"total\":1");
        assertThat(get("/participants/ben/postings?period=2025-07")).contains("\"points\":\"30\"");
        assertThat(get("/periods"))
                .contains("\"2025-Q2\"")
                .contains("\"2025-07\"")
                .doesNotContain("2025-Q3");
        assertThat(server.get("/v1/activities/s/1").body()).contains("\"track\":\"reps\"");
        assertThat(server.get("/v1/activities/s/2").body())
                .contains("\"track\":\"club\"")
                .contains("not-eligible")
                .doesNotContain("\"track\":\"reps\"");
    }

    @Test
    void shouldSayWhatIsSetAsideByTheVersionOfItsDay() {
        publish("\neffective: 2025-07-01", "month", "club", "new", "more", 3);
        assertThat(sell("5", "ann", "2025-07-02"))
                .contains("\"track\":\"club\",\"reason\":\"not-eligible\"")
                .doesNotContain("\"track\":\"reps\"");
        assertThat(sell("6", "ann", "2025-06-02")).doesNotContain("not-eligible");
    }

    @Test
    void shouldSayWhichVersionHoldsWhen() {
        publish("\neffective: 2025-07-01", "quarter", "club", "new", "more", 3);
        assertThat(get("/versions"))
                .contains("\"holds\":true,\"until\":\"2025-07-01\"")
                .contains("\"holds\":true,\"from\":\"2025-07-01\"");
        publish("\neffective: 2025-07-01", "quarter", "club", "new", "more", 4);
        assertThat(get("/versions")).contains("\"holds\":false").contains("\"holds\":true,\"from\":\"2025-07-01\"");
        assertThat(standing("ben", "2025-Q3")).contains("\"points\":\"40\"");
    }

    @Test
    void shouldRefuseADayWithinAPeriod() {
        HttpResponse<String> within = publish("\neffective: 2025-08-01", "month", "club", "new", "more", 3);
        assertThat(within.statusCode()).isEqualTo(409);
        assertThat(within.body()).contains("effective 2025-08-01 lies within a period of the version before");
        HttpResponse<String> none = publish("\neffective: 2025-08-02", "month", "club", "new", "more", 3);
        assertThat(none.statusCode()).isEqualTo(422);
        assertThat(none.body())
                .contains("effective 2025-08-02 is not the first day of a period")
                .contains("2025-08-01 or 2025-09-01");
        assertThat(get("/versions").split("\"version\":")).hasSize(2);
    }
}
