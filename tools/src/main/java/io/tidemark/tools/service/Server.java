package io.tidemark.tools.service;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.engine.host.HostStatus;
import io.tidemark.gateway.HttpGateway;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.access.Token;
import io.tidemark.gateway.access.Tokens;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.SettingException;
import io.tidemark.gateway.config.Settings;
import io.tidemark.gateway.feed.FeedLimits;
import io.tidemark.gateway.feed.FeedServer;
import io.tidemark.journal.JournalSettings;
import io.tidemark.journal.flush.SyncPolicy;
import io.tidemark.journal.pipeline.PipelineSettings;
import io.tidemark.journal.recovery.History;
import io.tidemark.journal.snapshot.SnapshotSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/**
 * The whole service: journal and core behind, HTTP in front. It listens before it recovers, and answers 503 until it is
 * there. Any thread; close it once.
 */
public final class Server implements AutoCloseable {
    private final Settings settings;
    private final LatePorts ports = new LatePorts();
    private final Tokens tokens = new Tokens();
    private final History history;
    private final HttpGateway gateway;
    private final FeedServer feeds;
    private InetSocketAddress address;
    private InetSocketAddress feedAddress;
    private Service service;
    private boolean newToken;
    private volatile boolean recovered;

    /** @throws SettingException where a setting cannot be used */
    public Server(Settings settings) throws SettingException {
        this.settings = settings;
        this.history = new History(Path.of(settings.text(Setting.DATA)), () -> new ScoringCore(EngineLimits.DEFAULT));
        this.gateway =
                new HttpGateway(settings, ports::offer, ports::offer, history, tokens, this::isReady, router -> {});
        this.feeds = new FeedServer(
                ports::offer, this::isReady, this::feederOf, feedLimits(settings), HttpGateway.tls(settings));
    }

    private static FeedLimits feedLimits(Settings settings) {
        return new FeedLimits(
                settings.count(Setting.FEED_CREDIT),
                settings.count(Setting.FEED_CONNECTIONS),
                settings.count(Setting.FEED_HELLO_TIME),
                settings.count(Setting.FEED_IDLE_TIME));
    }

    /** The name of a token that may feed; a browser's session may not. */
    private String feederOf(String secret) {
        Token token = tokens.find(secret, System.currentTimeMillis());
        boolean may = token != null
                && !token.session()
                && (token.scopes().contains(Scope.FEED) || token.scopes().contains(Scope.ADMIN));
        return may ? token.name() : null;
    }

    private boolean isReady() {
        return recovered && service.status().state() != HostStatus.State.HALTED;
    }

    /**
     * Listens.
     *
     * @throws IOException where the port is taken
     */
    public InetSocketAddress listen() throws IOException {
        address = gateway.start();
        int feedPort = settings.count(Setting.FEED_PORT);
        if (feedPort == 0) {
            feedPort = settings.count(Setting.PORT) == 0 ? 0 : address.getPort() + 1;
        }
        try {
            feedAddress = feeds.start(settings.text(Setting.HOST), feedPort);
        } catch (IOException taken) {
            gateway.close();
            throw new IOException("the binary feed: " + taken.getMessage() + "; set another feed-port", taken);
        }
        return address;
    }

    /** Where the binary feed listens. */
    public InetSocketAddress feedAddress() {
        return feedAddress;
    }

    /**
     * Replays the journal and takes up work.
     *
     * @param progress told the sequence reached while replaying
     * @throws io.tidemark.journal.JournalException where the data folder cannot be used as it is
     */
    public Service.Recovered recover(LongConsumer progress) throws IOException, InterruptedException {
        Path data = Path.of(settings.text(Setting.DATA));
        service = Service.open(
                new ServiceSettings(data, EngineLimits.DEFAULT, journal(), pipeline(), snapshots()), progress);
        ports.open(service.frames(), service.reads());
        newToken = gateway.recovered();
        gauges();
        recovered = true;
        return service.recovered();
    }

    private JournalSettings journal() {
        return new JournalSettings(
                JournalSettings.Store.valueOf(
                        settings.text(Setting.JOURNAL_STORE).toUpperCase(Locale.ROOT)),
                settings.number(Setting.JOURNAL_BLOCK_BYTES),
                settings.number(Setting.JOURNAL_AHEAD_BYTES));
    }

    private PipelineSettings pipeline() {
        return new PipelineSettings(
                SyncPolicy.valueOf(settings.text(Setting.SYNC).toUpperCase(Locale.ROOT)),
                settings.count(Setting.RING_FRAMES),
                settings.count(Setting.WAITING_READS),
                settings.text(Setting.APPEND_THREAD).equals("own"),
                settings.count(Setting.SPIN_MICROS),
                settings.number(Setting.MIN_FREE_BYTES),
                Math.max(1, settings.number(Setting.STOP_TIME)));
    }

    private SnapshotSettings snapshots() {
        return new SnapshotSettings(settings.number(Setting.SNAPSHOT_EVERY), settings.number(Setting.SNAPSHOT_TIME));
    }

    private void gauges() {
        HostStatus status = service.status();
        gateway.metrics()
                .gauge("tidemark_sequence", "sequence of the last command applied", status::sequence)
                .gauge("tidemark_frames_published", "frames taken since the start", status::published)
                .gauge("tidemark_feeds", "binary feeds connected", feeds::connections)
                .gauge("tidemark_frames_durable", "frames safe under the sync policy", status::durable)
                .gauge("tidemark_frames_applied", "frames applied since the start", status::applied)
                .gauge(
                        "tidemark_running",
                        "1 while commands are taken",
                        () -> status.state() == HostStatus.State.RUNNING ? 1 : 0);
    }

    public InetSocketAddress address() {
        return address;
    }

    /** {@code http://127.0.0.1:8080}. */
    public String url() {
        String host = settings.text(Setting.HOST);
        String scheme = settings.text(Setting.TLS_CERTIFICATE).isEmpty() ? "http" : "https";
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    public HttpGateway gateway() {
        return gateway;
    }

    /** Whether this start wrote a new administrator's token. */
    public boolean hasNewToken() {
        return newToken;
    }

    /** How the core is doing; once it has recovered. */
    public HostStatus status() {
        return service.status();
    }

    /** Completed with the cause where the service halts; once it has recovered. */
    public CompletableFuture<Throwable> halted() {
        return service.halted();
    }

    /** Answers what runs, applies what was taken and gives the data folder free, within the time set. */
    @Override
    public void close() {
        gateway.close();
        history.close();
        if (service != null) {
            service.close();
        }
        // last: what was applied while the service ended is still acknowledged
        feeds.close();
    }
}
