package io.tidemark.gateway.http;

import io.tidemark.gateway.access.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One thing that the server can be asked.
 *
 * @param template the path, with {@code {name}} for a variable; {@code {name...}} at the end takes the rest of the path
 * @param scopes which of them may ask; empty for everybody
 * @param parameters what the query may hold
 */
public record Route(
        String method, String template, Set<Scope> scopes, Endpoint endpoint, Set<String> parameters, boolean early) {

    /** What answers. */
    public sealed interface Endpoint {
        record Whole(Handler handler) implements Endpoint {}

        /** @param most bytes of the body */
        record Streamed(StreamHandler handler, long most) implements Endpoint {}

        record Taken(Takeover taker) implements Endpoint {}
    }

    public static Route of(String method, String template, Set<Scope> scopes, Handler handler, String... parameters) {
        return new Route(method, template, scopes, new Endpoint.Whole(handler), Set.of(parameters), false);
    }

    public static Route streamed(
            String method, String template, Set<Scope> scopes, long most, StreamHandler handler, String... parameters) {
        return new Route(method, template, scopes, new Endpoint.Streamed(handler, most), Set.of(parameters), false);
    }

    public static Route taken(String template, Set<Scope> scopes, Takeover taker, String... parameters) {
        return new Route("GET", template, scopes, new Endpoint.Taken(taker), Set.of(parameters), false);
    }

    /** The same, answered also while the service is still recovering. */
    public Route whileRecovering() {
        return new Route(method, template, scopes, endpoint, parameters, true);
    }

    /** Everybody, without a token. */
    public static Set<Scope> open() {
        return EnumSet.noneOf(Scope.class);
    }

    /** @param variables what stands in the path, decoded */
    record Match(Route route, Map<String, String> variables) {}

    List<String> segments() {
        return List.of(template.substring(1).split("/", -1));
    }
}
