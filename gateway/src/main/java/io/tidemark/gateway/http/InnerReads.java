package io.tidemark.gateway.http;

import io.netty.handler.codec.http.EmptyHttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Asks what a GET of an address would answer, from inside: the same route, the same checks, no connection. What is watched
 * live is read this way, so that it cannot differ from what is read. Any thread.
 */
public final class InnerReads {
    private final Router router;
    private final Set<String> templates;

    /** @param templates of the routes that may be asked */
    public InnerReads(Router router, Set<String> templates) {
        this.router = router;
        this.templates = Set.copyOf(templates);
    }

    /**
     * Asks; the responder is answered once.
     *
     * @param uri path and query
     * @param mostRows the largest {@code limit} that the query may name
     * @throws HttpProblem where nothing of the kind can be asked
     */
    public void ask(String uri, int mostRows, Responder responder) throws HttpProblem {
        int mark = uri.indexOf('?');
        Route.Match match = router.find("GET", mark < 0 ? uri : uri.substring(0, mark));
        if (!templates.contains(match.route().template())
                || !(match.route().endpoint() instanceof Route.Endpoint.Whole whole)) {
            throw HttpProblem.notFound("this cannot be watched — a page of a board, a standing or the overview can");
        }
        Map<String, List<String>> query = Admission.query(uri, match.route());
        Request request = new Request("GET", uri, match.variables(), query, EmptyHttpHeaders.INSTANCE, null, false);
        request.number("limit", 0, 0, mostRows);
        whole.handler().handle(request, responder);
    }
}
