package io.tidemark.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.tidemark.gateway.access.Caller;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** Leads a request's head to its endpoint, through all checks. Any thread. */
final class Admission {
    private final Router router;
    private final Gate gate;
    private final BooleanSupplier ready;
    private final HttpLimits limits;
    private final Budget buffered;
    private final boolean secure;

    Admission(Router router, Gate gate, BooleanSupplier ready, HttpLimits limits, Budget buffered, boolean secure) {
        this.router = router;
        this.gate = gate;
        this.ready = ready;
        this.limits = limits;
        this.buffered = buffered;
        this.secure = secure;
    }

    /** A request that may reach its endpoint. */
    record Admitted(Request request, Route route, long most, Takeover taker, Budget buffered) {
        StreamHandler.Body open(Responder responder, Flow flow) throws HttpProblem {
            if (route.endpoint() instanceof Route.Endpoint.Streamed streamed) {
                return streamed.handler().open(request, responder, flow);
            }
            if (route.endpoint() instanceof Route.Endpoint.Whole wholly) {
                return new WholeBody(request, responder, wholly.handler(), buffered, most);
            }
            taker.check(request);
            return NOWHERE;
        }

        boolean isStreamed() {
            return route.endpoint() instanceof Route.Endpoint.Streamed;
        }
    }

    private static final StreamHandler.Body NOWHERE = new StreamHandler.Body() {
        @Override
        public void piece(ByteBuf data) {}

        @Override
        public void end() {}

        @Override
        public void aborted() {}
    };

    Admitted admit(HttpRequest head) throws HttpProblem {
        gate.checkHost(head.headers());
        String uri = head.uri();
        if (!uri.startsWith("/")) {
            throw HttpProblem.badRequest("the request names no path — GET /v1/programs, for example");
        }
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        String method = head.method().name();
        Route.Match match = router.find(method, path);
        Route route = match.route();
        if (!route.early() && !ready.getAsBoolean()) {
            throw HttpProblem.unavailable("the service is recovering — /health/ready says when it is there");
        }
        Caller caller = gate.caller(method, head.headers(), route.scopes());
        refusePacked(head.headers().get(HttpHeaderNames.CONTENT_ENCODING));
        Map<String, List<String>> query = query(uri, route);
        Request request = new Request(method, path, match.variables(), query, head.headers(), caller, secure);
        return new Admitted(request, route, most(route), taker(route), buffered);
    }

    private static void refusePacked(String encoding) throws HttpProblem {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new HttpProblem(415, "a body packed with " + encoding + " is not read here — send it unpacked");
        }
    }

    private long most(Route route) {
        if (route.endpoint() instanceof Route.Endpoint.Streamed streamed) {
            return streamed.most();
        }
        return route.endpoint() instanceof Route.Endpoint.Taken ? 0 : limits.bodyBytes();
    }

    private static Takeover taker(Route route) {
        return route.endpoint() instanceof Route.Endpoint.Taken taken ? taken.taker() : null;
    }

    static Map<String, List<String>> query(String uri, Route route) throws HttpProblem {
        Map<String, List<String>> query;
        try {
            query = new QueryStringDecoder(uri).parameters();
        } catch (IllegalArgumentException malformed) {
            throw HttpProblem.badRequest("the query is not encoded rightly — % is followed by two hexadecimal digits");
        }
        for (String name : query.keySet()) {
            if (query.get(name).size() > 1) {
                throw HttpProblem.badRequest(
                        name + " stands " + query.get(name).size() + " times — every parameter at most once");
            }
            if (!route.parameters().contains(name)) {
                String known = String.join(", ", new TreeSet<>(route.parameters()));
                throw HttpProblem.badRequest("there is no parameter " + name + " here — "
                        + (known.isEmpty() ? "none is known" : "known are " + known));
            }
        }
        return query;
    }
}
