package io.tidemark.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An answer.
 *
 * @param type the media type of the body
 * @param headers further headers, name and value in turn
 */
public record Response(int status, String type, List<String> headers, byte[] body) {
    public static final String JSON = "application/json";
    public static final String TEXT = "text/plain; charset=utf-8";

    private static final byte[] NOTHING = {};

    public static Response json(int status, byte[] body) {
        return new Response(status, JSON, List.of(), body);
    }

    public static Response text(int status, String text) {
        return new Response(status, TEXT, List.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    public static Response empty(int status) {
        return new Response(status, "", List.of(), NOTHING);
    }

    /** The same with one more header. */
    public Response with(String name, String value) {
        List<String> more = new java.util.ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Response(status, type, List.copyOf(more), body);
    }
}
