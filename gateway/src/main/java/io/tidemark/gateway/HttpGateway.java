package io.tidemark.gateway;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.tidemark.engine.host.CoreReads;
import io.tidemark.engine.host.FrameSink;
import io.tidemark.engine.host.PastCores;
import io.tidemark.gateway.access.AdminToken;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.access.SignInLinks;
import io.tidemark.gateway.access.TokenDesk;
import io.tidemark.gateway.access.Tokens;
import io.tidemark.gateway.command.Commands;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.SettingException;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.http.Budget;
import io.tidemark.gateway.http.DataThrough;
import io.tidemark.gateway.http.FactRoutes;
import io.tidemark.gateway.http.Hashes;
import io.tidemark.gateway.http.HttpProblem;
import io.tidemark.gateway.http.HttpServer;
import io.tidemark.gateway.http.MetricsRoutes;
import io.tidemark.gateway.http.OverviewRoutes;
import io.tidemark.gateway.http.ParticipantRoutes;
import io.tidemark.gateway.http.PastReads;
import io.tidemark.gateway.http.PeriodRoutes;
import io.tidemark.gateway.http.ProgramRoutes;
import io.tidemark.gateway.http.Reads;
import io.tidemark.gateway.http.Router;
import io.tidemark.gateway.http.ServerRoutes;
import io.tidemark.gateway.http.StandingRoutes;
import io.tidemark.gateway.http.StatementRoutes;
import io.tidemark.gateway.http.TokenRoutes;
import io.tidemark.gateway.intake.ActivityRoutes;
import io.tidemark.gateway.intake.ClaimRoutes;
import io.tidemark.gateway.intake.ExceptionRoutes;
import io.tidemark.gateway.intake.FileRoutes;
import io.tidemark.gateway.intake.GuessRoutes;
import io.tidemark.gateway.intake.Ingests;
import io.tidemark.gateway.intake.MatchRoutes;
import io.tidemark.gateway.intake.PublishRoutes;
import io.tidemark.gateway.intake.ReferenceRoutes;
import io.tidemark.gateway.intake.RepairRoutes;
import io.tidemark.gateway.intake.UploadRoutes;
import io.tidemark.gateway.intake.Workers;
import io.tidemark.gateway.live.LiveLimits;
import io.tidemark.gateway.live.LiveRoutes;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * All routes on one server: what a process starts to be reachable over HTTP. It listens as soon as it is started, answers
 * 503 until {@link #recovered} was called and the core is ready, and goes on with what an earlier run left.
 */
public final class HttpGateway implements Closeable {
    private static final String UPLOADS = "uploads";
    private static final String OPEN_UPLOADS = "uploads-open";

    private final Settings settings;
    private final Tokens tokens;
    private final TokenDesk desk;
    private final SignInLinks links = new SignInLinks();
    private final Reads reads;
    private final Commands commands;
    private final Workers workers = new Workers();
    private final Ingests ingests;
    private final MetricsRoutes metrics;
    private final HttpServer server;
    private final LiveRoutes live;

    /**
     * @param frames where commands go
     * @param core where reads go
     * @param past where reads of what was go
     * @param tokens filled from the journal by {@link #recovered}
     * @param ready whether the core has recovered; until then only health and the portal's files are answered
     * @param more further routes
     * @throws SettingException where the certificate or its key cannot be read
     */
    public HttpGateway(
            Settings settings,
            FrameSink frames,
            CoreReads core,
            PastCores past,
            Tokens tokens,
            BooleanSupplier ready,
            Consumer<Router> more)
            throws SettingException {
        this.settings = settings;
        this.tokens = tokens;
        this.reads = new Reads(core);
        this.commands = new Commands(frames);
        this.desk = new TokenDesk(commands, tokens);
        Hashes hashes = new Hashes();
        this.metrics = new MetricsRoutes(hashes);
        Path uploads = Path.of(settings.text(Setting.DATA)).resolve(UPLOADS);
        this.ingests = new Ingests(frames, commands, reads, settings, metrics::activities, uploads);
        Budget buffered = new Budget(settings.number(Setting.MAX_BUFFERED_BYTES));
        Router router = new Router();
        new ServerRoutes(ready).addTo(router);
        metrics.addTo(router);
        addReads(router, past, hashes);
        new TokenRoutes(tokens, desk, links, settings).addTo(router);
        new PublishRoutes(commands, reads, past, workers).addTo(router);
        new ReferenceRoutes(commands, reads, workers, settings, uploads).addTo(router);
        new ClaimRoutes(commands, reads).addTo(router);
        new MatchRoutes(commands, reads).addTo(router);
        new FileRoutes(ingests, reads, settings).addTo(router);
        new UploadRoutes(ingests, workers, settings, uploads.resolveSibling(OPEN_UPLOADS)).addTo(router);
        new GuessRoutes(workers, settings, uploads).addTo(router);
        new ExceptionRoutes(reads, workers).addTo(router);
        new RepairRoutes(frames, commands, reads, workers).addTo(router);
        new ActivityRoutes(frames, commands, reads, settings, buffered, metrics::activities).addTo(router);
        this.live = new LiveRoutes(core, router, tokens, LiveLimits.of(settings));
        more.accept(router);
        this.server = new HttpServer(settings, router, tokens, ready, metrics, buffered, tls(settings));
        metrics.gauge("tidemark_connections", "connections open", server::connections)
                .gauge("tidemark_buffered_bytes", "bytes of bodies held", buffered::taken)
                .gauge("tidemark_live_viewers", "connections that watch", live::viewers)
                .gauge("tidemark_live_topics", "different boards and standings that are watched", live::topics)
                .gauge("tidemark_ingests_waiting", "files that wait or are being read", ingests::waiting);
    }

    private void addReads(Router router, PastCores past, Hashes hashes) {
        DataThrough dataThrough = new DataThrough();
        PastReads then = new PastReads(reads, past, dataThrough);
        new ProgramRoutes(reads).addTo(router);
        new PeriodRoutes(commands, reads, dataThrough).addTo(router);
        new StatementRoutes(reads).addTo(router);
        new StandingRoutes(reads, then).addTo(router);
        new OverviewRoutes(reads, dataThrough).addTo(router);
        new ParticipantRoutes(reads).addTo(router);
        new FactRoutes(reads, then, hashes).addTo(router);
    }

    /**
     * Takes over what the core knows after recovery: tokens come into force, the administrator's is made where there is none,
     * and files that waited are read. Blocks; once, before the server is ready.
     *
     * @return whether a new administrator's token was written to the data folder
     * @throws IOException where the token's file cannot be read or written
     */
    public boolean recovered() throws IOException, InterruptedException {
        try {
            reads.await(core -> {
                TokenDesk.load(core, tokens);
                return core.sequence();
            });
            Path folder = Path.of(settings.text(Setting.DATA));
            Files.createDirectories(folder);
            boolean made = AdminToken.ensure(folder, desk, tokens, System.currentTimeMillis());
            ingests.resume();
            return made;
        } catch (HttpProblem unavailable) {
            throw new IOException(unavailable.getMessage(), unavailable);
        }
    }

    /**
     * Makes a link that signs one browser in, once.
     *
     * @return path and query, to be put behind the server's address
     */
    public String signInLink(String name, Set<Scope> scopes) {
        long expires = System.currentTimeMillis() + settings.number(Setting.LINK_TIME);
        return "/sign-in?code=" + links.make(name, scopes, expires);
    }

    /** Counters and gauges, for other rooms to add theirs. */
    public MetricsRoutes metrics() {
        return metrics;
    }

    /**
     * What connections are encrypted with; null where none are.
     *
     * @throws SettingException where the certificate or its key cannot be read
     */
    public static SslContext tls(Settings settings) throws SettingException {
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
        ingests.close();
        server.close();
        workers.close();
        commands.close();
    }
}
