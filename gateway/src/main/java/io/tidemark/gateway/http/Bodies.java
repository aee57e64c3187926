package io.tidemark.gateway.http;

import io.tidemark.gateway.answer.JsonText;
import io.tidemark.gateway.command.Halted;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What routes with bodies have in common. Stateless. */
public final class Bodies {
    private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);

    private Bodies() {}

    /** The body as a JSON object. */
    public static Map<String, Object> object(Request request) throws HttpProblem {
        try {
            if (JsonText.read(request.body()) instanceof Map<?, ?> map) {
                return JsonText.cast(map);
            }
        } catch (IOException malformed) {
            throw HttpProblem.badRequest("the body is no JSON — an object is needed");
        }
        throw HttpProblem.badRequest("the body is no JSON object");
    }

    /** What to say about a command that was not applied. */
    public static HttpProblem failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpProblem problem) {
            return problem;
        }
        if (cause instanceof Halted) {
            return HttpProblem.unavailable(
                    "the service has halted — what was sent may count; sending it again is safe");
        }
        if (cause instanceof RejectedExecutionException) {
            return HttpProblem.noRoom("too many commands wait — send it again in a second");
        }
        if (cause instanceof IllegalStateException || cause instanceof IllegalArgumentException) {
            return new HttpProblem(422, cause.getMessage());
        }
        LOG.error("a command failed", cause);
        return new HttpProblem(500, "the request could not be answered — the server's log says why");
    }
}
