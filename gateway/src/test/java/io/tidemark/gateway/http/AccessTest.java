package io.tidemark.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.address.getPort() + path));
    }

    private int status(String path, String token) {
        return server.send(bare(path).header("Authorization", "Bearer " + token).GET())
                .statusCode();
    }

    @Test
    void shouldAskForATokenAndKnowItsOwn() {
        assertThat(server.send(bare("/v1/programs").GET()).statusCode()).isEqualTo(401);
        assertThat(status("/v1/programs", server.admin)).isEqualTo(200);
        assertThat(status("/v1/programs", "nonsense")).isEqualTo(401);
        assertThat(status("/v1/programs", server.admin + "x")).isEqualTo(401);
        try (TestServer other = new TestServer()) {
            assertThat(status("/v1/programs", other.admin)).as("foreign").isEqualTo(401);
        }
        assertThat(server.send(bare("/v1/programs")
                                .header("Authorization", "Basic YTpi")
                                .GET())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldLetEachScopeDoItsOwn() {
        String read = server.token(Scope.READ);
        String feed = server.token(Scope.FEED);
        assertThat(status("/v1/programs", read)).isEqualTo(200);
        assertThat(status("/v1/programs", feed)).isEqualTo(403);
        assertThat(status("/v1/ingests", feed)).isEqualTo(200);
        assertThat(status("/v1/ingests", read)).isEqualTo(403);
        assertThat(status("/v1/tokens", read)).isEqualTo(403);
        HttpResponse<String> publish = server.send(bare("/v1/programs/x")
                .header("Authorization", "Bearer " + feed)
                .PUT(BodyPublishers.ofString("program: x")));
        assertThat(publish.statusCode()).isEqualTo(403);
        HttpResponse<String> people = server.send(bare("/v1/participants")
                .header("Authorization", "Bearer " + feed)
                .PUT(BodyPublishers.ofString("kind,id\nrep,1\n")));
        assertThat(people.statusCode()).isEqualTo(403);
    }

    @Test
    void shouldLetFeedersAddProfilesAndOnlyAdministratorsChangeThem() {
        String feed = server.token(Scope.FEED);
        assertThat(profile(feed, "{ id: A, date: B }")).isEqualTo(200);
        assertThat(profile(feed, "{ id: A, date: B }")).as("the same").isEqualTo(200);
        assertThat(profile(feed, "{ id: A, date: C }")).as("another").isEqualTo(403);
        assertThat(profile(server.admin, "{ id: A, date: C }")).isEqualTo(200);
        assertThat(profile(feed, "#" + "x".repeat(70_000))).isEqualTo(413);
    }

    private int profile(String token, String fields) {
        return server.send(bare("/v1/profiles/mine")
                        .header("Authorization", "Bearer " + token)
                        .PUT(BodyPublishers.ofString("profile: mine\nfields: " + fields)))
                .statusCode();
    }

    @Test
    void shouldMakeAndRevokeTokens() {
        HttpResponse<String> made = server.send(server.request("/v1/tokens")
                .POST(BodyPublishers.ofString("{\"name\":\"distributor 697\",\"scopes\":[\"feed\"]}")));
        assertThat(made.statusCode()).isEqualTo(201);
        Map<String, Object> token = JsonText.object(made.body());
        String secret = JsonText.text(token, "secret");
        assertThat(status("/v1/ingests", secret)).isEqualTo(200);
        assertThat(server.get("/v1/tokens").body()).contains("distributor 697").doesNotContain(secret);
        String location = made.headers().firstValue("location").orElseThrow();
        assertThat(server.send(server.request(location).DELETE()).statusCode()).isEqualTo(204);
        assertThat(status("/v1/ingests", secret)).isEqualTo(401);
        assertThat(server.send(server.request(location).DELETE()).statusCode()).isEqualTo(404);
        for (String wrong : new String[] {"{}", "[", "{\"name\":\"x\",\"scopes\":[\"god\"]}", "{\"scope\":1}"}) {
            assertThat(server.send(server.request("/v1/tokens").POST(BodyPublishers.ofString(wrong)))
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void shouldKeepTheAdministratorsTokenForItsOwnerOnly() throws IOException {
        Path file = server.data.resolve("admin-token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String secret = Files.readString(file).strip();
        assertThat(status("/v1/tokens", secret)).isEqualTo(200);
        assertThat(server.deskTexts()).noneMatch(text -> text.contains(secret));
    }

    @Test
    void shouldSignABrowserInOnce() {
        HttpResponse<String> made = server.send(
                server.request("/v1/sign-in-links").POST(BodyPublishers.ofString("{\"scopes\":[\"admin\"]}")));
        String path = JsonText.text(JsonText.object(made.body()), "path");
        HttpResponse<String> in = server.send(bare(path).GET());
        assertThat(in.statusCode()).isEqualTo(200);
        String cookie = in.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).contains("HTTPOnly").contains("SameSite=Strict").contains("Path=/");
        assertThat(server.send(bare(path).GET()).statusCode()).as("again").isEqualTo(403);

        String session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(server.send(bare("/v1/session").header("Cookie", session).GET())
                        .body())
                .contains("\"session\":true");
        String secret = session.substring(session.indexOf('=') + 1);
        assertThat(status("/v1/programs", secret)).as("a session is no token").isEqualTo(401);

        String own = "http://127.0.0.1:" + server.address.getPort();
        assertThat(link(session).statusCode()).as("no header, no origin").isEqualTo(403);
        assertThat(link(session, "x-tidemark", "1").statusCode())
                .as("no origin")
                .isEqualTo(403);
        assertThat(link(session, "x-tidemark", "1", "Origin", "http://evil.example")
                        .statusCode())
                .as("another's")
                .isEqualTo(403);
        assertThat(link(session, "x-tidemark", "1", "Origin", own, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .as("made by another")
                .isEqualTo(403);
        assertThat(link(session, "Origin", own).statusCode())
                .as("without our header")
                .isEqualTo(403);
        assertThat(link(session, "x-tidemark", "1", "Origin", own).statusCode()).isEqualTo(201);

        HttpResponse<String> out = server.send(bare("/v1/session")
                .header("Cookie", session)
                .header("x-tidemark", "1")
                .header("Origin", own)
                .DELETE());
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(server.send(bare("/v1/session").header("Cookie", session).GET())
                        .statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> link(String session, String... headers) {
        HttpRequest.Builder request = bare("/v1/sign-in-links").header("Cookie", session);
        for (int k = 0; k < headers.length; k += 2) {
            request.header(headers[k], headers[k + 1]);
        }
        return server.send(request.POST(BodyPublishers.ofString("")));
    }

    @Test
    void shouldRefuseNamesOfOthers() throws IOException {
        assertThat(Raw.status(server.address, "GET /health/live HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
                .isEqualTo(421);
        assertThat(Raw.status(server.address, "GET /health/live HTTP/1.1\r\nHost: localhost:1\r\n\r\n"))
                .isEqualTo(200);
        assertThat(Raw.status(server.address, "GET /health/live HTTP/1.1\r\n\r\n"))
                .isEqualTo(421);
    }

    @Test
    void shouldTellBrowsersToKeepOut() {
        HttpResponse<String> answer = server.send(bare("/health/live").GET());
        assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.headers().firstValue("referrer-policy")).contains("no-referrer");
    }
}
