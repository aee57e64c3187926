package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.config.Setting;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was shown at a moment, brought back beside the running service; and what a publish would change, tried there. */
class PastTest {
    private static final String PROGRAM = """
            program: race%s
            periods: { every: quarter }
            points: { worth: 0.5 }
            measures: { volume: { sum: amount } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules: { base: { rate: { by: volume, points: %s } } }
                ladder: { tiers: { low: {}, high: { when: { measure: volume, at-least: 500 } } } }
            boards: { reps: { track: reps, rank: points, prizes: [ { at: 1, points: 10 } ] } }
            """;

    private static final List<String> PATHS = List.of(
            "/v1/programs/race/boards/reps?period=2025-Q3",
            "/v1/programs/race/boards/reps/around/r1?period=2025-Q3&by=1",
            "/v1/programs/race/participants/r1/standing?period=2025-Q3",
            "/v1/programs/race/participants/r1/postings?period=2025-Q3");

    @TempDir
    private Path folder;

    private static String publish(Serving serving, String query, String effective, String points) throws Exception {
        HttpResponse<String> answer = serving.send(
                "PUT",
                "/v1/programs/race" + query,
                "application/yaml",
                BodyPublishers.ofString(PROGRAM.formatted(effective, points)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void sell(Serving serving, String id, int rep, String date, int amount) throws Exception {
        String sale = "{\"source\":\"s\",\"id\":\"%s\",\"date\":\"%s\",\"rep\":\"r%d\",\"amount\":\"%d\"}";
        HttpResponse<String> answer = serving.send(
                "POST",
                "/v1/activities",
                "application/json",
                BodyPublishers.ofString(sale.formatted(id, date, rep, amount)));
        assertThat(answer.body()).contains("\"accepted\":1");
    }

    private static String get(Serving serving, String path) throws Exception {
        return serving.send("GET", path, "text/plain", BodyPublishers.noBody()).body();
    }

    private static List<String> shown(Serving serving, String asOf) throws Exception {
        List<String> answers = new ArrayList<>();
        for (String path : PATHS) {
            answers.add(get(serving, path + asOf));
        }
        return answers;
    }

    private static String asOf(Object moment) {
        return "&as-of=" + URLEncoder.encode(moment.toString(), StandardCharsets.UTF_8);
    }

    /** With snapshots at each few commands, and without any. */
    @ParameterizedTest
    @ValueSource(longs = {5, 1_000_000})
    void shouldShowWhatWasShown(long snapshotEvery) throws Exception {
        Map<String, List<String>> then = new LinkedHashMap<>();
        Path data = folder.resolve("data");
        Random random = new Random(3);
        try (Serving serving = new Serving(data, Map.of(Setting.SNAPSHOT_EVERY, snapshotEvery))) {
            publish(serving, "", "", "1");
            sell(serving, "first", 1, "2025-07-01", 10);
            for (int k = 0; k < 30; k++) {
                sell(serving, "S" + k, random.nextInt(3), "2025-0" + (6 + k % 4) + "-10", random.nextInt(200));
                if (k == 15) {
                    publish(serving, "", "\neffective: 2025-07-01", "2");
                }
                List<String> now = shown(serving, "");
                Object sequence = serving.get(PATHS.get(0)).get("sequence");
                then.put(sequence.toString(), now);
                if (k % 10 == 0) {
                    Thread.sleep(3);
                    then.put(Instant.now().toString(), now);
                    Thread.sleep(3);
                }
            }
            for (Map.Entry<String, List<String>> moment : then.entrySet()) {
                assertThat(shown(serving, asOf(moment.getKey())))
                        .as(moment.getKey())
                        .isEqualTo(moment.getValue());
            }
            assertThat(shown(serving, "")).isEqualTo(shown(serving, asOf("999999999")));
        }
        try (Serving again = new Serving(data)) {
            for (Map.Entry<String, List<String>> moment : then.entrySet()) {
                assertThat(shown(again, asOf(moment.getKey())))
                        .as(moment.getKey())
                        .isEqualTo(moment.getValue());
            }
        }
    }

    @Test
    void shouldSayWhatAMomentIs() throws Exception {
        try (Serving serving = new Serving(folder.resolve("data"))) {
            publish(serving, "", "", "1");
            assertThat(get(serving, PATHS.get(0) + asOf("yesterday")))
                    .contains("as-of yesterday is neither a sequence nor an instant");
            assertThat(get(serving, PATHS.get(0) + asOf("2001-01-01T12:00[America/Chicago]")))
                    .contains("there is no program race");
        }
    }

    /** The figures of a dry run are those of the publish, to the last digit, and nothing is published by it. */
    @Test
    void shouldPredictWhatPublishingDoes() throws Exception {
        try (Serving serving = new Serving(folder.resolve("data"))) {
            assertThat(publish(serving, "?dry-run=true", "", "1")).contains("\"published\":false");
            publish(serving, "", "", "1");
            for (int k = 0; k < 20; k++) {
                sell(serving, "S" + k, k % 4, k % 2 == 0 ? "2025-06-30" : "2025-07-01", 10 * k);
            }
            String before = get(serving, "/v1/hash");
            String tried = publish(serving, "?dry-run=true&limit=1", "\neffective: 2025-07-01", "3");
            assertThat(tried)
                    .contains("\"published\":false")
                    .contains("\"more\":2,\"less\":0,\"same\":2")
                    .containsPattern("\"winners\":\\[\\{\"participant\":\"distributor-rep:r[13]\"[^]]*}]");
            assertThat(get(serving, "/v1/hash")).isEqualTo(before);
            String drafted = tried.substring(tried.indexOf("\"drafted\":{") + 10, tried.indexOf(",\"more\""));
            publish(serving, "", "\neffective: 2025-07-01", "3");
            String again = publish(serving, "?dry-run=true", "\neffective: 2025-07-01", "3");
            assertThat(again).contains("\"inForce\":" + drafted + "}").contains("\"more\":0,\"less\":0,\"same\":4");
            assertThat(drafted)
                    .contains(serving.get("/v1/hash").get("standings-hash").toString());
        }
    }
}
