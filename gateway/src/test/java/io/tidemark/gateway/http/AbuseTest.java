package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a hostile or broken sender gets: the right status, and a server that goes on serving others. */
class AbuseTest {
    private final TestServer server = new TestServer(
            "header-time",
            "700ms",
            "idle-time",
            "1s",
            "max-connections",
            "400",
            "max-buffered-bytes",
            "1M",
            "max-stream-bytes",
            "3G",
            "max-line-bytes",
            "4K");

    @AfterEach
    void close() {
        assertThat(server.get("/health/ready").statusCode()).as("still healthy").isEqualTo(200);
        server.close();
    }

    private String head(String request, String more) {
        return request + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + server.admin + "\r\n" + more
                + "\r\n";
    }

    private int raw(String request, String more) throws IOException {
        return Raw.status(server.address, head(request, more));
    }

    @Test
    void shouldRefuseWhatIsNoRequest() throws IOException {
        assertThat(Raw.status(server.address, "\u0016\u0003\u0001 hello\r\n\r\n"))
                .isEqualTo(400);
        assertThat(Raw.status(server.address, "GET\r\n\r\n")).isEqualTo(400);
        assertThat(raw("GET /v1/%zz", "")).isEqualTo(400);
        assertThat(raw("GET /v1/%ff", "")).isEqualTo(400);
        assertThat(raw("GET /v1/programs/%c3%28", "")).isEqualTo(400);
        assertThat(raw("GET v1/programs", "")).isEqualTo(400);
        assertThat(raw("GET /v1/programs?%zz=1", "")).isEqualTo(400);
        assertThat(raw("BREW /v1/programs", "")).isEqualTo(405);
        assertThat(raw("DELETE /v1/programs", "")).isEqualTo(405);
        assertThat(raw("POST /v1/nothing", "Content-Length: 0\r\n")).isEqualTo(404);
        assertThat(raw("GET /v1/programs/" + "x".repeat(9_000), "")).isEqualTo(414);
        assertThat(raw("GET /v1/programs", "X: " + "y".repeat(20_000) + "\r\n")).isEqualTo(431);
        assertThat(raw("POST /v1/tokens", "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n"))
                .isEqualTo(400);
    }

    @Test
    void shouldNotLeaveItsFolder() throws IOException {
        for (String path : new String[] {
            "/../pom.xml",
            "/%2e%2e/pom.xml",
            "/..%2f..%2fetc/passwd",
            "/portal/../../x",
            "//etc/passwd",
            "/.git/config",
            "/lib/../openapi/openapi.yaml",
            "/lib/%2e%2e/%2e%2e/logback.xml",
            "/index.html%00.png",
            "/io/tidemark/x.class"
        }) {
            assertThat(raw("GET " + path, "")).as(path).isIn(400, 404);
        }
    }

    @Test
    void shouldRefuseBodiesBeyondTheLimitBeforeTheyAreSent() throws IOException {
        assertThat(raw("POST /v1/tokens", "Content-Length: 3221225472\r\nExpect: 100-continue\r\n"))
                .isEqualTo(413);
        assertThat(raw(
                        "POST /v1/activities?feed=x",
                        "Content-Length: 3221225473\r\nContent-Type: application/json\r\n"))
                .isEqualTo(413);
    }

    @Test
    void shouldCutABodyThatGrowsBeyondTheLimit() throws IOException {
        try (Socket socket = Raw.connect(server.address)) {
            OutputStream out = socket.getOutputStream();
            out.write(head(
                            "POST /v1/activities?feed=x",
                            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            int sent = 0;
            try {
                for (; sent < 3_000; sent++) {
                    out.write(chunk);
                }
            } catch (SocketException cut) {
                assertThat(sent).isLessThan(3_000);
            }
            // more than all requests together may hold
            assertThat(Raw.status(socket)).isEqualTo(503);
        }
        assertThat(server.get("/metrics").body()).contains("tidemark_buffered_bytes 0.0");
    }

    @Test
    void shouldStreamMoreThanItHolds() {
        String line = "{\"id\":\"%d\",\"date\":\"2026-01-05\",\"amount\":1}\n";
        StringBuilder lines = new StringBuilder();
        for (int k = 0; lines.length() < 4_000_000; k++) {
            lines.append(String.format(line, k));
        }
        lines.append("x".repeat(100_000)).append('\n').append(String.format(line, -1));
        String answer = server.send(server.request("/v1/activities?feed=x")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(lines.toString())))
                .body();
        assertThat(answer).contains("\"reason\":\"row-too-long\"").contains("\"refused\":1,");
        assertThat(server.get("/metrics").body()).contains("tidemark_buffered_bytes 0.0");
    }

    @Test
    void shouldEndSlowHeadsAndSlowBodies() throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int k = 0; k < 50; k++) {
            Socket socket = Raw.connect(server.address);
            socket.getOutputStream().write("GET /v1/pro".getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }
        Socket body = Raw.connect(server.address);
        body.getOutputStream()
                .write(head(
                                "POST /v1/activities?feed=x",
                                "Content-Type: application/x-ndjson\r\nContent-Length: 999\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        body.getOutputStream().write("{\"id\":".getBytes(StandardCharsets.US_ASCII));
        slow.add(body);
        long before = server.sequence();
        for (Socket socket : slow) {
            assertThat(Raw.status(socket)).isEqualTo(408);
            socket.close();
        }
        assertThat(server.sequence()).as("nothing half-applied").isEqualTo(before);
    }

    @Test
    void shouldTurnAwayConnectionsBeyondTheLimitAndServeAgainAfterwards() throws IOException {
        List<Socket> many = new ArrayList<>();
        int turnedAway = 0;
        for (int k = 0; k < 600; k++) {
            many.add(Raw.connect(server.address));
        }
        for (int k = many.size() - 1; k >= 0 && turnedAway == 0; k--) {
            many.get(k)
                    .getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            turnedAway += Raw.status(many.get(k)) == 503 ? 1 : 0;
        }
        assertThat(turnedAway).isPositive();
        for (Socket socket : many) {
            socket.close();
        }
        for (int k = 0;
                k < 400 && Raw.status(server.address, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n") != 200;
                k++) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldForgetAFileThatBreaksOff() throws IOException {
        try (Socket socket = Raw.connect(server.address)) {
            socket.getOutputStream()
                    .write(head("POST /v1/files?feed=x", "Content-Type: text/csv\r\nContent-Length: 100000\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write("id,date\n1,2026-01-05\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
        assertThat(server.get("/v1/ingests").body()).isEqualTo("{\"ingests\":[]}");
    }

    @Test
    void shouldTakeNothingOfMalformedDocuments() throws IOException {
        long before = server.sequence();
        for (String body : new String[] {
            "",
            "{",
            "[",
            "null",
            "1",
            "[1]",
            "[{\"id\":1,\"date\":\"2026-01-05\"},",
            "{}{}",
            "[".repeat(2_000),
            "{\"id\":" + "9".repeat(5_000) + "}",
            "\"" + "x".repeat(100_000) + "\"",
            "{\"id\":\"\\ud8\"}"
        }) {
            int status = server.send(server.request("/v1/activities?feed=x")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body)))
                    .statusCode();
            assertThat(status)
                    .as(body.length() > 50 ? body.substring(0, 50) : body)
                    .isEqualTo(400);
        }
        assertThat(server.sequence()).isEqualTo(before);
    }
}
