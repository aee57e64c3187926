package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.answer.JsonText;
import io.tidemark.tools.cli.ServerClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bodies far larger than the server's memory, made while they are sent: refused where they are over the limit, read where they
 * are not, and what the process holds stays the same either way.
 */
class LargeBodyTest {
    private static final long BODY = Long.getLong("tidemark.body-bytes", 600L << 20);
    private static final long LIMIT = BODY / 3;
    private static final String HEAP = "512m";
    /** What the whole process may hold, code, threads, network buffers and the journal's mapped pages included. */
    private static final long MOST_MEMORY = 512L << 20;

    private static final String LINE =
            "{\"id\":\"1\",\"date\":\"2026-01-05\",\"rep\":\"ann\",\"amount\":1,\"attributes\":{"
                    + "\"a\":\"" + "x".repeat(1_000) + "\",\"b\":\"" + "y".repeat(1_000) + "\",\"c\":\""
                    + "z".repeat(1_000)
                    + "\"}}\n";
    private static final String NDJSON = "Content-Type: application/x-ndjson\r\n";
    private static final String CSV = "Content-Type: text/csv\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    @TempDir
    private Path folder;

    private ServerProcess server;

    private void start(Map<String, String> settings) throws Exception {
        server = new ServerProcess(folder, HEAP, List.of(), settings);
        server.start();
        ServerClient.Answer published = server.client()
                .send("PUT", "/v1/programs/race", "application/yaml", () -> BodyPublishers.ofString(ServerTest.RACE));
        assertThat(published.status()).isEqualTo(200);
    }

    private void startWithLimits() throws Exception {
        String limit = Long.toString(LIMIT);
        start(Map.of("TIDEMARK_MAX_STREAM_BYTES", limit, "TIDEMARK_MAX_UPLOAD_BYTES", limit));
    }

    @AfterEach
    void shouldBeHealthyAndHoldNoMoreThanBefore() throws Exception {
        try (ServerProcess stopped = server) {
            assertThat(stopped.client().get("/health/ready").status()).isEqualTo(200);
            long most = stopped.memory("VmHWM");
            System.out.printf(Locale.ROOT, "body %,d bytes, most memory of the process %,d MiB%n", BODY, most >> 20);
            assertThat(most).isLessThan(MOST_MEMORY);
        }
    }

    private Uploading upload(String request, String headers) throws Exception {
        return new Uploading(server.address(), server.token(), request, headers);
    }

    private void assertTooLarge(Uploading.Answer answer, long limit) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(413);
        assertThat(answer.body()).contains("at most " + limit + " bytes");
        // what is on its way when the answer comes is little
        assertThat(answer.sent()).isLessThan(limit + (64L << 20));
    }

    private Object pointsOfAnn() throws Exception {
        return server.client()
                .get("/v1/programs/race/participants/ann/standing?period=2026-Q1")
                .body()
                .get("points");
    }

    @Test
    void shouldRefuseByTheSizeThatIsToldBeforeAnythingIsSent() throws Exception {
        startWithLimits();
        String length = "Content-Length: " + BODY + "\r\n";
        for (String type : List.of(NDJSON, "Content-Type: application/json\r\n")) {
            try (Uploading upload = upload("POST /v1/activities?feed=pos", type + length)) {
                assertTooLarge(upload.answer(), LIMIT);
            }
        }
        try (Uploading upload = upload("POST /v1/files?feed=pos", CSV + length)) {
            assertTooLarge(upload.answer(), LIMIT);
        }
        assertNoFile();
    }

    @Test
    void shouldCutAStreamAtTheLimitAndKeepItsLinesWhole() throws Exception {
        startWithLimits();
        byte[] lines = LINE.repeat(20).getBytes(StandardCharsets.UTF_8);
        try (Uploading upload = upload("POST /v1/activities?feed=pos", NDJSON + CHUNKED)) {
            assertTooLarge(upload.chunks(lines, BODY), LIMIT);
        }
        assertThat(pointsOfAnn()).as("one sale, however often it came").isEqualTo("1");
    }

    @Test
    void shouldTakeNothingOfADocumentOverTheLimit() throws Exception {
        startWithLimits();
        byte[] objects = (LINE.strip() + ",").repeat(20).getBytes(StandardCharsets.UTF_8);
        try (Uploading upload =
                upload("POST /v1/activities?feed=pos", "Content-Type: application/json\r\n" + CHUNKED)) {
            assertTooLarge(upload.chunks(objects, BODY), 4L << 20);
        }
        assertThat(server.client()
                        .get("/v1/programs/race/participants/ann/standing")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void shouldForgetAFileOverTheLimit() throws Exception {
        startWithLimits();
        byte[] rows = "1,2026-01-05,ann,1.00\n".repeat(3_000).getBytes(StandardCharsets.UTF_8);
        try (Uploading upload = upload("POST /v1/files?feed=pos", CSV + CHUNKED)) {
            assertTooLarge(upload.chunks(rows, BODY), LIMIT);
        }
        assertNoFile();
    }

    private void assertNoFile() throws Exception {
        assertThat(server.client().get("/v1/ingests").body()).isEqualTo(Map.of("ingests", List.of()));
        Path uploads = server.data().resolve("uploads");
        if (Files.isDirectory(uploads)) {
            try (Stream<Path> left = Files.list(uploads)) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void shouldReadAStreamOfAnyLengthWithinTheLimit() throws Exception {
        start(Map.of());
        byte[] lines = LINE.repeat(20).getBytes(StandardCharsets.UTF_8);
        long expected = 20 * ((BODY + lines.length - 1) / lines.length);
        try (Uploading upload = upload("POST /v1/activities?feed=pos", NDJSON + CHUNKED)) {
            Uploading.Answer answer = upload.chunks(lines, BODY);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            Map<String, Object> counts = JsonText.object(answer.body());
            assertThat(JsonText.number(counts, "received")).isEqualTo(expected);
            assertThat(JsonText.number(counts, "accepted")).isEqualTo(1);
            assertThat(JsonText.number(counts, "duplicate")).isEqualTo(expected - 1);
        }
        assertThat(pointsOfAnn()).isEqualTo("1");
    }
}
