package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.handler.codec.http.cookie.CookieHeaderNames;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.access.SignInLinks;
import io.tidemark.gateway.access.Token;
import io.tidemark.gateway.access.TokenDesk;
import io.tidemark.gateway.access.Tokens;
import io.tidemark.gateway.answer.AnswerJson;
import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tokens for programs, and sign-in links for people. */
public final class TokenRoutes {
    private static final Set<Scope> ADMINS = EnumSet.of(Scope.ADMIN);
    private static final int LONGEST_NAME = 200;
    private static final String WRONG_CODE =
            "this link was used before, is too old, or was never made — ask for a new one";
    private static final byte[] SIGNED_IN = ("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
                    + "<meta http-equiv=\"refresh\" content=\"0;url=/\"><title>Tidemark</title>"
                    + "<p>Signed in. <a href=\"/\">Go on</a></p></html>")
            .getBytes(StandardCharsets.UTF_8);

    private final Tokens tokens;
    private final TokenDesk desk;
    private final SignInLinks links;
    private final Settings settings;

    public TokenRoutes(Tokens tokens, TokenDesk desk, SignInLinks links, Settings settings) {
        this.tokens = tokens;
        this.desk = desk;
        this.links = links;
        this.settings = settings;
    }

    public void addTo(Router router) {
        router.add(Route.of("GET", "/v1/tokens", ADMINS, this::list))
                .add(Route.of("POST", "/v1/tokens", ADMINS, this::make))
                .add(Route.of("DELETE", "/v1/tokens/{token}", ADMINS, this::revoke))
                .add(Route.of("POST", "/v1/sign-in-links", ADMINS, this::link))
                .add(Route.of("GET", "/v1/session", EnumSet.allOf(Scope.class), this::session))
                .add(Route.of("DELETE", "/v1/session", EnumSet.allOf(Scope.class), this::signOut))
                .add(Route.of("GET", "/sign-in", Route.open(), this::signIn, "code"));
    }

    private void list(Request request, Responder responder) {
        responder.answer(Json.response(
                200, json -> AnswerJson.list(json, "tokens", tokens.all(), token -> token(json, token))));
    }

    private static void token(JsonGenerator json, Token token) throws IOException {
        json.writeStringField("token", token.id());
        json.writeStringField("name", token.name());
        scopes(json, token.scopes());
        json.writeBooleanField("session", token.session());
        json.writeStringField("created", Instant.ofEpochMilli(token.createdMs()).toString());
        if (token.expiresMs() != 0) {
            json.writeStringField(
                    "expires", Instant.ofEpochMilli(token.expiresMs()).toString());
        }
    }

    private static void scopes(JsonGenerator json, Set<Scope> scopes) throws IOException {
        json.writeArrayFieldStart("scopes");
        for (String word : TokenDesk.words(scopes)) {
            json.writeString(word);
        }
        json.writeEndArray();
    }

    /** What is asked for: a name and scopes. */
    private record Wish(String name, Set<Scope> scopes) {}

    private static Wish wish(Request request, Set<Scope> preset) throws HttpProblem {
        Map<String, Object> object = request.body().length == 0 ? Map.of() : Bodies.object(request);
        for (String key : object.keySet()) {
            if (!key.equals("name") && !key.equals("scopes")) {
                throw HttpProblem.badRequest("there is no field " + key + " — name and scopes");
            }
        }
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : JsonText.texts(object, "scopes")) {
            Scope scope = Scope.of(word);
            if (scope == null) {
                throw HttpProblem.badRequest("there is no scope " + word + " — admin, read, feed");
            }
            scopes.add(scope);
        }
        scopes.addAll(scopes.isEmpty() ? preset : Set.of());
        String name = JsonText.text(object, "name").strip();
        if (scopes.isEmpty() || name.length() > LONGEST_NAME) {
            throw HttpProblem.badRequest(
                    "a token needs scopes, e.g. [\"read\"], and a name of at most " + LONGEST_NAME + " characters");
        }
        return new Wish(name, scopes);
    }

    private void make(Request request, Responder responder) throws HttpProblem {
        Wish wish = wish(request, Set.of());
        if (wish.name().isEmpty()) {
            throw HttpProblem.badRequest(
                    "a token needs a name — what it is for, e.g. {\"name\": \"distributor 697\", ...}");
        }
        long now = System.currentTimeMillis();
        desk.issue(wish.name(), wish.scopes(), now, 0, false).whenComplete((issued, failed) -> {
            if (failed != null) {
                responder.fail(Bodies.failed(failed));
                return;
            }
            responder.answer(Json.response(201, json -> {
                        token(json, issued.token());
                        json.writeStringField("secret", issued.secret());
                    })
                    .with("location", "/v1/tokens/" + issued.token().id()));
        });
    }

    private void revoke(Request request, Responder responder) throws HttpProblem {
        String id = request.variable("token");
        if (tokens.of(id) == null) {
            throw HttpProblem.notFound("there is no token " + id + " — GET /v1/tokens lists them");
        }
        end(id, responder);
    }

    private void end(String id, Responder responder) {
        desk.revoke(id).whenComplete((done, failed) -> {
            if (failed != null) {
                responder.fail(Bodies.failed(failed));
            } else {
                responder.answer(Response.empty(204));
            }
        });
    }

    private void link(Request request, Responder responder) throws HttpProblem {
        Wish wish = wish(request, EnumSet.of(Scope.READ));
        long expires = System.currentTimeMillis() + settings.number(Setting.LINK_TIME);
        String name = wish.name().isEmpty() ? "browser" : wish.name();
        String code = links.make(name, wish.scopes(), expires);
        responder.answer(Json.response(201, json -> {
            json.writeStringField("path", "/sign-in?code=" + code);
            json.writeStringField("name", name);
            scopes(json, wish.scopes());
            json.writeStringField("expires", Instant.ofEpochMilli(expires).toString());
        }));
    }

    private void signIn(Request request, Responder responder) throws HttpProblem {
        String code = request.query("code");
        if (request.header("sec-purpose") != null || request.method().equals("HEAD")) {
            throw HttpProblem.badRequest("a sign-in link is opened by a person, not ahead of one");
        }
        long now = System.currentTimeMillis();
        SignInLinks.Link link = code == null ? null : links.use(code, now);
        if (link == null && isForAPerson(request)) {
            responder.answer(Response.empty(303).with("location", "/?sign-in=failed"));
            return;
        }
        if (link == null) {
            throw new HttpProblem(403, WRONG_CODE);
        }
        long lasts = settings.number(Setting.SESSION_TIME);
        desk.issue(link.name(), link.scopes(), now, now + lasts, true).whenComplete((issued, failed) -> {
            if (failed != null) {
                responder.fail(Bodies.failed(failed));
            } else {
                responder.answer(new Response(200, "text/html; charset=utf-8", List.of(), SIGNED_IN)
                        .with("set-cookie", cookie(issued.secret(), lasts / 1_000, request.isSecure())));
            }
        });
    }

    /** Browsers say that they want a page. */
    private static boolean isForAPerson(Request request) {
        String accept = request.header("accept");
        return accept != null && accept.contains("text/html");
    }

    private static String cookie(String value, long seconds, boolean secure) {
        DefaultCookie cookie = new DefaultCookie(Gate.COOKIE, value);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setSameSite(CookieHeaderNames.SameSite.Strict);
        return ServerCookieEncoder.STRICT.encode(cookie);
    }

    private void session(Request request, Responder responder) {
        responder.answer(Json.response(200, json -> {
            json.writeStringField("name", request.caller().name());
            scopes(json, request.caller().scopes());
            json.writeBooleanField("session", request.caller().byCookie());
        }));
    }

    private void signOut(Request request, Responder responder) throws HttpProblem {
        if (!request.caller().byCookie()) {
            throw HttpProblem.badRequest("a session ends here; a token is revoked under /v1/tokens");
        }
        desk.revoke(request.caller().token()).whenComplete((done, failed) -> {
            if (failed != null) {
                responder.fail(Bodies.failed(failed));
            } else {
                responder.answer(Response.empty(204).with("set-cookie", cookie("", 0, request.isSecure())));
            }
        });
    }
}
