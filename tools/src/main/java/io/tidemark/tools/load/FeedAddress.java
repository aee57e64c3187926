package io.tidemark.tools.load;

import io.tidemark.gateway.feed.FeedException;
import io.tidemark.gateway.feed.sbe.Refusal;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import io.tidemark.tools.cli.ServerClient;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/**
 * Where a server's binary feed listens, and how it is spoken to.
 *
 * @param sockets TLS where the server's own address says so, with the certificates that Java trusts
 */
public record FeedAddress(InetSocketAddress address, SocketFactory sockets) {
    /**
     * The port behind the server's own, unless another is named.
     *
     * @param server {@code http://HOST:PORT} or {@code https://HOST:PORT}
     * @param port {@code null} for the usual one
     */
    public static FeedAddress of(String server, Integer port) throws Failure {
        URI uri;
        try {
            uri = URI.create(server);
        } catch (IllegalArgumentException malformed) {
            throw noAddress(server);
        }
        boolean tls = "https".equals(uri.getScheme());
        if (uri.getHost() == null || !tls && !"http".equals(uri.getScheme())) {
            throw noAddress(server);
        }
        int usual = tls ? 443 : 80;
        int own = uri.getPort() >= 0 ? uri.getPort() : usual;
        InetSocketAddress address = new InetSocketAddress(uri.getHost(), port != null ? port : own + 1);
        return new FeedAddress(address, tls ? tls() : SocketFactory.getDefault());
    }

    /** What clients of HTTP use as well. */
    private static SocketFactory tls() throws Failure {
        try {
            return SSLContext.getDefault().getSocketFactory();
        } catch (NoSuchAlgorithmException unusable) {
            throw new Failure(Exit.ENVIRONMENT, "TLS cannot be used here: " + unusable.getMessage());
        }
    }

    /** What a feed that cannot go on means for a command: a token that may not is the command line's fault. */
    static Failure failure(FeedException failed) {
        boolean token = failed.refusal() == Refusal.TOKEN;
        return new Failure(
                token ? Exit.USAGE : Exit.ENVIRONMENT,
                failed.getMessage()
                        + ServerClient.trust(failed)
                        + (token ? " (--token, TIDEMARK_TOKEN, or --data DIR on the same machine)" : ""));
    }

    private static Failure noAddress(String server) {
        return new Failure(
                Exit.USAGE,
                server + " is no address of a server — http://127.0.0.1:8080 or https://HOST:8443, for example");
    }
}
