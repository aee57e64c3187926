package io.tidemark.tools.inspect;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.JournalCheck;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.recovery.TornTail;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tidemark journal}: what a data folder holds, and whether it is whole. The service must not be running on it. */
@Command(
        name = "journal",
        description = "Reads and checks the journal of a data folder; the service must not be running on it.",
        synopsisSubcommandLabel = "ls|verify|hash|replay")
public final class JournalCommand implements Runnable {
    private final Console console;

    @Spec
    private CommandSpec spec;

    public JournalCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "ls, verify, hash or replay is missing");
    }

    private interface Work {
        void on(DataFolder folder, PrintStream out);
    }

    private int with(Path data, Work work) throws Failure {
        try (DataFolder folder = DataFolder.openExisting(data)) {
            work.on(folder, console.out());
            console.out().flush();
            return Exit.DONE.status();
        } catch (JournalException wrong) {
            boolean damaged = wrong.kind() == JournalException.Cause.DATA;
            throw new Failure(damaged ? Exit.INPUT : Exit.ENVIRONMENT, wrong.getMessage());
        }
    }

    @Command(name = "ls", description = "Lists the runs with what each holds.")
    int ls(@Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder") Path data)
            throws Failure {
        return with(data, (folder, out) -> {
            List<JournalCheck.RunSummary> runs = JournalCheck.runs(folder.runs());
            out.println("run         files  records  frames     first      last  ended");
            for (JournalCheck.RunSummary run : runs) {
                out.printf(
                        Locale.ROOT,
                        "%-10s  %5d  %7d  %6d  %8d  %8d  %s%n",
                        run.run(),
                        run.run().files().size(),
                        run.records(),
                        run.frames(),
                        run.first(),
                        run.last(),
                        run.closed() ? "in order" : "cut off");
            }
        });
    }

    @Command(name = "verify", description = "Checks every record: checksum, sequence, version. Applies nothing.")
    int verify(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder") Path data)
            throws Failure {
        return with(data, (folder, out) -> {
            List<JournalCheck.RunSummary> runs = JournalCheck.runs(folder.runs());
            long records =
                    runs.stream().mapToLong(JournalCheck.RunSummary::records).sum();
            long last = runs.isEmpty() ? 0 : runs.get(runs.size() - 1).last();
            runs.forEach(run -> say(run.torn()));
            out.println("runs " + runs.size() + ", records " + records + ", up to sequence " + last + ": whole");
        });
    }

    private void say(TornTail torn) {
        if (torn != null) {
            console.say(torn.toString());
        }
    }

    @Command(name = "hash", description = "Replays everything and prints the two hashes.")
    int hash(@Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder") Path data)
            throws Failure {
        return with(data, (folder, out) -> replay(folder, out, false));
    }

    @Command(name = "replay", description = "Replays everything into a fresh core and says what it took.")
    int replay(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = "the data folder") Path data)
            throws Failure {
        return with(data, (folder, out) -> replay(folder, out, true));
    }

    private void replay(DataFolder folder, PrintStream out, boolean details) {
        ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
        long began = System.nanoTime();
        Recovery.Report report = new Recovery(core, sequence -> {}).replay(folder.runs());
        long tookMs = (System.nanoTime() - began) / 1_000_000;
        report.torn().forEach(this::say);
        if (details) {
            out.println("runs " + report.runs());
            out.println("records " + report.records());
            out.println("frames " + report.frames());
            out.println("not taken by the core " + report.refusedFrames());
            out.println("settled " + (core.isSettled() ? "yes" : "no"));
            out.println("milliseconds " + tookMs);
        }
        out.println("sequence " + core.sequence());
        out.println("StateHash " + hex(core.stateHash()));
        out.println("StandingsHash " + hex(core.standingsHash()));
    }

    private static String hex(long hash) {
        return String.format(Locale.ROOT, "%016x", hash);
    }
}
