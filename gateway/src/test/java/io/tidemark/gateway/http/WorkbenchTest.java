package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.JsonText;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What became no fact: looked at, put right, sent again, dismissed; and what is set aside, healing. */
class WorkbenchTest {
    private static final String PROGRAM = """
            program: first
            measures:
              volume: { sum: amount }
            participants: { unknown: wait }
            products: { unknown: wait }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules:
                  base: { rate: { by: volume, points: 1 } }
            boards:
              reps: { track: reps, rank: points }
            """;
    private static final String PROFILE = """
            profile: shop
            delimiter: semicolon
            dates: [dd.MM.yyyy]
            numbers: { group: ".", point: "," }
            fields: { id: Beleg, date: Tag, rep: Wer, sku: Was, quantity: Stück, amount: Netto }
            """;
    private static final String SALES = """
            Wer;Beleg;Tag;Was;Stück;Netto;Notiz
            ann;1;05.01.2026;PUMP;2;1.200,50;x
            ann;2;31.02.2026;PUMP;1;100;"eine; zwei"
            ben;3;31.02.2026;PUMP;1;200;
            ben;4;06.01.2026;PUMP;eins;300;
            """;

    private static final String SALES_TO_GUESS = """
            Order Number;Order Date;Seller;Item;Pieces;Total
            1;25.01.2026;ann;PUMP;2;1.200,50
            2;26.01.2026;ben;PUMP;1;600,25
            """;

    private final TestServer server = new TestServer();

    @BeforeEach
    void publish() {
        assertThat(send("PUT", "/v1/programs/first", "application/yaml", PROGRAM)
                        .statusCode())
                .isEqualTo(200);
        assertThat(send("PUT", "/v1/profiles/shop", "application/yaml", PROFILE).statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String type, String body) {
        return server.send(
                server.request(path).header("Content-Type", type).method(method, BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> post(String path, String body) {
        return send("POST", path, "application/json", body);
    }

    private HttpResponse<String> delete(String path) {
        return server.send(server.request(path).DELETE());
    }

    /** Sends a file and waits for its report. */
    private Map<String, Object> file(String query, String body) throws InterruptedException {
        HttpResponse<String> taken = send("POST", "/v1/files?" + query, "text/csv", body);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        String location = taken.headers().firstValue("location").orElseThrow();
        Map<String, Object> report = JsonText.object(server.get(location).body());
        while (!List.of("done", "failed").contains(JsonText.text(report, "state"))) {
            Thread.sleep(5);
            report = JsonText.object(server.get(location).body());
        }
        return report;
    }

    private List<Map<String, Object>> list(String query) {
        Map<String, Object> answer =
                JsonText.object(server.get("/v1/exceptions?" + query).body());
        return ((List<?>) answer.get("exceptions"))
                .stream().map(one -> JsonText.cast((Map<?, ?>) one)).toList();
    }

    private static String path(Map<String, Object> exception) {
        return "/v1/exceptions/" + JsonText.text(exception, "exception").replace("/", "%2F");
    }

    private Map<String, Object> only(String query) {
        List<Map<String, Object>> found = list(query);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void shouldShowTheRowBesideWhatWasUnderstood() throws InterruptedException {
        Map<String, Object> report = file("feed=shop&profile=shop&name=jan.csv", SALES);
        assertThat(report).containsEntry("refused", "3").containsEntry("exceptions", "3");
        Map<String, Object> totals = JsonText.cast((Map<?, ?>) report.get("totals"));
        assertThat(totals.get("file")).isEqualTo(Map.of("rows", "4", "units", "4", "amount", "1800.5"));
        assertThat(totals.get("accepted")).isEqualTo(Map.of("rows", "1", "units", "2", "amount", "1200.5"));
        assertThat(totals.get("refused")).isEqualTo(Map.of("rows", "3", "units", "2", "amount", "600"));
        assertThat(JsonText.texts(report, "columns")).startsWith("Wer", "Beleg").endsWith("Notiz");

        Map<String, Object> number = only("reason=number");
        assertThat(JsonText.texts(number, "cells"))
                .containsExactly("ben", "4", "06.01.2026", "PUMP", "eins", "300", "");
        assertThat(number.get("read"))
                .isEqualTo(Map.of(
                        "source",
                        "shop",
                        "id",
                        "4",
                        "kind",
                        "sale",
                        "date",
                        "2026-01-06",
                        "sku",
                        "PUMP",
                        "amount",
                        "300",
                        "rep",
                        "ben"));
        Map<String, Object> whole = JsonText.object(server.get(path(number)).body());
        assertThat(JsonText.texts(whole, "columns")).hasSize(7);
        assertThat(list("reason=date"))
                .hasSize(2)
                .allSatisfy(one ->
                        assertThat(JsonText.cast((Map<?, ?>) one.get("read"))).doesNotContainKey("date"));
        assertThat(server.get("/v1/exceptions/nothing").statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/exceptions?state=odd").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSendARowAgainThatAPersonPutRight() throws InterruptedException {
        file("feed=shop&profile=shop", SALES);
        Map<String, Object> number = only("reason=number");

        HttpResponse<String> stillWrong = post(path(number), "{\"set\":{\"Stück\":\"zwei\"}}");
        assertThat(stillWrong.statusCode()).isEqualTo(422);
        assertThat(stillWrong.body()).contains("zwei is not a number").contains("\"reason\":\"number\"");
        assertThat(post(path(number), "{\"set\":{\"Pieces\":\"1\"}}").body())
                .contains("no column Pieces")
                .contains("Stück");

        HttpResponse<String> right = post(path(number), "{\"set\":{\"Stück\":\"1.000,5\"}}");
        assertThat(right.statusCode()).as(right.body()).isEqualTo(200);
        assertThat(right.body())
                .contains("\"verdict\":\"accepted\"")
                .contains("\"activity\":\"4\"")
                .contains("unknown-product");
        assertThat(server.get("/v1/activities/shop/4").body()).contains("\"quantity\":\"1000.5\"");
        assertThat(list("reason=number")).isEmpty();
        assertThat(only("state=repaired")).containsEntry("by", "admin").containsKey("resolved");
        assertThat(post(path(number), "{}").statusCode()).as("once is enough").isEqualTo(409);
    }

    @Test
    void shouldPutAllRowsRightThatHaveTheSameWrong() throws InterruptedException {
        file("feed=shop&profile=shop", SALES);
        HttpResponse<String> all = post(
                "/v1/exceptions?feed=shop&reason=date",
                "{\"where\":{\"Tag\":\"31.02.2026\"},\"set\":{\"Tag\":\"28.02.2026\"}}");
        assertThat(all.body())
                .contains("\"tried\":2")
                .contains("\"accepted\":2")
                .contains("\"refused\":0");
        assertThat(list("")).hasSize(1);
        assertThat(server.get("/v1/activities/shop/2").body()).contains("2026-02-28");
        assertThat(post("/v1/exceptions", "{}").statusCode())
                .as("all of everything")
                .isEqualTo(400);
    }

    @Test
    void shouldReadRefusedRowsByAProfileThatWasChangedSince() throws InterruptedException {
        file("feed=shop&profile=shop", SALES);
        String changed = PROFILE + "skip: [ { when: { Stück: eins } } ]\n";
        assertThat(send("PUT", "/v1/profiles/shop", "application/yaml", changed.replace("[dd.MM.yyyy]", "[dd.MM.yyyy]"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/v1/exceptions?feed=shop&reason=number", "{}").body())
                .contains("\"tried\":1")
                .contains("\"skipped\":1");
        HttpResponse<String> passedOver = post(path(only("reason=number")), "{}");
        assertThat(passedOver.statusCode()).isEqualTo(422);
        assertThat(passedOver.body()).contains("passes over this row");
    }

    @Test
    void shouldDismissForAReasonThatIsKept() throws InterruptedException {
        file("feed=shop&profile=shop", SALES);
        Map<String, Object> number = only("reason=number");
        assertThat(delete(path(number)).statusCode()).as("without a reason").isEqualTo(400);
        assertThat(delete(path(number) + "?because=a%20test%20sale").statusCode())
                .isEqualTo(204);
        assertThat(list("reason=number")).isEmpty();
        assertThat(only("state=dismissed"))
                .containsEntry("because", "a test sale")
                .containsEntry("by", "admin");
        assertThat(delete("/v1/exceptions?reason=date&because=closed").body()).isEqualTo("{\"dismissed\":2}");
        assertThat(list("")).isEmpty();
        HttpRequest.Builder feeder = HttpRequest.newBuilder(java.net.URI.create(
                        "http://127.0.0.1:" + server.address.getPort() + path(number) + "?because=x"))
                .header("Authorization", "Bearer " + server.token(Scope.FEED))
                .DELETE();
        assertThat(server.send(feeder).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldGiveTheSenderAFileInItsOwnColumns() throws InterruptedException {
        file("feed=shop&profile=shop", SALES);
        HttpResponse<String> csv =
                server.get("/v1/exceptions?ingest=" + JsonText.text(only("reason=number"), "ingest") + "&format=csv");
        assertThat(csv.headers().firstValue("content-disposition").orElse("")).contains("not-taken.csv");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("\uFEFFWer;Beleg;Tag;Was;Stück;Netto;Notiz;tidemark-line;tidemark-reason;tidemark-details");
        assertThat(lines)
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("ann;2;31.02.2026;PUMP;1;100;\"eine; zwei\";3;date;"));

        Map<String, Object> again = file(
                "feed=shop&profile=shop", csv.body().replace("31.02.", "27.02.").replace("eins", "1"));
        assertThat(again).containsEntry("accepted", "3").containsEntry("refused", "0");
        String plain = "id,date,rep,tidemark-line,tidemark-reason\n7,2026-01-05,ann,2,date\n";
        file("feed=plain", plain);
        assertThat(server.get("/v1/activities/plain/7").body()).doesNotContain("tidemark-");
    }

    @Test
    void shouldKeepEachRowOfOneLineApart() throws InterruptedException {
        String json =
                "[{\"id\":\"1\",\"date\":\"x\"},{\"id\":\"2\",\"date\":\"x\"},{\"id\":\"3\",\"date\":\"2026-01-05\"}]";
        HttpResponse<String> taken = send("POST", "/v1/files?feed=json", "application/json", json);
        String location = taken.headers().firstValue("location").orElseThrow();
        while (!server.get(location).body().matches(".*\"state\":\"(done|failed)\".*")) {
            Thread.sleep(5);
        }
        assertThat(list("feed=json").stream().map(one -> JsonText.text(one, "activity")))
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void shouldListAndHealWhatIsSetAside() throws InterruptedException {
        file("feed=shop&profile=shop", SALES);
        Map<String, Object> one = only("program=first");
        assertThat(one).containsEntry("reason", "unknown-product").containsEntry("missing", "sku:PUMP");
        assertThat(send("PUT", "/v1/products", "application/json", "[{\"sku\":\"PUMP\"}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(only("program=first"))
                .containsEntry("reason", "unknown-participant")
                .containsEntry("missing", "distributor-rep:ann");
        assertThat(server.get("/v1/exceptions/summary?program=first").body())
                .contains("\"exceptions\":1")
                .contains("\"amount\":\"1200.5\"")
                .contains("distributor-rep:ann");
        assertThat(server.get("/v1/exceptions?program=first&format=csv").body())
                .contains("shop,1,reps,2026-01-05,sale,PUMP,2,1200.5,distributor-rep:ann,,unknown-participant,");
        assertThat(send("PUT", "/v1/participants", "application/json", "[{\"kind\":\"rep\",\"id\":\"ann\"}]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(list("program=first")).isEmpty();
        assertThat(server.get("/v1/programs/first/participants/ann/standing?period=2026-Q1")
                        .body())
                .contains("\"points\":\"1200.5\"");
    }

    @Test
    void shouldRememberWhomAFeedMeansUntilThatIsTakenBack() throws InterruptedException {
        send("PUT", "/v1/products", "application/json", "[{\"sku\":\"PUMP\"}]");
        send("PUT", "/v1/participants", "application/json", "[{\"kind\":\"rep\",\"id\":\"282\",\"name\":\"Ann Lee\"}]");
        file("feed=shop&profile=shop", SALES);
        assertThat(only("program=first")).containsEntry("missing", "distributor-rep:ann");

        assertThat(match("ann", "nobody").body()).contains("there is no distributor-rep nobody");
        assertThat(match("282", "ann").statusCode()).isEqualTo(422);
        assertThat(match("ann", "282").statusCode()).isEqualTo(200);
        assertThat(list("program=first")).isEmpty();
        assertThat(points("282")).contains("\"points\":\"1200.5\"");
        assertThat(server.get("/v1/matches?feed=shop").body())
                .contains("\"id\":\"ann\",\"participant\":\"282\",\"name\":\"Ann Lee\",\"by\":\"")
                .contains("\"inForce\":true");
        assertThat(server.get("/v1/matches?feed=other").body()).isEqualTo("{\"matches\":[]}");

        file("feed=shop&profile=shop", SALES.replace(";1;05.01", ";9;05.01"));
        file("feed=other&profile=shop", SALES.replace(";1;05.01", ";10;05.01"));
        assertThat(points("282")).contains("\"points\":\"2401\"");
        assertThat(only("program=first")).containsEntry("feed", "other");

        assertThat(delete("/v1/matches?feed=shop&kind=rep&id=ann").statusCode()).isEqualTo(200);
        assertThat(delete("/v1/matches?feed=shop&kind=rep&id=ann").statusCode()).isEqualTo(404);
        assertThat(points("282")).contains("\"points\":\"0\"");
        assertThat(list("program=first")).hasSize(3);
    }

    private HttpResponse<String> match(String id, String participant) {
        return send(
                "PUT",
                "/v1/matches",
                "application/json",
                "{\"feed\":\"shop\",\"kind\":\"rep\",\"id\":\"" + id + "\",\"participant\":\"" + participant + "\"}");
    }

    private String points(String rep) {
        return server.get("/v1/programs/first/participants/distributor-rep:" + rep + "/standing?period=2026-Q1")
                .body();
    }

    @Test
    void shouldProposeAProfileThatCanBePutAsItIs() throws InterruptedException {
        HttpResponse<String> guess =
                send("POST", "/v1/profiles/guess?name=Sales%202026.csv", "text/csv", SALES_TO_GUESS);
        assertThat(guess.statusCode()).as(guess.body()).isEqualTo(200);
        String source = JsonText.text(JsonText.object(guess.body()), "source");
        assertThat(source).startsWith("profile: sales-2026\n").contains("# The first activities it makes:");
        assertThat(send("PUT", "/v1/profiles/sales-2026", "application/yaml", source)
                        .statusCode())
                .isEqualTo(200);
        assertThat(file("feed=guessed&profile=sales-2026", SALES_TO_GUESS)).containsEntry("accepted", "2");
        assertThat(send("POST", "/v1/profiles/guess", "text/csv", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldDismissWhatIsSetAside() throws InterruptedException {
        file("feed=shop&profile=shop", SALES);
        assertThat(delete(path(only("program=first")) + "?because=a%20sample").statusCode())
                .isEqualTo(204);
        assertThat(list("program=first")).isEmpty();
        assertThat(list("state=dismissed")).as("refused rows").isEmpty();
        assertThat(server.get("/v1/exceptions/summary").body())
                .contains("\"reason\":\"date\",\"exceptions\":2")
                .contains("\"others\":0");
    }

    @Test
    void shouldLetAnActivityStandInForAConflict() {
        post("/v1/activities?feed=pos", "{\"id\":\"1\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"amount\":1}");
        post("/v1/activities?feed=pos", "{\"id\":\"1\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"amount\":2}");
        Map<String, Object> conflict = only("reason=conflict");
        assertThat(post(path(conflict), "{}").body()).contains("no row of its own");
        assertThat(post(path(conflict), "{\"activity\":{\"id\":\"1\"}}").statusCode())
                .isEqualTo(422);
        HttpResponse<String> right = post(
                path(conflict),
                "{\"activity\":{\"id\":\"1\",\"function\":\"correct\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"amount\":\"2\"}}");
        assertThat(right.statusCode()).as(right.body()).isEqualTo(200);
        assertThat(list("reason=conflict")).isEmpty();
        assertThat(new String(right.body().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .contains("\"verdict\":\"accepted\"");
    }
}
