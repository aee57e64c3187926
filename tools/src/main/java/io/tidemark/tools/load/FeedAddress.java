package io.tidemark.tools.load;

import io.tidemark.gateway.feed.FeedException;
import io.tidemark.gateway.feed.sbe.Refusal;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import java.net.InetSocketAddress;
import java.net.URI;

/** Where a server's binary feed listens. */
public final class FeedAddress {
    private FeedAddress() {}

    /**
     * The port behind the server's own, unless another is named.
     *
     * @param server {@code http://HOST:PORT}
     * @param port {@code null} for the usual one
     */
    public static InetSocketAddress of(String server, Integer port) throws Failure {
        URI uri;
        try {
            uri = URI.create(server);
        } catch (IllegalArgumentException malformed) {
            throw noAddress(server);
        }
        if (uri.getHost() == null || !"http".equals(uri.getScheme())) {
            throw noAddress(server);
        }
        int own = uri.getPort() >= 0 ? uri.getPort() : 80;
        return new InetSocketAddress(uri.getHost(), port != null ? port : own + 1);
    }

    /** What a feed that cannot go on means for a command: a token that may not is the command line's fault. */
    static Failure failure(FeedException failed) {
        boolean token = failed.refusal() == Refusal.TOKEN;
        return new Failure(
                token ? Exit.USAGE : Exit.ENVIRONMENT,
                failed.getMessage() + (token ? " (--token, TIDEMARK_TOKEN, or --data DIR on the same machine)" : ""));
    }

    private static Failure noAddress(String server) {
        return new Failure(
                Exit.USAGE,
                server
                        + " is no address of a binary feed — http://127.0.0.1:8080, for example; TLS is not spoken here");
    }
}
