package io.tidemark.tools.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.answer.JsonText;
import io.tidemark.tools.cli.Cli;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file whose sending breaks off half-way and is sent again, in whatever process, counts as if it had come at once. */
class ResumableUploadTest {
    private static final int ROWS = 60_000;
    private static final String PROGRAM = """
            program: first
            name: First
            periods: { every: quarter }
            measures: { volume: { sum: amount } }
            tracks:
              reps:
                kind: distributor-rep
                credit: rep
                rules: { base: { rate: { by: volume, points: 1, per: 100 } } }
            boards: { reps: { track: reps, rank: points } }
            """;

    @TempDir
    private Path folder;

    private Path sales;

    @BeforeEach
    void write() throws IOException {
        StringBuilder text = new StringBuilder("id,date,rep,quantity,amount\n");
        for (int k = 0; k < ROWS; k++) {
            text.append("invoice-")
                    .append(k)
                    .append(",2026-01-05,rep-")
                    .append(k % 97)
                    .append(",1,")
                    .append(k % 1000);
            text.append(".25\n");
        }
        sales = Files.writeString(folder.resolve("sales.csv"), text);
    }

    private static Cli.Result send(Serving serving, Path file) throws IOException {
        return Cli.run("send", "--server", serving.url(), "--token", serving.token(), "--feed", "pos", file);
    }

    private static void publish(Serving serving) throws Exception {
        assertThat(serving.send("PUT", "/v1/programs/first", "application/yaml", BodyPublishers.ofString(PROGRAM))
                        .statusCode())
                .isLessThan(300);
    }

    private static String hash(Serving serving) throws Exception {
        return JsonText.text(serving.get("/v1/hash"), "standings-hash");
    }

    @Test
    void shouldGoOnWhereItBrokeAndComeToTheSame() throws Exception {
        String whole;
        try (Serving serving = new Serving(folder.resolve("whole"))) {
            publish(serving);
            assertThat(send(serving, sales).out()).contains("accepted 60,000, duplicate 0");
            whole = hash(serving);
        }

        Path data = folder.resolve("broken");
        String upload;
        try (Serving serving = new Serving(data)) {
            publish(serving);
            upload = open(serving);
            breakOff(serving, upload, 700_000);
        }
        try (Serving serving = new Serving(data)) {
            assertThat(offset(serving, upload)).isBetween(1L, 700_000L);
            assertThat(open(serving)).isEqualTo(upload);
            breakOff(serving, upload, 500_000);
            assertThat(send(serving, sales).out()).contains("accepted 60,000, duplicate 0");
            assertThat(hash(serving)).isEqualTo(whole).isNotEmpty();
            assertThat(send(serving, sales).out()).contains("accepted 0, duplicate 60,000");
            assertThat(hash(serving)).isEqualTo(whole);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithAPiece() throws Exception {
        try (Serving serving = new Serving(folder.resolve("data"))) {
            String upload = open(serving);
            assertThat(piece(serving, upload, 5, "abc").statusCode()).isEqualTo(409);
            assertThat(piece(serving, upload, 0, "x".repeat((int) Files.size(sales) + 1))
                            .statusCode())
                    .isEqualTo(413);
            assertThat(piece(serving, upload, offset(serving, upload), "").statusCode())
                    .isEqualTo(204);
            long left = Files.size(sales) - offset(serving, upload);
            HttpResponse<String> wrong = piece(serving, upload, offset(serving, upload), "x".repeat((int) left));
            assertThat(wrong.statusCode()).isEqualTo(409);
            assertThat(wrong.body()).contains("is not the one that was announced");
            assertThat(serving.send("GET", upload, "text/plain", BodyPublishers.noBody())
                            .statusCode())
                    .isEqualTo(404);
            String again = open(serving);
            assertThat(serving.send("DELETE", again, "text/plain", BodyPublishers.noBody())
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    private String open(Serving serving) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(serving.url()
                        + "/v1/uploads?feed=pos&name=sales.csv&digest="
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(sales)))))
                .POST(BodyPublishers.noBody())
                .header("Authorization", "Bearer " + serving.token())
                .header("Upload-Length", Long.toString(Files.size(sales)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("location").orElseThrow();
    }

    private static long offset(Serving serving, String upload) throws Exception {
        Map<String, Object> about = serving.get(upload);
        return JsonText.number(about, "offset");
    }

    private static HttpResponse<String> piece(Serving serving, String upload, long from, String text) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(serving.url() + upload))
                .method("PATCH", BodyPublishers.ofString(text))
                .header("Authorization", "Bearer " + serving.token())
                .header("Content-Type", "application/offset+octet-stream")
                .header("Upload-Offset", Long.toString(from))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Begins to send what is left, and is gone after so many bytes. */
    private void breakOff(Serving serving, String upload, int bytes) throws Exception {
        long from = offset(serving, upload);
        byte[] all = Files.readAllBytes(sales);
        URI server = URI.create(serving.url());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            String head = "PATCH " + upload + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + serving.token()
                    + "\r\nContent-Type: application/offset+octet-stream\r\nUpload-Offset: " + from
                    + "\r\nContent-Length: " + (all.length - from) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(all, (int) from, bytes);
            socket.getOutputStream().flush();
            long least = from + 1;
            for (int look = 0; look < 500 && offset(serving, upload) < least; look++) {
                Thread.sleep(10);
            }
        }
    }
}
