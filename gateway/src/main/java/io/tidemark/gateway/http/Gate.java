package io.tidemark.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.tidemark.gateway.access.Caller;
import io.tidemark.gateway.access.HostNames;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.access.Token;
import io.tidemark.gateway.access.Tokens;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Decides whether a request may reach its endpoint. Any thread. */
final class Gate {
    /** The cookie of a browser's session. */
    static final String COOKIE = "tidemark-session";
    /** A header that no other web page can make a browser send here without asking first. */
    static final String OWN_HEADER = "x-tidemark";

    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final HostNames hosts;
    private final LongSupplier clockMs;

    Gate(Tokens tokens, HostNames hosts, LongSupplier clockMs) {
        this.tokens = tokens;
        this.hosts = hosts;
        this.clockMs = clockMs;
    }

    void checkHost(HttpHeaders headers) throws HttpProblem {
        String host = headers.get(HttpHeaderNames.HOST);
        if (!hosts.allows(host)) {
            throw new HttpProblem(
                    421,
                    "this server is not " + (host == null ? "named" : host)
                            + " — names it may be called by are set with hosts");
        }
    }

    /** Who asks; null where nobody said so and everybody may. */
    Caller caller(String method, HttpHeaders headers, Set<Scope> scopes) throws HttpProblem {
        Caller caller = byHeader(headers);
        if (caller == null) {
            caller = byCookie(headers);
        }
        if (scopes.isEmpty()) {
            return caller;
        }
        if (caller == null) {
            throw new HttpProblem(
                            401, "a token is needed — send it as Authorization: Bearer …, or sign in with a browser")
                    .header("www-authenticate", "Bearer realm=\"tidemark\"");
        }
        if (!caller.may(scopes)) {
            String wanted = scopes.stream().map(Scope::text).sorted().collect(Collectors.joining(" or "));
            throw new HttpProblem(
                    403, "the token " + caller.name() + " may not do this — one with the scope " + wanted + " may");
        }
        if (caller.byCookie()) {
            checkOrigin(method, headers);
        }
        return caller;
    }

    private Caller byHeader(HttpHeaders headers) throws HttpProblem {
        String given = headers.get(HttpHeaderNames.AUTHORIZATION);
        if (given == null) {
            return null;
        }
        if (!given.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new HttpProblem(
                            401, "this way of signing in is not known here — send a token as Authorization: Bearer …")
                    .header("www-authenticate", "Bearer realm=\"tidemark\"");
        }
        Token token = tokens.find(given.substring(BEARER.length()).strip(), clockMs.getAsLong());
        if (token == null || token.session()) {
            throw new HttpProblem(401, "the token is not known here — it may have been revoked, or be another server's")
                    .header("www-authenticate", "Bearer realm=\"tidemark\", error=\"invalid_token\"");
        }
        return new Caller(token.id(), token.name(), token.scopes(), false);
    }

    private Caller byCookie(HttpHeaders headers) {
        Token token = session(headers);
        return token == null ? null : new Caller(token.id(), token.name(), token.scopes(), true);
    }

    /** The browser's session, or null. */
    Token session(HttpHeaders headers) {
        String cookies = headers.get(HttpHeaderNames.COOKIE);
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : ServerCookieDecoder.STRICT.decode(cookies)) {
            if (cookie.name().equals(COOKIE)) {
                Token token = tokens.find(cookie.value(), clockMs.getAsLong());
                return token != null && token.session() ? token : null;
            }
        }
        return null;
    }

    /** A browser sends its cookie whoever made it ask: what changes something must come from our own page. */
    private static void checkOrigin(String method, HttpHeaders headers) throws HttpProblem {
        boolean reading = method.equals("GET") || method.equals("HEAD");
        boolean upgrade = headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true);
        if (reading && !upgrade) {
            return;
        }
        String site = headers.get("sec-fetch-site");
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        boolean same = site == null || site.equals("same-origin");
        same &= origin == null ? site != null : HostNames.isSameOrigin(origin, headers.get(HttpHeaderNames.HOST));
        if (!same || !upgrade && !headers.contains(OWN_HEADER)) {
            throw new HttpProblem(
                    403,
                    "a browser's session may change something only from the server's own page, with the header "
                            + OWN_HEADER);
        }
    }
}
