package io.tidemark.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tidemark.engine.host.PastCores;
import io.tidemark.gateway.HttpGateway;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.access.Token;
import io.tidemark.gateway.access.Tokens;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Watching over real connections to a real server. */
@Timeout(60)
class LiveConnectionTest {
    private final Watching world = new Watching(LiveLimits.of(Settings.presets()));
    private final Tokens tokens = new Tokens();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpGateway gateway;
    private int port;

    @BeforeEach
    void serve() throws Exception {
        Settings settings = Settings.presets()
                .option(Setting.PORT, 0)
                .option(Setting.LIVE_EVERY, "5ms")
                .option(Setting.LIVE_STALL_TIME, "500ms")
                .option(Setting.LIVE_HEARTBEAT, "200ms")
                .option(Setting.LIVE_MESSAGE_BYTES, 512)
                .option(Setting.STOP_TIME, "1s");
        gateway = new HttpGateway(settings, world.host, world.host, PastCores.NONE, tokens, () -> true, router -> {});
        port = gateway.start().getPort();
        world.sale("ann", 10);
        world.sale("ben", 5);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private String secret(Scope scope, boolean session) {
        Token.Issued issued = Token.issue(new SecureRandom(), scope.text(), Set.of(scope), 1, 0, session);
        tokens.put(issued.token());
        return issued.secret();
    }

    /** A WebSocket that keeps what it is told. */
    private static final class Ear implements WebSocket.Listener {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final BlockingQueue<String> beats = new LinkedBlockingQueue<>();
        final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                (text.indexOf("heartbeat") < 0 ? messages : beats).add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.add(status);
            return null;
        }

        String next() throws InterruptedException {
            return messages.poll(20, TimeUnit.SECONDS);
        }
    }

    private WebSocket open(Ear ear, String... headers) {
        WebSocket.Builder builder = client.newWebSocketBuilder();
        for (int k = 0; k < headers.length; k += 2) {
            builder.header(headers[k], headers[k + 1]);
        }
        return builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/v1/programs/race/live"), ear)
                .join();
    }

    private WebSocket open(Ear ear) {
        return open(ear, "Authorization", "Bearer " + secret(Scope.READ, false));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/programs/race/" + path))
                .header("Authorization", "Bearer " + secret(Scope.READ, false));
    }

    @Test
    void shouldMoveOverAWebSocket() throws Exception {
        Ear ear = new Ear();
        WebSocket socket = open(ear);
        LiveMirror board = new LiveMirror();
        LiveMirror standing = new LiveMirror();
        socket.sendText("{\"subscribe\":\"boards/reps?limit=5\"}", true).join();
        board.take(ear.next());
        socket.sendText("{\"subscribe\":\"participants/ben/standing\"}", true).join();
        standing.take(ear.next());
        world.sale("ben", 30);
        for (int k = 0; k < 2; k++) {
            String message = ear.next();
            (message.contains("\"topic\":\"boards") ? board : standing).take(message);
        }

        assertThat(board.rows().get(0))
                .containsEntry("participant", "distributor-rep:ben")
                .containsEntry("value", "35");
        assertThat(standing.text("points")).isEqualTo("35");
        assertThat(standing.text("tier")).isEqualTo("star");

        socket.sendText("{\"unsubscribe\":\"boards/reps?limit=5\"}", true).join();
        world.sale("ben", 1);
        assertThat(ear.next()).startsWith("{\"topic\":\"participants/ben/standing\",\"type\":\"delta\"");
        socket.abort();
    }

    @Test
    void shouldAnswerWhatIsNotUnderstoodAndGoOn() throws Exception {
        Ear ear = new Ear();
        WebSocket socket = open(ear);
        for (String message : new String[] {
            "hello",
            "[]",
            "{}",
            "{\"subscribe\":1}",
            "{\"subscribe\":\"a\",\"unsubscribe\":\"a\"}",
            "{\"say\":\"a\"}",
            "{\"subscribe\":\"boards/none\"}",
            "{\"subscribe\":{\"a\":{\"b\":{\"c\":{\"d\":[]}}}}}"
        }) {
            socket.sendText(message, true).join();
            assertThat(ear.next()).as(message).contains("\"type\":\"problem\"", "\"status\":4", "\"detail\":\"");
        }
        socket.sendText("{\"subscribe\":\"overview\"}", true).join();
        assertThat(ear.next()).contains("\"type\":\"snapshot\"");
        socket.abort();
    }

    @Test
    void shouldEndAConnectionThatIsNoConversation() throws Exception {
        Ear tooLong = new Ear();
        open(tooLong).sendText("x".repeat(600), true).join();
        assertThat(tooLong.closed.poll(20, TimeUnit.SECONDS)).isEqualTo(1009);
        Ear binary = new Ear();
        open(binary).sendBinary(ByteBuffer.allocate(3), true).join();
        assertThat(binary.closed.poll(20, TimeUnit.SECONDS)).isEqualTo(1003);
    }

    @Test
    void shouldLetInOnlyWhoMayReadAndFromItsOwnPageOnly() {
        String session = "tidemark-session=" + secret(Scope.READ, true);
        String home = "http://127.0.0.1:" + port;

        assertThat(refusal()).isEqualTo(401);
        assertThat(refusal("Authorization", "Bearer " + secret(Scope.FEED, false)))
                .isEqualTo(403);
        assertThat(refusal("Cookie", session, "Origin", "http://evil.example")).isEqualTo(403);
        assertThat(refusal("Cookie", session)).isEqualTo(403);
        WebSocket socket = open(new Ear(), "Cookie", session, "Origin", home, "Sec-Fetch-Site", "same-origin");
        assertThat(socket.isOutputClosed()).isFalse();
        socket.abort();
    }

    private int refusal(String... headers) {
        Throwable failed = catchThrowable(() -> open(new Ear(), headers));
        assertThat(failed).isInstanceOf(CompletionException.class);
        return ((WebSocketHandshakeException) failed.getCause()).getResponse().statusCode();
    }

    @Test
    void shouldSayThatAWebSocketIsNeeded() throws Exception {
        assertThat(client.send(request("live").build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(426);
    }

    /** Events of a stream, one by one. */
    private static final class Events implements AutoCloseable {
        private final InputStream in;
        private final BufferedReader lines;
        final LiveMirror mirror = new LiveMirror();
        String type;
        String id;

        Events(HttpResponse<InputStream> response) {
            in = response.body();
            lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        void next() throws Exception {
            String data = null;
            for (String line = lines.readLine(); data == null || !line.isEmpty(); line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                }
            }
            mirror.take(data);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    private Events stream(HttpRequest.Builder request) throws Exception {
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
        return new Events(response);
    }

    @Test
    void shouldStreamABoardAndResume() throws Exception {
        String id;
        LiveState left;
        try (Events events = stream(request("boards/reps/stream?limit=5"))) {
            events.next();
            assertThat(events.type).isEqualTo("snapshot");
            world.sale("ben", 30);
            events.next();
            assertThat(events.type).isEqualTo("delta");
            id = events.id;
            left = events.mirror.state();
        }
        world.sale("cy", 70);
        try (Events events = stream(request("boards/reps/stream?limit=5").header("Last-Event-ID", id))) {
            events.mirror.take(LiveMessages.message("x", LiveMessages.snapshot(id, left)));
            events.next();
            assertThat(events.type).isEqualTo("delta");
            assertThat(events.mirror.state().rows())
                    .isEqualTo(world.read(Watching.board("?limit=5")).rows());
        }
    }

    @Test
    void shouldStreamAStanding() throws Exception {
        try (Events events = stream(request("participants/distributor-rep:ann/stream?track=reps"))) {
            events.next();
            assertThat(events.mirror.text("points")).isEqualTo("10");
            world.sale("ann", 1);
            events.next();
            assertThat(events.mirror.text("points")).isEqualTo("11");
        }
    }

    @Test
    void shouldAnswerAStreamThatCannotBeShownLikeAnyOtherRead() throws Exception {
        for (String path :
                new String[] {"boards/none/stream", "participants/nobody/stream", "boards/reps/stream?limit=201"}) {
            HttpResponse<String> answer = client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(answer.body()).contains("\"detail\":");
        }
    }

    @Test
    void shouldBreakTheSilence() throws Exception {
        HttpResponse<InputStream> response =
                client.send(request("boards/reps/stream").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (!line.startsWith(": ")) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo(": still here");
        }
    }

    @Test
    void shouldEndAConnectionWhoseTokenIsRevoked() throws Exception {
        HttpResponse<InputStream> response =
                client.send(request("boards/reps/stream").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isNotNull();
            Ear ear = new Ear();
            open(ear);
            assertThat(ear.beats.poll(20, TimeUnit.SECONDS)).isNotNull();

            tokens.all().forEach(token -> tokens.remove(token.id()));

            assertThat(ear.closed.poll(20, TimeUnit.SECONDS)).isNotNull();
            // reads to the end of the stream; were there none, the time of this test would be up
            lines.lines().forEach(line -> {});
        }
    }

    @Test
    void shouldBeatOverAWebSocket() throws Exception {
        Ear ear = new Ear();
        WebSocket socket = open(ear);

        assertThat(ear.beats.poll(20, TimeUnit.SECONDS)).isEqualTo("{\"type\":\"heartbeat\",\"everyMs\":200}");
        socket.abort();
    }

    /** Somebody who never reads: others go on, and in the end he is cut. */
    @Test
    void shouldNotLetAStalledViewerSlowAnybody() throws Exception {
        for (int k = 0; k < 150; k++) {
            world.sale("rep-with-a-rather-long-id-so-that-pages-are-large-" + k, 200 - k);
        }
        Ear ear = new Ear();
        WebSocket quick = open(ear);
        quick.sendText("{\"subscribe\":\"boards/reps?limit=200\"}", true).join();
        LiveMirror mirror = new LiveMirror();
        mirror.take(ear.next());
        try (Socket stalled = new Socket()) {
            stalled.setReceiveBufferSize(4_096);
            stalled.connect(new InetSocketAddress("127.0.0.1", port));
            String token = secret(Scope.READ, false);
            stalled.getOutputStream()
                    .write(("GET /v1/programs/race/boards/reps/stream?limit=200 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                    + "Authorization: Bearer " + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            int messages = 0;
            boolean came = false;
            while (!came || gateway.live().viewers() != 1) {
                came |= gateway.live().viewers() == 2;
                // the last becomes the first: every row of the page moves every time
                String last = mirror.rows().get(mirror.rows().size() - 1).get("participant");
                world.sale(last.substring(last.indexOf(':') + 1), 1_000 * (messages + 1));
                String message = ear.next();
                assertThat(message).isNotNull();
                mirror.take(message);
                messages++;
            }
        }
        world.sale("last", 1_000_000);
        while (!mirror.rows().get(0).get("participant").endsWith(":last")) {
            mirror.take(ear.next());
        }
        quick.abort();
    }
}
