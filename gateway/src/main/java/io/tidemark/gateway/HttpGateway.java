package io.tidemark.gateway;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.gateway.access.Tokens;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.SettingException;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.http.Budget;
import io.tidemark.gateway.http.DataThrough;
import io.tidemark.gateway.http.HttpMetrics;
import io.tidemark.gateway.http.HttpServer;
import io.tidemark.gateway.http.OverviewRoutes;
import io.tidemark.gateway.http.ParticipantRoutes;
import io.tidemark.gateway.http.ProgramRoutes;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.http.Router;
import io.tidemark.gateway.http.ServerRoutes;
import io.tidemark.gateway.http.StandingRoutes;
import io.tidemark.gateway.intake.ActivityRoutes;
import io.tidemark.gateway.intake.IntakeMetrics;
import io.tidemark.gateway.live.LiveLimits;
import io.tidemark.gateway.live.LiveRoutes;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** All routes on one server: what a process starts to be reachable over HTTP. */
public final class HttpGateway implements Closeable {
    private final Settings settings;
    private final HttpServer server;
    private final LiveRoutes live;

    /**
     * @param frames where commands go
     * @param core where reads go
     * @param ready whether the core has recovered; until then only health and the portal's files are answered
     * @param more further routes
     * @throws SettingException where the certificate or its key cannot be read
     */
    public HttpGateway(
            Settings settings,
            FrameSink frames,
            CoreReads core,
            Tokens tokens,
            BooleanSupplier ready,
            Consumer<Router> more)
            throws SettingException {
        this.settings = settings;
        Reads reads = new Reads(core);
        Router router = new Router();
        new ServerRoutes(ready).addTo(router);
        new ProgramRoutes(reads).addTo(router);
        DataThrough dataThrough = new DataThrough();
        new StandingRoutes(reads, dataThrough).addTo(router);
        new OverviewRoutes(reads, dataThrough).addTo(router);
        new ParticipantRoutes(reads).addTo(router);
        Budget buffered = new Budget(settings.number(Setting.MAX_BUFFERED_BYTES));
        new ActivityRoutes(frames, reads, settings, buffered, IntakeMetrics.NONE).addTo(router);
        this.live = new LiveRoutes(core, router, LiveLimits.of(settings));
        more.accept(router);
        this.server = new HttpServer(settings, router, tokens, ready, HttpMetrics.NONE, buffered, tls(settings));
    }

    private static SslContext tls(Settings settings) throws SettingException {
        String certificate = settings.text(Setting.TLS_CERTIFICATE);
        String key = settings.text(Setting.TLS_KEY);
        if (certificate.isEmpty() && key.isEmpty()) {
            return null;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new SettingException("tls-certificate and tls-key go together — set both, or none for plain HTTP");
        }
        try {
            return SslContextBuilder.forServer(new File(certificate), new File(key))
                    .build();
        } catch (IOException | RuntimeException unusable) {
            throw new SettingException("the certificate " + certificate + " with the key " + key + " cannot be used: "
                    + unusable.getMessage() + " — PEM files are needed, the key in PKCS#8");
        }
    }

    /**
     * Listens where the settings say.
     *
     * @throws IOException where the port is taken
     */
    public InetSocketAddress start() throws IOException {
        return server.start(settings.text(Setting.HOST), settings.count(Setting.PORT));
    }

    public HttpServer server() {
        return server;
    }

    /** What is watched. */
    public LiveRoutes live() {
        return live;
    }

    @Override
    public void close() {
        live.close();
        server.drain(settings.number(Setting.STOP_TIME));
        server.close();
    }
}
