package io.tidemark.tools.cli;

import io.tidemark.gateway.access.AdminToken;
import io.tidemark.gateway.access.Scope;
import io.tidemark.gateway.answer.Figures;
import io.tidemark.gateway.config.Setting;
import io.tidemark.gateway.config.SettingException;
import io.tidemark.gateway.config.Settings;
import io.tidemark.journal.JournalException;
import io.tidemark.tools.service.Logs;
import io.tidemark.tools.service.Server;
import io.tidemark.tools.service.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark serve}: the service, until it is told to stop. */
@Command(
        name = "serve",
        description = {
            "Serves: HTTP, live boards, the portal. Stops on SIGTERM or Ctrl-C: what was taken is finished first.",
            "",
            "Settings come from the configuration file, then the environment (TIDEMARK_PORT, …), then options."
        })
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);
    private static final long REPORT_EVERY = 1_000_000;
    private static final long SPARE_MS = 10_000;

    private final Console console;

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder (default: ./tidemark-data)")
    private Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "a configuration file, YAML or JSON")
    private Path config;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "the address to listen on (default: 127.0.0.1)")
    private String host;

    @Option(names = "--port", paramLabel = "N", description = "the port to listen on (default: 8080)")
    private String port;

    ServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        Settings settings = settings();
        Logs.configure(settings.text(Setting.LOG_FORMAT), settings.text(Setting.LOG_LEVEL));
        settings.lines().forEach(line -> LOG.info("{}", line));
        Server server = server(settings);
        AtomicBoolean ended = new AtomicBoolean();
        stopOnSignal(server, settings, ended);
        try {
            start(server, settings);
            LOG.error("the service halts", server.halted().get());
        } catch (InterruptedException | ExecutionException stopped) {
            LOG.error("the service stops", stopped);
        } catch (Failure failed) {
            ended.set(true);
            server.close();
            throw failed;
        }
        ended.set(true);
        server.close();
        return Exit.ENVIRONMENT.status();
    }

    private Settings settings() throws Failure {
        Settings settings = Settings.presets();
        String named = System.getenv("TIDEMARK_CONFIG");
        Path file = config != null ? config : named == null ? null : Path.of(named);
        try {
            if (file != null) {
                settings.file(file.toString(), InputFiles.text(file));
            }
            return settings.environment(System.getenv())
                    .option(Setting.DATA, data)
                    .option(Setting.HOST, host)
                    .option(Setting.PORT, port);
        } catch (SettingException wrong) {
            throw new Failure(Exit.USAGE, wrong.getMessage().lines().toList());
        }
    }

    private static Server server(Settings settings) throws Failure {
        try {
            return new Server(settings);
        } catch (SettingException wrong) {
            throw new Failure(Exit.USAGE, wrong.getMessage());
        }
    }

    private void start(Server server, Settings settings) throws Failure, InterruptedException {
        try {
            server.listen();
        } catch (IOException taken) {
            throw new Failure(
                    Exit.ENVIRONMENT,
                    "cannot listen on " + settings.text(Setting.HOST) + ":" + settings.text(Setting.PORT) + ": "
                            + taken.getMessage() + " — is another server running? name another port with --port");
        }
        try {
            long[] next = {REPORT_EVERY};
            Service.Recovered recovered = server.recover(sequence -> {
                if (sequence >= next[0]) {
                    LOG.info("recovering: at sequence {}", sequence);
                    next[0] = sequence + REPORT_EVERY;
                }
            });
            said(recovered.start());
            LOG.info(
                    "recovered: sequence {}, state hash {}, standings hash {}",
                    server.status().sequence(),
                    Figures.hash(recovered.stateHash()),
                    Figures.hash(recovered.standingsHash()));
        } catch (JournalException unusable) {
            Exit exit = unusable.kind() == JournalException.Cause.DATA ? Exit.INPUT : Exit.ENVIRONMENT;
            throw new Failure(exit, unusable.getMessage());
        } catch (IOException failed) {
            throw new Failure(Exit.ENVIRONMENT, failed.getMessage());
        }
        greet(server, settings);
    }

    private static void said(Service.Start start) {
        start.skipped().forEach(why -> LOG.warn("a snapshot is not used: {}", why));
        if (start.snapshot() != null) {
            LOG.info("began with {}, which holds everything up to sequence {}", start.snapshot(), start.sequence());
        }
    }

    /** A sign-in link is for a person at a terminal: it does not go where a log is kept. */
    private void greet(Server server, Settings settings) {
        console.out().println("listening on " + server.url());
        if (server.hasNewToken()) {
            Path file = Path.of(settings.text(Setting.DATA)).resolve(AdminToken.FILE);
            console.out().println("the administrator's token is in " + file);
        }
        if (console.outIsTerminal()) {
            String link = server.gateway().signInLink("browser", EnumSet.of(Scope.ADMIN));
            console.out().println("sign in, once: " + server.url() + link);
        }
        console.out().flush();
    }

    private static void stopOnSignal(Server server, Settings settings, AtomicBoolean ended) {
        long bound = 2 * settings.number(Setting.STOP_TIME) + SPARE_MS;
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (ended.get()) {
                                return;
                            }
                            Thread watch = new Thread(() -> haltAfter(bound), "tidemark-stop-bound");
                            watch.setDaemon(true);
                            watch.start();
                            LOG.info("stopping");
                            server.close();
                            LOG.info("stopped");
                            Runtime.getRuntime().halt(Exit.DONE.status());
                        },
                        "tidemark-stop"));
    }

    private static void haltAfter(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        LOG.error("stopping took too long");
        Runtime.getRuntime().halt(Exit.ENVIRONMENT.status());
    }
}
