package io.tidemark.gateway.http;

import io.netty.handler.codec.http.HttpHeaders;
import io.tidemark.gateway.access.Caller;
import java.util.List;
import java.util.Map;

/** A request. Immutable; its body too is not to be written to. */
public final class Request {
    private static final byte[] NOTHING = {};

    private final String method;
    private final String path;
    private final Map<String, String> variables;
    private final Map<String, List<String>> query;
    private final HttpHeaders headers;
    private final Caller caller;
    private final boolean secure;
    private final byte[] body;

    Request(
            String method,
            String path,
            Map<String, String> variables,
            Map<String, List<String>> query,
            HttpHeaders headers,
            Caller caller,
            boolean secure,
            byte[] body) {
        this.method = method;
        this.path = path;
        this.variables = variables;
        this.query = query;
        this.headers = headers;
        this.caller = caller;
        this.secure = secure;
        this.body = body;
    }

    Request(
            String method,
            String path,
            Map<String, String> variables,
            Map<String, List<String>> query,
            HttpHeaders headers,
            Caller caller,
            boolean secure) {
        this(method, path, variables, query, headers, caller, secure, NOTHING);
    }

    Request withBody(byte[] bytes) {
        return new Request(method, path, variables, query, headers, caller, secure, bytes);
    }

    public String method() {
        return method;
    }

    /** The path as it was sent, without the query. */
    public String path() {
        return path;
    }

    /** What stands in the path for a variable of the route, decoded; never empty. */
    public String variable(String name) {
        return variables.get(name);
    }

    /** A parameter of the query, or null where it was not given. */
    public String query(String name) {
        List<String> values = query.get(name);
        return values == null ? null : values.get(0);
    }

    /** A parameter of the query that is a whole number. */
    public int number(String name, int preset, int least, int most) throws HttpProblem {
        String text = query(name);
        if (text == null) {
            return preset;
        }
        boolean digits = !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = digits ? Integer.parseInt(text) : -1;
        if (value < least || value > most) {
            throw HttpProblem.badRequest(name + " is " + text + " — a whole number from " + least + " to " + most);
        }
        return value;
    }

    /** Whether a parameter is {@code true}; without a value it is. */
    public boolean flag(String name) throws HttpProblem {
        String text = query(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (!text.isEmpty() && !text.equals("true")) {
            throw HttpProblem.badRequest(name + " is " + text + " — true or false");
        }
        return true;
    }

    /** A header, or null. */
    public String header(CharSequence name) {
        return headers.get(name);
    }

    /** The media type of the body without its parameters, in small letters; empty where none was given. */
    public String mediaType() {
        String type = headers.get("content-type");
        if (type == null) {
            return "";
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(java.util.Locale.ROOT);
    }

    /** Who sent it; null on routes that are open to everybody and where nobody said who he is. */
    public Caller caller() {
        return caller;
    }

    /** Whether it came over TLS. */
    public boolean isSecure() {
        return secure;
    }

    /** The body, empty where there is none. */
    public byte[] body() {
        return body;
    }
}
