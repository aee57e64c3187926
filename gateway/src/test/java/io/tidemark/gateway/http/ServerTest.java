package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.answer.JsonText;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be asked and sent, each answer held against the document. */
class ServerTest {
    private static final String PROGRAM = """
            program: first
            name: First
            measures:
              volume: { sum: amount }
              units:  { sum: quantity }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules:
                  base:  { rate: { by: volume, points: 1, per: 100 } }
                  bonus: { milestone: { by: units, steps: [ { at: 50, points: 100 } ] } }
                ladder:
                  tiers:
                    bronze: {}
                    silver: { when: { measure: volume, at-least: 10000 } }
            boards:
              reps: { track: reps, rank: points, ties: [units] }
              north: { track: reps, rank: points, per: region }
            """;
    private static final String SALES = """
            Invoice;Day;Seller;Item;Pieces;Net
            4711;05.01.2026;ann;PUMP-1;12;14.400,00
            4712;19.01.2026;ben;PUMP-2;3;2.970,00
            4713;02.02.2026;ann;VALVE-7;40;9.960,50
            4714;31.02.2026;ben;PUMP-1;1;1.200,00
            4715;11.03.2026;ben;PUMP-2;-1;-990,00
            """;
    private static final String PROFILE = """
            profile: my-sales
            dates: [dd.MM.yyyy]
            numbers: { group: ".", point: "," }
            fields: { id: Invoice, date: Day, rep: Seller, sku: Item, quantity: Pieces, amount: Net }
            kinds:
              - { kind: return, when: { Pieces: negative }, negate: [Pieces, Net] }
            """;

    private final TestServer server = new TestServer();

    @BeforeEach
    void publish() {
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

    private HttpResponse<String> post(String path, String type, String body) {
        return server.send(server.request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    /** Sends a file and waits for its report. */
    private Map<String, Object> file(String query, String body) throws InterruptedException {
        HttpResponse<String> taken = post("/v1/files?" + query, "text/csv", body);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String location = taken.headers().firstValue("location").orElseThrow();
        Map<String, Object> report = JsonText.object(server.get(location).body());
        while (!List.of("done", "failed").contains(JsonText.text(report, "state"))) {
            Thread.sleep(5);
            report = JsonText.object(server.get(location).body());
        }
        return report;
    }

    @Test
    void shouldPublishAndShowAProgram() {
        assertThat(put("/v1/programs/first", "application/yaml", PROGRAM).body())
                .as("the same again")
                .doesNotContain("sequence");
        HttpResponse<String> changed =
                put("/v1/programs/first", "application/yaml", PROGRAM.replace("name: First", "name: Second"));
        assertThat(changed.body()).contains("\"published\":true").contains("sequence");

        assertThat(server.get("/v1/programs").body()).contains("\"name\":\"Second\"");
        assertThat(server.get("/v1/programs/first").body()).contains("\"tiers\":[\"bronze\",\"silver\"]");
        assertThat(server.get("/v1/programs/first/boards").body()).contains("\"per\":\"region\"");
        Map<String, Object> versions =
                JsonText.object(server.get("/v1/programs/first/versions").body());
        assertThat((List<?>) versions.get("versions")).hasSize(2);
        assertThat(server.get("/v1/programs/none").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldCheckAProgramWithoutPublishingIt() {
        long before = server.sequence();
        HttpResponse<String> fine = put(
                "/v1/programs/second?dry-run=true",
                "application/yaml",
                PROGRAM.replace("program: first", "program: second"));
        assertThat(fine.body()).contains("\"published\":false");
        HttpResponse<String> wrong =
                put("/v1/programs/first", "application/yaml", PROGRAM.replace("by: volume,", "by: volumes,"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("\"line\":11").contains("volume");
        assertThat(put("/v1/programs/other", "application/yaml", PROGRAM).statusCode())
                .isEqualTo(422);
        assertThat(put("/v1/programs/first", "application/pdf", PROGRAM).statusCode())
                .isEqualTo(415);
        assertThat(server.sequence()).isEqualTo(before);
    }

    @Test
    void shouldNameTheFeedsThatAreOverdue() throws InterruptedException {
        String every = "expected: { every: week, by: 2 }\n";
        put("/v1/profiles/weekly", "application/yaml", PROFILE.replace("my-sales", "weekly") + every);
        String today = LocalDate.now(java.time.ZoneOffset.UTC)
                .format(java.time.format.DateTimeFormatter.ofPattern("dd.MM.yyyy"));
        String header = "Invoice;Day;Seller;Item;Pieces;Net\n";
        file("feed=late&profile=weekly&name=old.csv", header + "1;05.01.2025;ann;PUMP-1;1;2,50\n");
        file("feed=intime&profile=weekly&name=new.csv", header + "1;" + today + ";ann;PUMP-1;1;2,50\n");
        file("feed=free&name=free.csv", "id,date,rep\n1,2025-01-05,ann\n");

        String feeds = server.get("/v1/feeds").body();
        assertThat(feeds)
                .containsPattern(
                        "\"feed\":\"late\".*\"expected\":\\{\"every\":\"week\",\"by\":2},\"due\".*\"overdue\":true")
                .containsPattern("\"feed\":\"intime\"[^}]*\"expected\":[^}]*},\"due\":[^}]*},\"overdue\":false")
                .containsPattern("\"feed\":\"free\"[^{]*\"watermark\":\"2025-01-05\"}");
        String overview =
                server.get("/v1/programs/first/overview?period=2026-Q1").body();
        assertThat(overview)
                .containsPattern(
                        "\"overdue\":\\[\\{\"feed\":\"late\",\"from\":\"[^\"]*\",\"through\":\"[^\"]*\",\"by\":\"[^\"]*\"}]");
    }

    @Test
    void shouldReadAFileByAProfileAndReportEveryRow() throws InterruptedException {
        assertThat(put("/v1/profiles/my-sales", "application/yaml", PROFILE).statusCode())
                .isEqualTo(200);
        Map<String, Object> report = file("feed=pos&profile=my-sales&name=sales.csv", SALES);
        assertThat(report)
                .containsEntry("state", "done")
                .containsEntry("rows", "5")
                .containsEntry("accepted", "4")
                .containsEntry("refused", "1")
                .containsEntry("units", "54")
                .containsEntry("amount", "26340.5");
        Map<String, Object> again = file("feed=pos&profile=my-sales&name=sales.csv", SALES);
        assertThat(again).containsEntry("accepted", "0").containsEntry("duplicate", "4");

        HttpResponse<String> exceptions = server.get("/v1/exceptions?feed=pos&reason=date&limit=1");
        assertThat(exceptions.body())
                .contains("31.02.2026 is not a date")
                .contains("\"line\":5")
                .contains("\"cursor\"");
        assertThat(server.get("/v1/ingests?feed=pos").body()).contains("sales.csv");
        assertThat(server.get("/v1/feeds").body()).contains("\"watermark\":\"2026-03-11\"");
        assertThat(server.get("/v1/profiles").body()).contains("dd.MM.yyyy");
        assertThat(server.get("/v1/profiles/my-sales").statusCode()).isEqualTo(200);

        String standing = server.get("/v1/programs/first/participants/ann/standing?period=2026-Q1")
                .body();
        assertThat(standing).contains("\"points\":\"343.605\"").contains("\"ranks\":{\"reps\":1");
        assertThat(server.get("/v1/programs/first/boards/reps?period=2026-Q1&limit=1")
                        .body())
                .contains("\"total\":2")
                .contains("\"value\":\"343.605\"");
        assertThat(server.get("/v1/programs/first/boards/reps/around/rep:ben?period=2026-Q1&by=1")
                        .body())
                .contains("distributor-rep:ben");
        assertThat(server.get("/v1/programs/first/periods").body()).contains("2026-Q1");
        assertThat(server.get("/v1/programs/first/overview").statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/programs/first/participants?q=an").body()).contains("distributor-rep:ann");
        assertThat(server.get("/v1/programs/first/participants/ann/progress?period=2026-Q1")
                        .body())
                .contains("2026-02-02");
    }

    @Test
    void shouldSayWhyAFileCannotBeRead() throws InterruptedException {
        Map<String, Object> report = file("feed=pos", "a,b\n1,2\n");
        assertThat(report).containsEntry("state", "failed");
        assertThat(JsonText.texts(report, "problems").get(0))
                .startsWith("file:")
                .doesNotContain("/tmp");
        assertThat(post("/v1/files", "text/csv", SALES).statusCode()).isEqualTo(400);
        assertThat(post("/v1/files?feed=pos", "text/csv", "").statusCode()).isEqualTo(400);
        assertThat(post("/v1/files?feed=pos", "text/csv", "%PDF-1.7 and more").statusCode())
                .isEqualTo(415);
        assertThat(post("/v1/files?feed=pos", "text/xml", "<a/>").statusCode()).isEqualTo(415);
        assertThat(post("/v1/files?feed=pos&function=undo", "text/csv", SALES).statusCode())
                .isEqualTo(422);
        for (String span : List.of("from=2026-01-01", "from=2026-02-01&until=2026-01-01", "from=1.1.26&until=2.2.26")) {
            assertThat(post("/v1/files?feed=pos&function=replace&" + span, "text/csv", SALES)
                            .statusCode())
                    .as(span)
                    .isEqualTo(400);
        }
        assertThat(file("feed=pos&profile=none", SALES)).containsEntry("state", "failed");
        assertThat(server.get("/v1/ingests/none").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldRestateWhatAFeedSentBefore() throws InterruptedException {
        String head = "id,date,rep,sku,quantity,amount,location\n";
        file(
                "feed=re",
                head + "1,2026-01-05,zoe,P,1,100,reno\n2,2026-01-06,zoe,P,1,20,reno\n3,2026-02-05,zoe,P,1,3,reno\n");
        Map<String, Object> replaced = file(
                "feed=re&function=replace",
                head + "1,2026-01-05,zoe,P,1,100,reno\n2,2026-01-06,zoe,P,1,50,reno\n4,2026-01-10,zoe,P,1,7,reno\n");
        assertThat(replaced).containsEntry("state", "done").containsEntry("function", "replace");
        assertThat(replaced.get("restated")).hasToString("{function=replace, added=1, changed=1, equal=1, vanished=0}");
        assertThat(volume("zoe")).isEqualTo("160");

        Map<String, Object> declared = file(
                "feed=re&function=replace&from=2026-01-01&until=2026-03-01",
                head + "1,2026-01-05,zoe,P,1,100,reno\n9,2026-03-01,zoe,P,1,5,reno\n");
        assertThat(declared.get("restated")).hasToString("{function=replace, added=0, changed=0, equal=1, vanished=3}");
        assertThat(declared.get("refusedBy")).hasToString("{outside-span=1}");
        assertThat(volume("zoe")).isEqualTo("100");

        assertThat(file("feed=re&function=cancel&from=2026-01-01&until=2027-01-01", head + "1,2026-01-05,zoe,,,,\n")
                        .get("restated"))
                .hasToString("{function=cancel, added=0, changed=0, equal=0, vanished=1}");
        assertThat(server.get("/v1/activities/re/1").body()).contains("\"function\":\"restated\"");
        assertThat(file("feed=re&function=cancel", head)).containsEntry("state", "failed");
    }

    @Test
    void shouldHealASaleWhenItsCrossReferenceComes() throws InterruptedException {
        file("feed=xr", "id,date,rep,distributor,sku,quantity,amount\n1,2026-01-05,zoe,d1,4711,2,10\n");
        assertThat(measure("zoe", "units")).isEqualTo("2");
        String rows = "distributor,their-sku,sku,units-per\nd1,4711,PUMP-1,12\nd1,,PUMP-1,\nd1,4712,PUMP-2,half\n";
        assertThat(put("/v1/xref", "text/csv", rows).body())
                .contains("\"accepted\":1")
                .contains("the row has no their-sku")
                .contains("half is not a whole number from 1 to 1000000");
        assertThat(measure("zoe", "units")).isEqualTo("24");
    }

    private String volume(String rep) {
        return measure(rep, "volume");
    }

    private String measure(String rep, String measure) {
        String standing = server.get("/v1/programs/first/participants/" + rep + "/standing?period=2026-Q1")
                .body();
        return JsonText.text(JsonText.object(standing.replaceAll(".*\"measures\":(\\{[^}]*}).*", "$1")), measure);
    }

    @Test
    void shouldLoadReferenceDataAsCsvAndAsJson() {
        HttpResponse<String> people = put(
                "/v1/participants",
                "text/csv",
                "kind,id,name,region\nrep,ann,Ann,north\nrep,ben,Ben,south\nrep,,Nobody,\n");
        assertThat(people.body()).contains("\"accepted\":2").contains("the row has no id");
        HttpResponse<String> more = put(
                "/v1/participants",
                "application/json",
                "[{\"kind\":\"rep\",\"id\":\"cy\",\"name\":\"Cy \\\"C\\\"\",\"region\":\"north\"}]");
        assertThat(more.body()).contains("\"accepted\":1");
        assertThat(put(
                                "/v1/products",
                                "application/json",
                                "{\"sku\":\"PUMP-1\",\"brand\":\"Aqua\",\"list-price\":12.5}")
                        .body())
                .contains("\"accepted\":1");

        assertThat(server.get("/v1/participants/rep:cy").body())
                .contains("\"name\":\"Cy \\\"C\\\"\"")
                .contains("\"region\":\"north\"");
        assertThat(server.get("/v1/products/PUMP-1").body()).contains("\"list-price\":\"12.5\"");
        assertThat(server.get("/v1/products/PUMP-9").statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/participants/cy").statusCode()).isEqualTo(400);
        assertThat(put("/v1/products", "application/json", "[{\"sku\":").statusCode())
                .isEqualTo(400);
        assertThat(put("/v1/products?profile=none", "text/csv", "sku\n1\n").statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldShowAFactAndWhatItEarned() {
        post(
                "/v1/activities?feed=pos",
                "application/x-ndjson",
                "{\"id\":\"SO1\",\"line\":\"5\",\"date\":\"2026-01-05\","
                        + "\"rep\":\"ann\",\"quantity\":60,\"amount\":\"120.5\"}\n"
                        + "{\"id\":\"SO2\",\"date\":\"2026-01-06\",\"rep\":\"ann\",\"amount\":\"79.5\"}\n"
                        + "{\"id\":\"SO3\",\"date\":\"2026-01-06\",\"kind\":\"odd\"}");
        assertThat(server.get("/v1/activities/pos/SO1%2F5").body()).contains("\"base\":\"1.205\"");
        assertThat(server.get("/v1/activities/pos/SO1?line=5").statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/activities/pos/SO9").statusCode()).isEqualTo(404);

        String path = "/v1/programs/first/participants/ann/postings?period=2026-Q1";
        Map<String, Object> page = JsonText.object(server.get(path + "&limit=2").body());
        assertThat((List<?>) page.get("postings")).hasSize(2);
        Map<String, Object> rest = JsonText.object(
                server.get(path + "&cursor=" + page.get("cursor")).body());
        assertThat((List<?>) rest.get("postings")).hasSize(1);
        assertThat(rest).doesNotContainKey("cursor");
        assertThat(server.get(path + "&activity=SO1/5").body()).contains("\"rule\":\"bonus\"");
        assertThat(server.get(path + "&activity=pos:SO3").body()).contains("kind-not-scored");
        assertThat(server.get(path + "&cursor=x").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/exceptions?program=first").body()).contains("kind-not-scored");
    }

    @Test
    void shouldTellTheHashesAndCount() {
        String hash = server.get("/v1/hash").body();
        assertThat(server.get("/v1/hash").body()).isEqualTo(hash);
        String metrics = server.get("/metrics").body();
        assertThat(metrics)
                .contains("tidemark_http_requests_total{method=\"GET\",route=\"/v1/hash\",status=\"200\"} 2.0")
                .contains(JsonText.text(JsonText.object(hash), "state-hash"));
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAskForASegmentWhereThereAreSeveral() {
        put("/v1/participants", "text/csv", "kind,id,name,region\nrep,ann,Ann,north\nrep,ben,Ben,south\n");
        post(
                "/v1/activities?feed=pos",
                "application/json",
                "[{\"id\":1,\"date\":\"2026-01-05\",\"rep\":\"ann\",\"amount\":5},"
                        + "{\"id\":2,\"date\":\"2026-01-05\",\"rep\":\"ben\",\"amount\":7}]");
        String path = "/v1/programs/first/boards/north?period=2026-Q1";
        assertThat(server.get(path).statusCode()).isEqualTo(400);
        assertThat(server.get(path).body()).contains("\"segments\":[\"north\",\"south\"]");
        assertThat(server.get(path + "&segment=south").body()).contains("distributor-rep:ben");
        assertThat(server.get("/v1/programs/first/boards/reps?segment=x").statusCode())
                .isEqualTo(400);
        assertThat(server.get("/v1/programs/first/boards/reps?period=2026-X").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldAnswer503WhileRecovering() {
        server.ready.set(false);
        HttpResponse<String> answer = server.get("/v1/programs");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswer429WhereThereIsNoRoom() {
        try (TestServer full = new TestServer("room-time", "50ms")) {
            full.room.set(false);
            HttpResponse<String> answer = full.send(full.request("/v1/activities?feed=pos")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"id\":\"1\",\"date\":\"2026-01-05\"}")));
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
            full.room.set(true);
        }
    }
}
