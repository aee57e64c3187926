package io.tidemark.tools.load;

import io.tidemark.engine.EngineLimits;
import io.tidemark.gateway.feed.FeedException;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import io.tidemark.tools.cli.ServerOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidemark load}: an open-loop load over the binary feed, with honest latencies. */
@Command(
        name = "load",
        description = {
            "Sends invented sales at a fixed rate over the binary feed, and says how long acknowledgements took.",
            "A latency counts from the moment a batch was due, whether or not it could be sent then. Beside it stands how late a"
                    + " thread with nothing to do woke up on this machine meanwhile."
        })
public final class LoadCommand implements Callable<Integer> {
    private static final double NS_PER_MS = 1e6;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};

    private final Console console;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ServerOptions at;

    @Option(names = "--feed-port", paramLabel = "N", description = "the binary feed's port, where it is another")
    private Integer feedPort;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10000",
            description = "activities per second (default: ${DEFAULT-VALUE})")
    private long rate;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "how long (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "S",
            defaultValue = "0",
            description = "seconds before, at the same rate, whose latency does not count (default: ${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "0",
            description = "activities per batch (default: as many as come in a millisecond, 1 to 160)")
    private int batch;

    @Option(
            names = "--feed",
            paramLabel = "NAME",
            defaultValue = "load",
            description = "the feed: the name space of the ids (default: ${DEFAULT-VALUE})")
    private String feed;

    @Option(names = "--hdr", paramLabel = "FILE", description = "writes the whole distribution of latencies here")
    private Path hdr;

    public LoadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        if (rate < 1 || seconds < 1 || warmUp < 0 || batch < 0 || batch > EngineLimits.MAX_COMMANDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rate and --seconds are at least 1, --batch 1 to " + EngineLimits.MAX_COMMANDS);
        }
        int perBatch = batch > 0 ? batch : (int) Math.max(1, Math.min(160, rate / 1000));
        try {
            LoadRun.Result result = new LoadRun()
                    .run(FeedAddress.of(at.server(), feedPort), at.token(), feed, rate, warmUp, seconds, perBatch);
            say(result, perBatch);
            if (hdr != null) {
                write(result.latency());
            }
        } catch (FeedException failed) {
            throw FeedAddress.failure(failed);
        }
        return Exit.DONE.status();
    }

    private void say(LoadRun.Result result, int perBatch) {
        PrintStream out = console.out();
        double took = result.tookNs() / 1e9;
        out.printf(
                Locale.ROOT,
                "sent %,d activities in %.2f s: %,.0f per second, %,d asked for; batches of %d%n",
                result.totals().all(),
                took,
                result.totals().all() / took,
                rate,
                perBatch);
        out.printf(
                Locale.ROOT,
                "accepted %,d, duplicate %,d, conflict %,d, refused %,d%n",
                result.totals().accepted(),
                result.totals().duplicate(),
                result.totals().conflict(),
                result.totals().refused());
        out.println("milliseconds      p50       p90       p99     p99.9       max");
        line(out, "acknowledged", result.latency());
        line(out, "hiccups", result.hiccups());
        out.flush();
    }

    private static void line(PrintStream out, String name, Histogram histogram) {
        out.printf(Locale.ROOT, "%-12s", name);
        for (double percentile : PERCENTILES) {
            out.printf(Locale.ROOT, "%10.3f", histogram.getValueAtPercentile(percentile) / NS_PER_MS);
        }
        out.println();
    }

    private void write(Histogram latency) throws Failure {
        try (PrintStream file = new PrintStream(Files.newOutputStream(hdr), false, StandardCharsets.UTF_8)) {
            latency.outputPercentileDistribution(file, NS_PER_MS);
        } catch (IOException failed) {
            throw new Failure(Exit.ENVIRONMENT, hdr + " cannot be written: " + failed.getMessage());
        }
    }
}
