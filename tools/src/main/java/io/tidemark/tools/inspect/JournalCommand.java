package io.tidemark.tools.inspect;

import io.tidemark.engine.EngineLimits;
import io.tidemark.engine.ScoringCore;
import io.tidemark.gateway.answer.Figures;
import io.tidemark.journal.JournalException;
import io.tidemark.journal.recovery.DataFolder;
import io.tidemark.journal.recovery.JournalCheck;
import io.tidemark.journal.recovery.JournalCheck.RunSummary;
import io.tidemark.journal.recovery.Recovery;
import io.tidemark.journal.recovery.TornTail;
import io.tidemark.tools.cli.Console;
import io.tidemark.tools.cli.Exit;
import io.tidemark.tools.cli.Failure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark journal}: what a data folder holds, and whether it is whole. The service must not be running on it. */
@Command(
        name = "journal",
        description = {
            "Reads and checks the journal of a data folder. The service must not be running on it.",
            "  ls      lists the runs with what each holds",
            "  verify  checks every record: checksum, sequence, version; applies nothing",
            "  hash    replays everything and prints the two hashes",
            "  replay  the same, and says how much there was and how long it took"
        })
public final class JournalCommand implements Callable<Integer> {
    /** What to do. */
    public enum Action {
        ls,
        verify,
        hash,
        replay
    }

    private final Console console;

    @Parameters(paramLabel = "ls|verify|hash|replay", description = "what to do")
    private Action action;

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder (default: ./tidemark-data)")
    private Path data = Path.of("tidemark-data");

    public JournalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Failure {
        try (DataFolder folder = DataFolder.openExisting(data)) {
            switch (action) {
                case ls -> list(JournalCheck.runs(folder.runs()), console.out());
                case verify -> verify(JournalCheck.runs(folder.runs()), console.out());
                case hash -> replay(folder, console.out(), false);
                case replay -> replay(folder, console.out(), true);
            }
            console.out().flush();
            return Exit.DONE.status();
        } catch (JournalException wrong) {
            boolean damaged = wrong.kind() == JournalException.Cause.DATA;
            throw new Failure(damaged ? Exit.INPUT : Exit.ENVIRONMENT, wrong.getMessage());
        }
    }

    private static void list(List<RunSummary> runs, PrintStream out) {
        out.printf(
                "%-10s %6s %10s %10s %12s %12s  %s%n", "run", "files", "records", "frames", "first", "last", "ended");
        for (RunSummary run : runs) {
            out.printf(
                    Locale.ROOT,
                    "%-10s %6d %10d %10d %12d %12d  %s%n",
                    run.run(),
                    run.run().files().size(),
                    run.records(),
                    run.frames(),
                    run.first(),
                    run.last(),
                    run.closed() ? "in order" : "cut off");
        }
    }

    private void verify(List<RunSummary> runs, PrintStream out) {
        long records = runs.stream().mapToLong(RunSummary::records).sum();
        long last = runs.isEmpty() ? 0 : runs.get(runs.size() - 1).last();
        say(runs.stream().map(RunSummary::torn).filter(Objects::nonNull).toList());
        out.println("runs " + runs.size() + ", records " + records + ", up to sequence " + last + ": whole");
    }

    private void say(List<TornTail> torn) {
        torn.forEach(tail -> console.say(tail.toString()));
    }

    private void replay(DataFolder folder, PrintStream out, boolean details) {
        ScoringCore core = new ScoringCore(EngineLimits.DEFAULT);
        long began = System.nanoTime();
        Recovery.Report report = new Recovery(core, sequence -> {}).replay(folder.runs());
        long tookMs = (System.nanoTime() - began) / 1_000_000;
        say(report.torn());
        if (details) {
            out.println("runs " + report.runs() + ", records " + report.records() + ", frames " + report.frames()
                    + ", not taken by the core " + report.refusedFrames());
            out.println("milliseconds " + tookMs);
            out.println("settled " + (core.isSettled() ? "yes" : "no"));
        }
        out.println("sequence " + core.sequence());
        out.println("standings-hash " + Figures.hash(core.standingsHash()));
        out.println("state-hash " + Figures.hash(core.stateHash()));
    }
}
