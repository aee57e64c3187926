package io.tidemark.gateway.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.tidemark.gateway.answer.AnswerJson;
import java.util.ArrayList;
import java.util.List;

/** Why a request is not answered as it was meant: status, and a sentence for people (RFC 9457). No stack trace. */
public final class HttpProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> headers = new ArrayList<>();
    private transient AnswerJson.Fields<JsonGenerator> more = json -> {};

    public HttpProblem(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    public static HttpProblem badRequest(String detail) {
        return new HttpProblem(400, detail);
    }

    public static HttpProblem notFound(String detail) {
        return new HttpProblem(404, detail);
    }

    /** There is no room now: the same can be sent again a little later. */
    public static HttpProblem noRoom(String detail) {
        return new HttpProblem(429, detail).header("retry-after", "1");
    }

    /** The service does not answer now. */
    public static HttpProblem unavailable(String detail) {
        return new HttpProblem(503, detail).header("retry-after", "1");
    }

    public HttpProblem header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    /** Further members of the document. */
    public HttpProblem with(AnswerJson.Fields<JsonGenerator> members) {
        more = members;
        return this;
    }

    public int status() {
        return status;
    }

    Response response() {
        byte[] body = Json.object(json -> {
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", HttpResponseStatus.valueOf(status).reasonPhrase());
            json.writeNumberField("status", status);
            json.writeStringField("detail", getMessage());
            more.write(json);
        });
        return new Response(status, "application/problem+json", List.copyOf(headers), body);
    }
}
