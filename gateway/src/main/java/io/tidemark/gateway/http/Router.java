package io.tidemark.gateway.http;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Finds the route of a request. Routes are added before the server starts; then only read. */
public final class Router {
    /** What a decoder puts in place of bytes that are no UTF-8, and how somebody writes it who means it. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final String ENCODED_REPLACEMENT = "%EF%BF%BD";

    private final List<Route> routes = new ArrayList<>();

    public Router add(Route route) {
        routes.add(route);
        return this;
    }

    /** All of them, in the order in which they were added. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /**
     * The route of a method and a path; a path that is written out wins over one with variables.
     *
     * @param path as it was sent, without the query
     * @throws HttpProblem 404 where no route has the path, 405 where others have it
     */
    Route.Match find(String method, String path) throws HttpProblem {
        List<String> segments = segments(path);
        TreeSet<String> others = new TreeSet<>();
        Route.Match found = null;
        for (Route route : routes) {
            Map<String, String> variables = match(route.segments(), segments);
            if (variables == null) {
                continue;
            }
            boolean fits = route.method().equals(method)
                    || method.equals("HEAD") && route.method().equals("GET");
            if (!fits && !isRest(route)) {
                others.add(route.method());
            } else if (fits && better(variables, found)) {
                found = new Route.Match(route, variables);
            }
        }
        if (found != null && (others.isEmpty() || !isRest(found.route()))) {
            return found;
        }
        if (others.isEmpty()) {
            throw HttpProblem.notFound("there is nothing under " + path + " — /openapi.yaml lists what there is");
        }
        String allowed = String.join(", ", others);
        throw new HttpProblem(405, method + " is not possible here — possible are " + allowed).header("allow", allowed);
    }

    private static boolean better(Map<String, String> variables, Route.Match found) {
        return found == null
                || isRest(found.route())
                || variables.size() < found.variables().size();
    }

    private static boolean isRest(Route route) {
        return route.template().endsWith("...}");
    }

    private static List<String> segments(String path) throws HttpProblem {
        List<String> segments = new ArrayList<>();
        for (String raw : path.substring(1).split("/", -1)) {
            segments.add(decode(raw));
        }
        return segments;
    }

    /** Decodes percent signs only: a plus sign in a path is one. */
    private static String decode(String raw) throws HttpProblem {
        try {
            String decoded = QueryStringDecoder.decodeComponent(raw.replace("+", "%2B"));
            if (decoded.indexOf(REPLACEMENT) >= 0
                    && !raw.toUpperCase(java.util.Locale.ROOT).contains(ENCODED_REPLACEMENT)) {
                throw HttpProblem.badRequest("the path is not UTF-8 behind its % signs — é is %C3%A9, for example");
            }
            return decoded;
        } catch (IllegalArgumentException malformed) {
            throw HttpProblem.badRequest("the path is not encoded rightly — % is followed by two hexadecimal digits");
        }
    }

    /** The variables, or null where the path is another. */
    private static Map<String, String> match(List<String> template, List<String> path) {
        String last = template.get(template.size() - 1);
        boolean rest = last.endsWith("...}");
        if (rest ? path.size() < template.size() : path.size() != template.size()) {
            return null;
        }
        Map<String, String> variables = new HashMap<>();
        int fixed = rest ? template.size() - 1 : template.size();
        for (int k = 0; k < fixed; k++) {
            String wanted = template.get(k);
            String segment = path.get(k);
            if (wanted.startsWith("{")) {
                if (segment.isEmpty()) {
                    return null;
                }
                variables.put(wanted.substring(1, wanted.length() - 1), segment);
            } else if (!wanted.equals(segment)) {
                return null;
            }
        }
        if (rest) {
            variables.put(last.substring(1, last.length() - 4), String.join("/", path.subList(fixed, path.size())));
        }
        return variables;
    }
}
